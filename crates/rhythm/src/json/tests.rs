//! Held against serde_json, which reads and writes the same.

use proptest::prelude::*;
use serde_json::Value as Other;

use super::{Stop, Value, write_text};

/// What serde_json makes of the same value; none for a number it cannot hold.
fn in_other_words(value: &Value) -> Option<Other> {
    Some(match value {
        Value::Null => Other::Null,
        Value::Truth(truth) => Other::Bool(*truth),
        Value::Number(digits) => serde_json::from_str(digits).ok()?,
        Value::Text(text) => Other::String(text.clone()),
        Value::List(items) => items.iter().map(in_other_words).collect::<Option<_>>()?,
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| Some((name.clone(), in_other_words(value)?)))
            .collect::<Option<serde_json::Map<_, _>>>()?
            .into(),
    })
}

#[track_caller]
fn read_alike(json: &str) {
    let other = serde_json::from_str::<Other>(json);
    match Value::read(json) {
        Ok(value) => match in_other_words(&value) {
            Some(same) => assert_eq!(Some(same), other.ok(), "{json}"),
            None => assert!(
                other.unwrap_err().to_string().contains("out of range"),
                "{json}"
            ),
        },
        Err(Stop { line, column }) => {
            assert!(other.is_err(), "{json}");
            assert!(line <= 1 + json.matches('\n').count(), "{json}");
            assert!(column <= json.len(), "{json}");
        }
    }
}

fn any_value() -> impl Strategy<Value = Other> {
    let leaf = prop_oneof![
        Just(Other::Null),
        any::<bool>().prop_map(Other::from),
        any::<i64>().prop_map(Other::from),
        any::<u64>().prop_map(Other::from),
        any::<f64>().prop_map(Other::from),
        any::<String>().prop_map(Other::from),
        "[\\x00-\\x7f]{0,6}".prop_map(Other::from),
    ];
    leaf.prop_recursive(5, 60, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Other::from),
            prop::collection::btree_map("[a-d\"\\\\]{0,2}", inner, 0..6)
                .prop_map(|fields| Other::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_serde_json_writes_is_read_as_it_was(value in any_value(), pretty: bool) {
        let json = if pretty { format!("{value:#}") } else { value.to_string() };
        let read = Value::read(&json).expect("JSON");
        prop_assert_eq!(in_other_words(&read), serde_json::from_str(&json).ok());
    }

    #[test]
    fn json_with_a_letter_changed_is_read_as_serde_json_reads_it(
        value in any_value(), place: prop::sample::Index, put in "[\\x00-\\x7f]|ä|[\\[\\]{},:\"\\\\0-9eE.+-]|\\\\u[dD][89a-f0-7]..",
        take in 0..3_usize,
    ) {
        let json = value.to_string();
        let places: Vec<usize> = json.char_indices().map(|(at, _)| at).collect();
        let from = place.index(places.len());
        let end = places.get(from + take).copied().unwrap_or(json.len());
        read_alike(&format!("{}{put}{}", &json[..places[from]], &json[end..]));
    }

    #[test]
    fn anything_is_read_as_serde_json_reads_it(
        json in "([\\[\\]{},:\" \\n]|-?[0-9]{1,3}|[.eE+-]|\"a\":|\"b\"|\\\\|\\\\u[0-9a-fA-F]{4}|null|true|false|tru|ü){0,12}",
    ) {
        read_alike(&json);
        read_alike(&format!("\"{json}\""));
    }

    #[test]
    fn text_is_written_as_serde_json_writes_it(text: String, low in "[\\x00-\\x7f]{0,9}") {
        for text in [text, low] {
            let mut written = String::new();
            write_text(&mut written, &text);
            prop_assert_eq!(&written, &serde_json::to_string(&text).expect("text"));
            prop_assert_eq!(Value::read(&written), Ok(Value::Text(text)));
        }
    }
}

#[test]
fn strict_where_json_is_strict() {
    for json in [
        "",
        " ",
        "nul",
        "nulll",
        "01",
        "-",
        "-01",
        "1.",
        ".5",
        "1e",
        "1e+",
        "+1",
        "1 1",
        "[",
        "[1",
        "[1,]",
        "[,]",
        "{",
        "{}{}",
        "{a:1}",
        "{\"a\"}",
        "{\"a\":1,}",
        "\"",
        "\"\\x\"",
        "\"\n\"",
        "\"\\u12\"",
        "\"\\ud800\"",
        "\"\\ud800\\u0041\"",
        "\"\\udc00\"",
        "'a'",
        "NaN",
        "[1}",
        "\u{feff}1",
        "// c\n1",
        "\"\\ud83d\\ude00\"",
        "\"\\u0000\\/\"",
        "-0",
        "-0.0e-00",
        "1E+2",
        "{\"a\":1,\"a\":2,\"\":3}",
        "99999999999999999999",
        "1e400",
        " [ ] ",
        "{ }",
    ] {
        read_alike(json);
    }
}

#[test]
fn as_deep_as_serde_json_and_no_deeper() {
    for depth in [1, 126, 127, 128, 129, 100_000] {
        let lists = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let objects = format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
        for json in [lists, objects] {
            let other = serde_json::from_str::<Other>(&json);
            assert_eq!(Value::read(&json).is_ok(), other.is_ok(), "{depth} deep");
        }
    }
}

#[test]
fn of_a_name_that_is_there_twice_the_last_counts() {
    let value = Value::read(r#"{"b": 1, "a": 2, "b": 3, "b": 4}"#).unwrap();
    assert_eq!(value.get("b").and_then(Value::as_whole), Some(4));
    assert_eq!(value, Value::read(r#"{"a":2,"b":4}"#).unwrap());
}

#[test]
fn whole_numbers_are_digits_that_fit() {
    let whole = |digits: &str| Value::Number(digits.to_owned()).as_whole();
    assert_eq!(whole("4294967295"), Some(u32::MAX));
    for digits in ["4294967296", "-0", "-1", "1.0", "1e0"] {
        assert_eq!(whole(digits), None, "{digits}");
    }
}

#[test]
fn where_it_stops() {
    for (json, line, column) in [
        ("", 1, 0),
        ("{}{}", 1, 3),
        ("{\n  \"a\": x\n}", 2, 8),
        ("{\"a\": 1,", 1, 8),
        ("[1\n\n 2]", 3, 2),
    ] {
        assert_eq!(Value::read(json), Err(Stop { line, column }), "{json}");
        let other = serde_json::from_str::<Other>(json).unwrap_err();
        assert_eq!((other.line(), other.column()), (line, column), "{json}");
    }
}
