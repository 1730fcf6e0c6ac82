//! Some weeks of a conversation, played by the relay's rules: what each side
//! hears of it, and when.

mod playing;

pub use playing::{id_of, play};

use super::at;
use crate::state::{Conversation, Opened};
use chrono::{DateTime, Utc};
use holdfast_protocol::{AccountId, ConversationId, Receipt, Role};
use holdfast_rhythm::Agreement;
use playing::receipt_of;
use proptest::prelude::*;
use std::collections::BTreeMap;

pub const PATIENT: AccountId = AccountId::from_bytes([1; 16]);
pub const THERAPIST: AccountId = AccountId::from_bytes([2; 16]);

/// What is agreed: afternoons, then twice a week from the second week on.
const VERSIONS: [(&str, &str); 2] = [
    (
        r#"{ "version": 1, "zone": "Europe/Berlin", "effective_from": "2026-11-23",
            "windows": [{ "days": ["mon", "tue", "wed", "thu", "fri"],
                          "opens": "15:00", "closes": "17:00" }],
            "cutoff_minutes": 30 }"#,
        "2026-11-23T07:00:00Z",
    ),
    (
        r#"{ "version": 2, "zone": "Europe/Berlin", "effective_from": "2026-12-02",
            "windows": [{ "days": ["tue", "fri"], "opens": "09:00", "closes": "10:00" }] }"#,
        "2026-11-27T12:00:00Z",
    ),
];

/// Something that somebody does.
#[derive(Debug, Clone, Copy)]
pub enum Deed {
    /// The patient writes.
    Write { wanted: bool },
    /// The therapist writes, and owns what there is to own or does not.
    Answer { owns: bool },
    /// The therapist writes outside the rhythm.
    AnswerOutside,
    /// Somebody ends the exchange about all that can be ended.
    End(Role),
    /// The therapist takes back what is held.
    TakeBack,
    /// Nothing.
    Wait,
}

/// What happened: by when each side hears of it if it is never offline.
pub struct Played {
    pub heard: BTreeMap<Role, Vec<(DateTime<Utc>, Opened)>>,
    pub end: DateTime<Utc>,
}

pub fn deeds() -> impl Strategy<Value = Vec<(u32, Deed)>> {
    let deed = prop_oneof![
        5 => any::<bool>().prop_map(|often| Deed::Write { wanted: often }),
        3 => Just(Deed::Write { wanted: true }),
        4 => any::<bool>().prop_map(|owns| Deed::Answer { owns }),
        1 => Just(Deed::AnswerOutside),
        1 => Just(Deed::End(Role::Patient)),
        1 => Just(Deed::End(Role::Therapist)),
        1 => Just(Deed::TakeBack),
        3 => Just(Deed::Wait),
    ];
    // A gap of minutes: within a window, or over days.
    let gap = prop_oneof![0..90_u32, 0..3_000_u32];
    prop::collection::vec((gap, deed), 0..30)
}

/// A conversation under the agreements, as one side sees it.
pub fn empty(role: Role) -> Conversation {
    let me = match role {
        Role::Patient => PATIENT,
        Role::Therapist => THERAPIST,
    };
    let mut conversation = Conversation::new(ConversationId::from_bytes([7; 16]), me, role);
    for (document, accepted) in VERSIONS {
        conversation
            .timeline
            .accept(Agreement::parse(document).unwrap(), at(accepted));
    }
    conversation
}

/// The earliest and the latest instant of what is played here.
pub fn begin() -> DateTime<Utc> {
    at("2026-11-22T08:00:00Z")
}

/// What a device finds when it reads its records at start: each envelope once,
/// with its last receipt, in order of arrival.
pub fn records(heard: &[(DateTime<Utc>, Opened)]) -> Vec<Opened> {
    let mut records: Vec<Opened> = Vec::new();
    for (_, opened) in heard {
        match opened {
            Opened::Withdrawn { id } => records.retain(|record| id_of(record) != *id),
            Opened::Moved { id, release } => {
                for record in &mut records {
                    if id_of(record) == *id {
                        let arrived = receipt_of(record).unwrap().arrived;
                        let release = *release;
                        *record = with(record, Receipt { arrived, release });
                    }
                }
            }
            other => records.push(other.clone()),
        }
    }
    records.sort_by_key(|record| {
        (
            receipt_of(record).map(|receipt| receipt.arrived),
            id_of(record),
        )
    });
    records
}

fn with(opened: &Opened, new: Receipt) -> Opened {
    let mut opened = opened.clone();
    match &mut opened {
        Opened::Letter { receipt, .. }
        | Opened::Reply { receipt, .. }
        | Opened::Closing { receipt, .. } => *receipt = Some(new),
        _ => {}
    }
    opened
}
