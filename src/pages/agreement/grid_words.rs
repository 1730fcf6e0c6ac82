//! The week grid in words.

use chrono::NaiveDate;
use holdfast_rhythm::{Tz, WallTime, Weekday, WindowRule, parse_date};

use super::board::{Board, Said};
use super::form::{Form, WEEK};
use super::grid::Refused;
use super::places::List;
use crate::components::week_grid::{Block, Cell, CellWords, DAY, Look, Piece, Spell};
use crate::i18n::times::{Reader, weekday_name};
use crate::i18n::{fill, listed, t_string};
use crate::pages::shell::Words;

/// A spell as the form has it, whatever any clock does: "Saturday 22:30–00:30,
/// every other week".
pub(super) fn spell_words(spell: &Spell, reader: &Reader) -> String {
    weekly(spell, vec![WEEK[spell.day.min(6)]], reader)
}

/// The same hours on several days.
fn weekly(spell: &Spell, days: Vec<Weekday>, reader: &Reader) -> String {
    let wall = |minutes: i32| {
        let minutes = u16::try_from(minutes).unwrap_or(0);
        WallTime::new(minutes / 60, minutes % 60).unwrap_or(WallTime::MIDNIGHT)
    };
    let closes = match spell.closes() {
        DAY => WallTime::END_OF_DAY,
        closes => wall(closes.rem_euclid(DAY)),
    };
    let rule = WindowRule {
        days,
        opens: wall(spell.opens),
        closes,
        every_weeks: spell.every_weeks,
    };
    // Clocks that are never changed show what is written down.
    let plain = Reader {
        zone: Tz::UTC,
        other: None,
        ..*reader
    };
    plain.weekly(&rule, Tz::UTC, NaiveDate::default())
}

/// A row of the form in a few words, once it is whole.
pub(super) fn in_short(form: &Form, list: List, row: usize, reader: &Reader) -> Option<String> {
    match list {
        List::Windows => {
            let mut spells = form.spells();
            spells.retain(|spell| spell.window == row);
            let first = *spells.first()?;
            let days = spells.iter().map(|spell| WEEK[spell.day.min(6)]);
            Some(weekly(&first, days.collect(), reader))
        }
        List::Away => {
            let away = form.away.get(row)?;
            let (from, until) = (parse_date(&away.from)?, parse_date(&away.until)?);
            let dates = reader.dates(from, until);
            Some(match away.note.trim() {
                "" => dates,
                note => format!("{dates} · {note}"),
            })
        }
        List::Extra => {
            let extra = form.extra.get(row)?;
            let date = parse_date(&extra.date)?;
            let (opens, closes) = (extra.opens.as_str(), extra.closes.as_str());
            let whole = !opens.is_empty() && !closes.is_empty();
            whole.then(|| format!("{} · {}", reader.date(date), reader.hours(opens, closes)))
        }
    }
}

/// What was done, or why not.
pub(super) fn said_words(words: Words, said: &Said, reader: &Reader) -> String {
    let of = |sentence: &str, spell: &Spell| {
        let window = spell_words(spell, reader);
        fill(sentence, &[("window", &window)])
    };
    match said {
        Said::Drawn(spell) => of(t_string!(words, agreement.grid.drawn), spell),
        Said::Chosen(spell) => of(t_string!(words, agreement.grid.taken), spell),
        Said::Now(spell) => spell_words(spell, reader),
        Said::Finished(spell) => of(t_string!(words, agreement.grid.finished), spell),
        Said::Removed(spell) => of(t_string!(words, agreement.grid.removed), spell),
        Said::Undone => t_string!(words, agreement.undone).to_owned(),
        Said::Refused(why) => refused_words(words, why, reader),
    }
}

fn refused_words(words: Words, why: &Refused, reader: &Reader) -> String {
    let plain = match why {
        Refused::Taken(other) => {
            let other = spell_words(other, reader);
            let sentence = t_string!(words, agreement.grid.overlaps);
            return fill(sentence, &[("window", &other)]);
        }
        Refused::PastTheDay => t_string!(words, agreement.grid.past_the_day),
        Refused::TooShort => t_string!(words, agreement.grid.too_short),
        Refused::TooLong => t_string!(words, agreement.grid.too_long),
        Refused::Full => t_string!(words, agreement.grid.full),
        Refused::NotThere => t_string!(words, agreement.grid.no_further),
    };
    plain.to_owned()
}

/// All cells, hour by hour.
pub(super) fn cells(words: Words, form: &Form, board: &Board, reader: &Reader) -> Vec<CellWords> {
    let chosen = board.spell(form);
    let pieces: Vec<(Piece, String)> = form
        .spells()
        .iter()
        .flat_map(|spell| {
            let said = spell_words(spell, reader);
            let pieces = spell.pieces().into_iter();
            pieces.map(move |piece| (piece, said.clone()))
        })
        .collect();
    let cell = |index: usize| {
        let cell = Cell {
            day: index % 7,
            hour: index / 7,
        };
        let from = cell.begins().minute;
        let here =
            |piece: &Piece| piece.day == cell.day && piece.from < from + 60 && from < piece.until;
        let said: Vec<String> = pieces
            .iter()
            .filter(|(piece, _)| here(piece))
            .map(|(_, said)| said.clone())
            .collect();
        let place = [
            ("day", weekday_name(WEEK[cell.day], reader.language)),
            ("time", &clock(from)),
        ];
        let label = if said.is_empty() {
            fill(t_string!(words, agreement.grid.free), &place)
        } else {
            let windows = listed(&said, reader.language);
            let [day, time] = place;
            let sentence = t_string!(words, agreement.grid.in_window);
            fill(sentence, &[day, time, ("window", &windows)])
        };
        CellWords {
            label,
            chosen: pieces
                .iter()
                .any(|(piece, _)| Some(piece.spell) == chosen && here(piece)),
        }
    };
    (0..7 * 24).map(cell).collect()
}

fn clock(minutes: i32) -> String {
    let minutes = u16::try_from(minutes).unwrap_or(0);
    let time = WallTime::new(minutes / 60, minutes % 60);
    time.unwrap_or(WallTime::MIDNIGHT).to_string()
}

/// The blocks of `form`, and of what is wanted where there is no room.
pub(super) fn blocks(
    words: Words,
    form: &Form,
    board: &Board,
    refused: Option<Spell>,
) -> Vec<Block> {
    let chosen = board.spell(form);
    let look = |spell: &Spell| match chosen {
        Some(chosen) if chosen == *spell => Look::Chosen,
        Some(chosen) if chosen.window == spell.window => Look::Kin,
        _ => Look::Plain,
    };
    let mut blocks = Vec::new();
    let mut add = |spell: &Spell, look| {
        let note = match spell.every_weeks {
            1 => String::new(),
            2 => t_string!(words, agreement.grid.every_other).to_owned(),
            weeks => fill(
                t_string!(words, agreement.grid.every),
                &[("weeks", &weeks.to_string())],
            ),
        };
        for piece in spell.pieces() {
            blocks.push(Block {
                piece,
                look,
                opens: clock(spell.opens.rem_euclid(DAY)),
                closes: clock(match spell.closes().rem_euclid(DAY) {
                    0 => DAY,
                    closes => closes,
                }),
                note: note.clone(),
            });
        }
    };
    for spell in form.spells() {
        add(&spell, look(&spell));
    }
    if let Some(spell) = refused {
        add(&spell, Look::Refused);
    }
    blocks
}
