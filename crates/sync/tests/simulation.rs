//! Many histories, and those that once broke a rule.
#![allow(clippy::unwrap_used, reason = "a test ends where something is amiss")]

use holdfast_sync::{
    Wake,
    simulation::{
        DiskLuck, Happening::*, LinkLuck, Sabotage, Script, Setting, at, generate, play, seat,
        shrink,
    },
};

/// A new part of the nightly run's histories.
const SEEDS: core::ops::Range<u64> = 0..400;

#[test]
fn no_history_breaks_a_rule() {
    let mut kept = 0;
    for seed in SEEDS {
        let script = generate(seed);
        match play(&script) {
            Ok(counts) => kept += counts.kept,
            Err(violation) => {
                let short = shrink(&script);
                panic!("seed {seed} breaks a rule {violation}\nshort: {short:?}");
            }
        }
    }
    assert!(kept > 2_000, "{kept}: what is tried is too little");
}

#[test]
fn the_same_seed_is_the_same_history() {
    for seed in [3, 99, 4_711] {
        assert_eq!(play(&generate(seed)), play(&generate(seed)), "{seed}");
    }
}

/// What the simulation found, each time as short as it could be made. All of
/// them once broke a rule that is named in front.
#[test]
fn what_once_broke_a_rule_breaks_none() {
    let usual = Setting::PLAIN;
    let slow = Setting {
        round_trip: 600,
        ..usual
    };
    let windows = Setting {
        window_every: 1_800_000,
        window_open: 360_000,
        ..slow
    };
    let histories = [
        // Taken back on one device, offered again by the other.
        Script {
            seed: 55,
            setting: windows,
            length: 160_811,
            events: vec![
                at(1_018, write(3, 0, 8)),
                at(10_314, BacksUp),
                at(
                    34_751,
                    Replace {
                        seat: seat(2, 0),
                        letter: 10,
                        held: 8,
                    },
                ),
                at(98_811, IsRestored),
            ],
        },
        // A second life of the relay was waited for.
        Script {
            seed: 86,
            setting: usual,
            length: 1_268_788,
            events: vec![
                at(195_197, write(2, 0, 9)),
                at(201_659, BacksUp),
                at(1_110_410, IsRestored),
                at(1_124_906, Wakes(seat(3, 0), Wake::Visible)),
                at(1_185_978, Link(2, LinkLuck::LosesAnswer, 26_579, 100)),
                at(1_206_788, IsRestored),
            ],
        },
        // A request from before the link came up was waited for.
        Script {
            seed: 136,
            setting: slow,
            length: 340_066,
            events: vec![
                at(1_000, Link(3, LinkLuck::LosesAnswer, 504_922, 100)),
                at(30_973, write(3, 0, 16)),
            ],
        },
        // Stored after all, and the tab that sends was never told.
        Script {
            seed: 18_071,
            setting: windows,
            length: 1_974_320,
            events: vec![
                at(126_178, Opens(seat(1, 1))),
                at(1_647_139, Disk(1, DiskLuck::FailsAfter, 465_109, 100)),
                at(1_911_065, write(1, 1, 13)),
                at(1_912_320, write(2, 0, 14)),
            ],
        },
        // Replaced, lost and there again, on a device that had lost it too.
        Script {
            seed: 187_985,
            setting: Setting {
                window_every: 300_000,
                window_open: 60_000,
                ..slow
            },
            length: 899_925,
            events: vec![
                at(102_093, write(2, 0, 3)),
                at(266_624, write(1, 0, 11)),
                at(306_672, BacksUp),
                at(
                    307_552,
                    Replace {
                        seat: seat(2, 0),
                        letter: 12,
                        held: 3,
                    },
                ),
                at(630_322, IsEvicted(2)),
                at(837_925, IsRestored),
            ],
        },
        // Lost by a restored relay and given up, it came back with the next one.
        Script {
            seed: 1_108,
            setting: Setting {
                round_trip: 300,
                bytes_per_second: 8_000,
                page: 5,
                silent_end: true,
                ..windows
            },
            length: 4_869_359,
            events: vec![
                at(1_000, BacksUp),
                at(452_856, Opens(seat(3, 2))),
                at(1_512_112, write(2, 0, 11)),
                at(
                    1_522_535,
                    Replace {
                        seat: seat(3, 0),
                        letter: 12,
                        held: 11,
                    },
                ),
                at(2_126_177, IsRestored),
                at(3_231_433, DiscardOldest(seat(3, 2))),
                at(4_807_359, IsRestored),
            ],
        },
        // Refused, written again by who had not heard of it, and called kept.
        Script {
            seed: 37_229,
            setting: Setting {
                window_every: 1_800_000,
                window_open: 1_800_000,
                ..slow
            },
            length: 1_274_942,
            events: vec![
                at(
                    1_000,
                    Write {
                        seat: seat(3, 0),
                        letter: 0,
                        bytes: 4_096,
                    },
                ),
                at(49_391, Disk(3, DiskLuck::GoesSilent, 75_573, 100)),
                at(
                    51_808,
                    GiveWord {
                        seat: seat(3, 0),
                        letter: 4,
                        held: 0,
                    },
                ),
            ],
        },
        // The answer to the old token signed the new one out.
        Script {
            seed: 78_814,
            setting: slow,
            length: 1_033_971,
            events: vec![
                at(1_000, IsRevoked(0, 135_598)),
                at(130_644, Opens(seat(0, 2))),
                at(136_075, Leads(seat(0, 2))),
                at(971_971, Closes(seat(0, 0))),
            ],
        },
    ];
    for script in &histories {
        let played = play(script).map_err(|violation| violation.to_string());
        assert!(played.is_ok(), "{played:?}: {script:?}");
    }
}

/// A store that can be read again, and nobody says so.
#[test]
fn what_could_not_be_read_is_read_by_itself() {
    for luck in [DiskLuck::CannotRead, DiskLuck::NeverReads] {
        let script = Script {
            seed: 1,
            setting: Setting {
                silent_end: true,
                ..Setting::PLAIN
            },
            length: 600_000,
            events: vec![
                at(1_000, write(0, 0, 1)),
                at(400_000, Disk(0, luck, 60_000, 100)),
                at(410_000, Dies(0)),
            ],
        };
        let played = play(&script).map_err(|violation| violation.to_string());
        assert!(played.is_ok(), "{played:?}");
    }
}

/// Whatever is wrong with the world, the model notices, and a few events are
/// enough to show it.
#[test]
fn a_broken_world_is_noticed_and_its_history_made_short() {
    for (sabotage, rule) in [
        (Sabotage::TornCommits, "a hole in the feed after"),
        (
            Sabotage::ForgetsWhatWasSent,
            "left the outbox without its confirmation",
        ),
        (Sabotage::ForgetsRepeats, "twice at the relay"),
        (Sabotage::LetsGoEarly, "handed over early"),
        (Sabotage::KeepsNothing, "called kept and is nowhere"),
    ] {
        let broken = |seed| {
            let mut script = generate(seed);
            script.setting.sabotage = sabotage;
            let violation = play(&script).err()?;
            (violation.rule == rule).then_some(script)
        };
        let script = (0..500).find_map(broken).unwrap();
        let (short, violation) = shrink(&script).unwrap();
        assert_eq!(violation.rule, rule);
        assert!(
            short.events.len() <= 5 && short.events.len() < script.events.len(),
            "{sabotage:?}: {short:?}"
        );
        assert_eq!(play(&short), Err(violation), "and shows it again");
    }
}

#[test]
fn a_history_is_printed_as_rust() {
    let script = Script {
        seed: 7,
        setting: Setting::PLAIN,
        length: 9,
        events: vec![
            at(1, write(0, 1, 2)),
            at(3, Link(1, LinkLuck::NoLink, 4, 5)),
        ],
    };
    let printed = format!("{script:?}");
    let events = "vec![at(1, Write { seat: seat(0, 1), letter: 2, bytes: 256 }), \
        at(3, Link(1, NoLink, 4, 5))] }";
    assert!(printed.ends_with(events), "{printed}");
}

fn write(device: usize, tab: usize, letter: u32) -> holdfast_sync::simulation::Happening {
    Write {
        seat: seat(device, tab),
        letter,
        bytes: 256,
    }
}
