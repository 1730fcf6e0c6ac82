//! What a row must keep to.

use super::plans::Plan;
use super::table::Row;
use holdfast_safety::Need;

/// Numbers that others have replaced: 988 in the United States and Canada.
const SUPERSEDED: [(&str, &str); 5] = [
    ("US", "18002738255"),
    ("US", "8002738255"),
    ("CA", "18334564566"),
    ("CA", "8334564566"),
    ("CA", "45645"),
];

/// The day on which the facts were gathered; nothing is newer.
const GATHERED: &str = "2026-11-20";

/// Whether a row is in order; why not.
pub fn check(row: &Row, plans: &[Plan]) -> Result<(), String> {
    let wrong = |what: &str| Err(format!("{what}: {row:?}"));
    let Some(plan) = plans.iter().find(|plan| plan.country == row.country) else {
        return wrong("no numbering plan");
    };
    if row.kind == "emergency" {
        let known = ["any", "police", "ambulance", "fire_and_ambulance"];
        let digits = row.call.len();
        let is_plain = row.call.bytes().all(|byte| byte.is_ascii_digit());
        let fits = (2..=5).contains(&digits) || plan.lengths.contains(&digits);
        return match is_plain && fits && known.contains(&row.need.as_str()) {
            true => Ok(()),
            false => wrong("no emergency number"),
        };
    }
    let known = [
        "open-helplines",
        "Wikipedia",
        "CrisisHotlines",
        "operator's page",
    ];
    if row.sources.is_empty()
        || !row
            .sources
            .iter()
            .all(|name| known.contains(&name.as_str()))
    {
        return wrong("no source that is known");
    }
    if row.count != row.sources.len() {
        return wrong("sources counted wrongly");
    }
    if !is_date(&row.checked) || row.checked.as_str() > GATHERED || row.checked.as_str() < "2020" {
        return wrong("no such date");
    }
    if row.kind == "country" {
        return Ok(());
    }
    if !Need::ALL.iter().any(|need| need.name() == row.need) {
        return wrong("no such need");
    }
    if row.call.is_empty() && row.text.is_empty() {
        return wrong("no number");
    }
    if !row.chat.is_empty() && !row.chat.starts_with("https://") {
        return wrong("chat without https");
    }
    if !row.call.is_empty() {
        dials(&row.call, plan).or_else(|why| wrong(&why))?;
    }
    if !row.text.is_empty() {
        let number = digits(&row.text)?;
        if !(3..=6).contains(&number.len()) {
            return wrong("no short code for text messages");
        }
    }
    if !row.say.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return wrong("a word that breaks an address");
    }
    let numbers = [&row.call, &row.text].map(|number| digits(number).unwrap_or_default());
    if SUPERSEDED
        .iter()
        .any(|(country, old)| *country == row.country && numbers.iter().any(|number| number == old))
    {
        return wrong("replaced by another number");
    }
    Ok(())
}

/// Digits in groups of one space each.
fn digits(shown: &str) -> Result<String, String> {
    let is_grouped = shown.split(' ').all(|group| !group.is_empty());
    let number: String = shown
        .chars()
        .filter(|character| *character != ' ')
        .collect();
    if !is_grouped || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(format!("not digits in groups: {shown:?}"));
    }
    Ok(number)
}

/// Whether the number dials as it is written, inside the country.
fn dials(shown: &str, plan: &Plan) -> Result<(), String> {
    if let Some(code) = shown.strip_prefix(['*', '#']) {
        let is_code = (3..=5).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit());
        return is_code
            .then_some(())
            .ok_or_else(|| format!("no code: {shown}"));
    }
    let number = digits(shown)?;
    if let Some(abroad) = number.strip_prefix("00") {
        if !plan.calling.is_empty() && abroad.starts_with(plan.calling) {
            return Err("international form of a number of this country".into());
        }
        let fits = (10..=15).contains(&abroad.len()) && !abroad.starts_with('0');
        return fits
            .then_some(())
            .ok_or_else(|| format!("no number abroad: {shown}"));
    }
    let length = number.len();
    // Short numbers that the plan does not list yet are taken up to five digits.
    let is_listed = (3..=5).contains(&length) || plan.short.contains(&length);
    let is_harmonised = length == 6 && number.starts_with("116");
    let is_short =
        (is_listed || is_harmonised) && (plan.trunk.is_empty() || !number.starts_with(plan.trunk));
    let inner = number
        .strip_prefix(plan.trunk)
        .filter(|_| !plan.trunk.is_empty());
    let is_ordinary = plan.lengths.contains(&length)
        || inner.is_some_and(|inner| plan.lengths.contains(&inner.len()));
    if plan.calling.len() > 1
        && number
            .strip_prefix(plan.calling)
            .is_some_and(|inner| inner.starts_with("116") && inner.len() == 6)
    {
        return Err("a harmonised number in international form".into());
    }
    let fits = is_short || is_ordinary;
    fits.then_some(())
        .ok_or_else(|| format!("too short or too long: {shown}"))
}

fn is_date(date: &str) -> bool {
    let parts: Vec<u32> = date
        .split('-')
        .filter_map(|part| part.parse().ok())
        .collect();
    let &[year, month, day] = parts.as_slice() else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    date.len() == 10 && (1..=days).contains(&day)
}
