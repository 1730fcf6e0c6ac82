//! The readable table, `data/helplines/helplines.tsv`.

use holdfast_safety::HelpLine;

pub const TABLE: &str = include_str!("../../data/helplines/helplines.tsv");

/// One row of it, of whichever kind.
#[derive(Debug, Clone, Default)]
pub struct Row {
    pub kind: String,
    pub country: String,
    pub need: String,
    pub name: String,
    pub call: String,
    pub text: String,
    pub say: String,
    pub chat: String,
    pub hours: String,
    pub languages: String,
    pub sources: Vec<String>,
    pub checked: String,
    pub count: usize,
}

impl Row {
    /// A line that is in order, if its number is.
    pub fn line(country: &str, call: &str) -> Self {
        Row {
            kind: "line".into(),
            country: country.into(),
            need: "crisis".into(),
            call: call.into(),
            sources: vec!["Wikipedia".into()],
            checked: "2026-08-08".into(),
            count: 1,
            ..Row::default()
        }
    }

    /// An emergency number.
    pub fn emergency(country: &str, call: &str) -> Self {
        Row {
            kind: "emergency".into(),
            country: country.into(),
            need: "any".into(),
            call: call.into(),
            ..Row::default()
        }
    }

    /// Everything that the app shows of a line, for comparing.
    pub fn as_one(&self) -> String {
        let Row {
            need,
            name,
            call,
            text,
            say,
            chat,
            hours,
            languages,
            checked,
            ..
        } = self;
        let sources = self.sources.join(", ");
        format!("{need}|{name}|{call}|{text}|{say}|{chat}|{hours}|{languages}|{sources}|{checked}")
    }
}

/// The same of what the app was given.
pub fn as_one(line: &HelpLine) -> String {
    let row = Row {
        need: line.need.name().into(),
        name: line.name.into(),
        call: line
            .call
            .map(|call| call.shown().into())
            .unwrap_or_default(),
        text: line.text.map(|text| text.number.into()).unwrap_or_default(),
        say: line
            .text
            .and_then(|text| text.say)
            .unwrap_or_default()
            .into(),
        chat: line.chat.unwrap_or_default().into(),
        hours: line.hours.into(),
        languages: line.languages.join(","),
        sources: line.source.names().map(Into::into).collect(),
        checked: line.checked.into(),
        ..Row::default()
    };
    assert_eq!(usize::from(line.sources), row.sources.len());
    row.as_one()
}

/// Every row.
pub fn rows() -> Vec<Row> {
    let mut country = String::new();
    let rows = TABLE.lines().filter(|row| !row.starts_with('#'));
    rows.map(|row| {
        let mut columns = row.split('\t').map(str::to_owned);
        let mut next = || columns.next().unwrap_or_default();
        let kind = next();
        let split = |names: String| names.split(", ").map(str::to_owned).collect::<Vec<_>>();
        match kind.as_str() {
            "country" => {
                country = next();
                let name = next();
                let sources = split(next());
                let checked = next();
                let count = sources.len();
                Row {
                    kind,
                    country: country.clone(),
                    name,
                    sources,
                    checked,
                    count,
                    ..Row::default()
                }
            }
            "emergency" => {
                let call = next();
                let need = next();
                Row {
                    kind,
                    country: country.clone(),
                    call,
                    need,
                    ..Row::default()
                }
            }
            _ => Row {
                kind,
                country: country.clone(),
                need: next(),
                name: next(),
                call: next(),
                text: next(),
                say: next(),
                chat: next(),
                hours: next(),
                languages: next(),
                sources: split(next()),
                checked: next(),
                count: next().parse().unwrap_or_default(),
            },
        }
    })
    .collect()
}
