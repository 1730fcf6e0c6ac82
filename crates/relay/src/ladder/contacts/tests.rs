//! What a contacts file may say, and what it is told when it may not.

use super::{Contacts, ContactsError, Language, Security};
use holdfast_protocol::Way;
use std::path::Path;

const FILE: &str = r#"
push_contact = "mailto:it@clinic.example"

[smtp]
host = "mail.clinic.example"
user = "holdfast"
password = "hunter2hunter2"
from = "Holdfast <holdfast@clinic.example>"

[contacts.on-call]
person = "Whoever carries the telephone"
mail = "oncall@clinic.example"
language = "de"
webhook = { url = "https://pager.clinic.example/in", secret = "0123456789abcdef" }

[contacts.therapist]
person = "Dr. Weber"
mail = "weber@clinic.example"
"#;

fn read(text: &str) -> Result<Contacts, ContactsError> {
    Contacts::parse(Path::new("contacts.toml"), text)
}

#[test]
fn a_file_is_read() {
    let contacts = read(FILE).unwrap();
    assert_eq!(contacts.ways("on-call"), [Way::Mail, Way::Webhook]);
    assert_eq!(contacts.ways("therapist"), [Way::Mail]);
    assert_eq!(contacts.ways("nobody"), []);
    assert_eq!(contacts.contacts["on-call"].language, Language::De);
    assert_eq!(contacts.contacts["therapist"].language, Language::En);
    assert_eq!(contacts.smtp.unwrap().security, Security::Starttls);
    assert_eq!(read("").unwrap(), Contacts::default());
}

#[test]
fn what_does_not_fit_is_named() {
    for (from, to, says) in [
        ("holdfast@clinic.example>", "holdfast>", "smtp"),
        ("user = \"holdfast\"\n", "", "user and password"),
        (
            "host = \"mail.clinic.example\"",
            "host = \"mail\"\nsecurity = \"none\"",
            "this machine",
        ),
        ("mailto:it@", "it@", "push_contact"),
        ("mailto:it@clinic.example", "mailto:", "push_contact"),
        ("mailto:it@clinic.example", "https:", "push_contact"),
        ("host = \"mail.clinic.example\"", "host = \"\"", "host"),
        ("host = \"mail.clinic.example\"", "host = \"a b\"", "host"),
        ("[smtp]\n", "[smtp]\nport = 0\n", "port 0"),
        ("user = \"holdfast\"", "user = \" \"", "user or password"),
        ("\"hunter2hunter2\"", "\"\"", "user or password"),
        ("0123456789abcdef", "                ", "fewer than 16"),
        ("contacts.on-call", "contacts.On_Call", "contacts.On_Call"),
        ("oncall@clinic.example", "oncall", "no mail address"),
        ("https://pager", "http://pager", "https"),
        ("0123456789abcdef", "short", "fewer than 16"),
        ("person = \"Dr. Weber\"", "person = \" \"", "person"),
        (
            "mail = \"weber@clinic.example\"\n",
            "",
            "neither mail nor webhook",
        ),
        ("person = \"Dr. Weber\"", "phone = \"1\"", "line 17"),
        ("language = \"de\"", "language = \"xx\"", "line 13"),
    ] {
        assert!(FILE.contains(from), "{from}");
        let error = read(&FILE.replacen(from, to, 1)).unwrap_err().to_string();
        assert!(error.contains(says), "{from}: {error}");
        assert!(error.contains("contacts.toml"), "{error}");
    }
    let smtp = FILE.find("[smtp]").unwrap();
    let end = FILE.find("[contacts.on-call]").unwrap();
    let without = format!("{}{}", &FILE[..smtp], &FILE[end..]);
    assert!(
        read(&without)
            .unwrap_err()
            .to_string()
            .contains("no [smtp]")
    );
}

#[test]
fn secrets_are_repeated_nowhere() {
    for broken in [
        FILE.replace("\"hunter2hunter2\"", "hunter2hunter2"),
        FILE.replace("password =", "pasword ="),
        FILE.replace("\"0123456789abcdef\"", "0123456789abcdef"),
    ] {
        let error = read(&broken).unwrap_err();
        let said = format!("{error} {error:?}");
        assert!(
            !said.contains("hunter2") && !said.contains("0123456789"),
            "{said}"
        );
    }
    assert_eq!(format!("{:?}", read(FILE).unwrap()), "Contacts(2)");
}

#[test]
fn a_file_that_is_not_there_is_said() {
    let error = Contacts::read(Path::new("/nowhere/contacts.toml")).unwrap_err();
    assert!(matches!(error, ContactsError::Unreadable { .. }), "{error}");
}

#[test]
fn what_may_be_a_password_is_repeated_nowhere() {
    for (from, to) in [
        ("password = \"hunter2hunter2\"", "password = 8675309123"),
        (
            "host = \"mail.clinic.example\"",
            "host = \"mail\"\nsecurity = \"s3cret-8675309123\"",
        ),
        ("webhook = {", "webhook = \"https://pager/8675309123\" #"),
        (
            "[smtp]\n",
            "smtp = \"smtp://clinic:8675309123@mail\"\n[other]\n",
        ),
        ("language = \"de\"", "language = \"8675309123\""),
        ("password = \"hunter2hunter2\"", "password = \"8675309123"),
    ] {
        assert!(FILE.contains(from), "{from}");
        let error = read(&FILE.replace(from, to)).unwrap_err().to_string();
        assert!(!error.contains("8675309123"), "{error}");
        assert!(error.contains("line"), "{error}");
    }
}
