//! From an assessment to what travels with the letter.

use crate::state::noticed;
use holdfast_protocol::{NoticedCategory, NoticedLevel};
use holdfast_safety::{Assessment, Category, Finding, Level};

fn finding(category: Category, level: Level) -> Finding {
    Finding {
        rule: "suicide.wish_to_die",
        category,
        level,
        span: (3, 17),
        raised_by: Vec::new(),
        lowered_by: Vec::new(),
    }
}

#[test]
fn nothing_noticed_is_nothing_to_send() {
    let nothing = Assessment {
        level: Level::None,
        findings: Vec::new(),
    };
    assert_eq!(noticed(&nothing), None);
}

#[test]
fn levels_keep_their_order() {
    let sent = |level| {
        noticed(&Assessment {
            level,
            findings: vec![finding(Category::Suicide, level)],
        })
        .map(|noticed| noticed.level)
    };
    assert_eq!(sent(Level::Concern), Some(NoticedLevel::Concern));
    assert_eq!(sent(Level::Urgent), Some(NoticedLevel::Urgent));
    assert_eq!(sent(Level::Emergency), Some(NoticedLevel::Emergency));
}

#[test]
fn every_category_and_every_reason_travels() {
    let sent = noticed(&Assessment {
        level: Level::Urgent,
        findings: Category::ALL
            .map(|category| finding(category, Level::Urgent))
            .to_vec(),
    })
    .unwrap();
    assert_eq!(
        sent.categories,
        [
            NoticedCategory::Suicide,
            NoticedCategory::SelfHarm,
            NoticedCategory::HarmToOthers,
            NoticedCategory::Abuse,
            NoticedCategory::Overdose,
            NoticedCategory::Medical,
        ]
    );
    assert_eq!(sent.hints.len(), Category::ALL.len());
    assert_eq!(sent.hints[0].rule, "suicide.wish_to_die");
    assert_eq!(sent.hints[0].span, (3, 17));
}
