//! Reads the compact tables: `@` a source (its letter, date, name), `=` a country (its code,
//! the letters of its sources, its emergency numbers), anything else a line of that country (its
//! need, the letters of its sources, then columns).

use super::{
    Country, Dial, EmergencyNumber, EmergencyService, FIRST, HelpLine, Need, Sources, TextLine,
};

/// The letters of the needs, in the order of [`Need::ALL`].
const NEEDS: &[u8] = b"cdskloabevm";

/// Every country that has a row in the table.
pub fn codes(table: &'static str) -> impl Iterator<Item = &'static str> {
    table
        .lines()
        .filter_map(|row| row.strip_prefix('=')?.get(..2))
}

/// One country, from both parts of the table.
pub fn country(first: &'static str, rest: &'static str, code: &str) -> Option<Country> {
    let mut rows = rows_of(first, code);
    let mut head = rows.next()?.split('\t');
    let (code, letters) = head.next()?.get(1..)?.split_at_checked(2)?;
    let emergency: Vec<_> = head.map(emergency).collect();
    let more = rows_of(rest, code).skip(1);
    let lines: Vec<_> = rows.chain(more).filter_map(line).collect();
    Some(Country {
        code,
        emergency: emergency.leak(),
        lines: lines.leak(),
        checked: newest(letters),
        source: Sources(letters),
    })
}

/// A country's rows in one part, its own first.
fn rows_of(table: &'static str, code: &str) -> impl Iterator<Item = &'static str> {
    let is_it = |row: &str| {
        row.strip_prefix('=')
            .and_then(|row| row.get(..2))
            .is_some_and(|found| found.eq_ignore_ascii_case(code))
    };
    let mut rows = table.lines();
    let own = rows.by_ref().find(|row| is_it(row));
    own.into_iter()
        .chain(rows.take_while(|row| !row.starts_with('=')))
}

fn emergency(text: &'static str) -> EmergencyNumber {
    let (for_what, number) = match text.split_at_checked(1) {
        Some(("p", number)) => (EmergencyService::Police, number),
        Some(("m", number)) => (EmergencyService::Ambulance, number),
        Some(("f", number)) => (EmergencyService::FireAndAmbulance, number),
        _ => (EmergencyService::Any, text),
    };
    EmergencyNumber {
        number: Dial(number),
        for_what,
    }
}

fn line(row: &'static str) -> Option<HelpLine> {
    let mut columns = row.split('\t');
    let (need, letters) = columns.next()?.split_at_checked(1)?;
    let place = NEEDS.iter().position(|one| need.as_bytes() == [*one])?;
    let need = *Need::ALL.get(place)?;
    let mut next = || columns.next().filter(|column| !column.is_empty());
    let name = next().unwrap_or_default();
    let call = next().map(Dial);
    let hours = next().unwrap_or_default();
    let languages: Vec<_> = next()
        .map(|all| all.split(',').collect())
        .unwrap_or_default();
    let text = next();
    let say = next();
    let chat = next();
    Some(HelpLine {
        name,
        need,
        call,
        text: text.map(|number| TextLine { number, say }),
        chat,
        hours,
        languages: languages.leak(),
        source: Sources(letters),
        checked: newest(letters),
        sources: u8::try_from(letters.len()).unwrap_or(u8::MAX),
    })
}

/// The row of a source: its date, and its name.
fn source(letter: char) -> Option<(&'static str, &'static str)> {
    let rows = FIRST.lines().filter_map(|row| row.strip_prefix('@'));
    rows.filter_map(|row| row.strip_prefix(letter)?.split_once('\t'))
        .next()
}

/// The name of the source with this letter.
pub fn source_name(letter: char) -> Option<&'static str> {
    source(letter).map(|(_, name)| name)
}

/// The newest date of these sources.
fn newest(letters: &str) -> &'static str {
    let dates = letters.chars().filter_map(source).map(|(date, _)| date);
    dates.fold("", |newest, date| if date > newest { date } else { newest })
}
