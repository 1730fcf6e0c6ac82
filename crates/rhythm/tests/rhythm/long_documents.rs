//! However large or odd a document is, what is said about it stays short, on
//! its lines, and moves nothing on a terminal.

use super::common::{afternoons, refused, with};
use holdfast_rhythm::Problems;
use serde_json::{Map, Value, json};

#[track_caller]
fn assert_short(problems: &Problems) {
    let said = problems.to_string();
    assert!(said.len() < 8_000, "{} bytes", said.len());
    assert!(problems.iter().count() <= 20);
    assert!(
        !said.replace('\n', "").contains(char::is_control),
        "{said:?}"
    );
}

#[test]
fn a_list_too_long_is_one_problem() {
    let items = vec![json!([]); 100_000];
    for (list, most) in [
        ("windows", "at most 64"),
        ("away", "at most 366"),
        ("extra", "at most 366"),
    ] {
        let problems = refused(&with(afternoons(), list, json!(items)));
        assert_short(&problems);
        let only: Vec<_> = problems.iter().collect();
        assert_eq!(only.len(), 1, "{problems}");
        assert_eq!(
            (only[0].path.as_str(), only[0].value.as_str()),
            (list, "a list of 100000")
        );
        assert_eq!(only[0].expected, most);
    }
    let mut document = afternoons();
    document["windows"][0]["days"] = json!(vec!["Mo"; 100_000]);
    let problems = refused(&document);
    assert_short(&problems);
    assert!(
        problems
            .to_string()
            .contains("windows[0].days, a list of 100000")
    );
}

#[test]
fn of_many_problems_the_first_are_told_and_the_rest_counted() {
    let mut fields = Map::new();
    for index in 0..50_000 {
        fields.insert(format!("f{index}"), Value::from(index));
    }
    let problems = refused(&Value::Object(fields));
    assert_short(&problems);
    assert_eq!(problems.iter().count(), 20);
    // Four fields are missing as well.
    assert_eq!(problems.more(), 50_000 + 4 - 20);
    let said = problems.to_string();
    assert_eq!(said.lines().count(), 21);
    assert_eq!(said.lines().last(), Some("and 49984 more"));
}

#[test]
fn as_many_as_are_told_need_no_last_line() {
    let wrong = |count: u32| {
        let mut document = afternoons();
        for index in 0..count {
            document[format!("f{index:02}")] = json!(index);
        }
        refused(&document)
    };
    assert_eq!(wrong(20).to_string().lines().count(), 20);
    assert_eq!(wrong(20).more(), 0);
    assert!(wrong(21).to_string().ends_with("\nand 1 more"));
}

#[test]
fn an_unknown_name_stays_on_its_line_and_is_shortened() {
    let name = "a\nholdfast: all is well\u{1b}[2K\u{9b}2K\u{202e}\"\\";
    let mut document = afternoons();
    document[name] = json!(1);
    document["windows"][0]["x".repeat(5_000)] = json!(2);
    let problems = refused(&document);
    assert_short(&problems);
    let paths: Vec<_> = problems
        .iter()
        .map(|problem| problem.path.as_str())
        .collect();
    assert_eq!(
        paths,
        [
            r#""a\u000aholdfast: all is well\u001b[2K\u009b2K\u202e\"\\""#,
            &format!("windows[0].\"{}…\"", "x".repeat(60)),
        ]
    );
}

#[test]
fn a_value_keeps_its_quotes_however_long_it_is() {
    for length in [1, 57, 58, 59, 60] {
        let zone = "z".repeat(length);
        let problems = refused(&with(afternoons(), "zone", json!(zone)));
        let only = problems.iter().next().expect("one");
        assert_eq!(only.value, format!("\"{zone}\""));
    }
    for (zone, shown) in [
        ("z".repeat(61), format!("\"{}…\"", "z".repeat(60))),
        ("\n".repeat(5_000), format!("\"{}…\"", r"\u000a".repeat(60))),
        (
            "\u{1b}[31m\u{85}\u{2028}".into(),
            r#""\u001b[31m\u0085\u2028""#.into(),
        ),
        ("ü\"\\".into(), r#""ü\"\\""#.into()),
    ] {
        let problems = refused(&with(afternoons(), "zone", json!(zone)));
        let only = problems.iter().next().expect("one");
        assert_eq!(only.value, shown);
        assert_short(&problems);
    }
}
