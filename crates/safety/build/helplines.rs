//! `helplines.tsv` → `static COUNTRIES`.

use std::fmt::Write;

pub fn generate(table: &str) -> Result<String, String> {
    let mut code = String::from("static COUNTRIES: &[Country] = &[\n");
    let mut open: Option<Section> = None;
    for (index, row) in table.lines().enumerate() {
        if row.is_empty() || row.starts_with('#') {
            continue;
        }
        let wrong = || format!("helplines.tsv:{}: cannot read {row:?}", index + 1);
        let columns: Vec<&str> = row.split('\t').collect();
        match (columns[0], open.as_mut()) {
            ("country", _) if columns.len() == 4 => {
                if let Some(section) = open.take() {
                    section.close(&mut code);
                }
                open = Some(Section::new(columns[1], columns[2], columns[3]));
            }
            ("emergency", Some(section)) if columns.len() == 3 => {
                section
                    .emergency(columns[1], columns[2])
                    .ok_or_else(wrong)?;
            }
            ("line", Some(section)) if columns.len() == 12 => {
                section.line(&columns[1..]).ok_or_else(wrong)?;
            }
            _ => return Err(wrong()),
        }
    }
    if let Some(section) = open {
        section.close(&mut code);
    }
    code.push_str("];\n");
    Ok(code)
}

struct Section {
    head: String,
    checked: String,
    emergency: String,
    lines: String,
}

impl Section {
    fn new(code: &str, name: &str, checked: &str) -> Self {
        Section {
            head: format!("code: {code:?}, name_english: {name:?}"),
            checked: format!("{checked:?}"),
            emergency: String::new(),
            lines: String::new(),
        }
    }

    fn emergency(&mut self, number: &str, service: &str) -> Option<()> {
        let service = match service {
            "any" => "Any",
            "police" => "Police",
            "ambulance" => "Ambulance",
            "fire_and_ambulance" => "FireAndAmbulance",
            _ => return None,
        };
        writeln!(
            self.emergency,
            "EmergencyNumber {{ number: Dial({number:?}), for_what: EmergencyService::{service} }},"
        )
        .ok()
    }

    fn line(&mut self, columns: &[&str]) -> Option<()> {
        let [
            need,
            name,
            call,
            text,
            say,
            chat,
            hours,
            languages,
            source,
            checked,
            sources,
        ] = columns
        else {
            return None;
        };
        let need = match *need {
            "crisis" => "Crisis",
            "domestic_violence" => "DomesticViolence",
            "sexual_violence" => "SexualViolence",
            "child" => "Child",
            _ => return None,
        };
        let sources: u8 = sources.parse().ok()?;
        if name.is_empty() || (call.is_empty() && text.is_empty() && chat.is_empty()) {
            return None;
        }
        let call = optional(call, |number| format!("Dial({number:?})"));
        let say = optional(say, |word| format!("{word:?}"));
        let text = optional(text, |number| {
            format!("TextLine {{ number: {number:?}, say: {say} }}")
        });
        let chat = optional(chat, |address| format!("{address:?}"));
        let languages: Vec<&str> = languages
            .split(',')
            .filter(|code| !code.is_empty())
            .collect();
        writeln!(
            self.lines,
            "HelpLine {{ name: {name:?}, need: Need::{need}, call: {call}, text: {text}, \
             chat: {chat}, hours: {hours:?}, languages: &{languages:?}, source: {source:?}, \
             checked: {checked:?}, sources: {sources} }},"
        )
        .ok()
    }

    fn close(self, code: &mut String) {
        let Section {
            head,
            checked,
            emergency,
            lines,
        } = self;
        code.push_str(&format!(
            "Country {{ {head}, emergency: &[\n{emergency}], lines: &[\n{lines}], checked: {checked} }},\n"
        ));
    }
}

fn optional(value: &str, some: impl Fn(&str) -> String) -> String {
    if value.is_empty() {
        "None".to_owned()
    } else {
        format!("Some({})", some(value))
    }
}
