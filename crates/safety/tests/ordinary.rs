//! Ordinary talk that borrows the words of danger, and danger said in ways that lists miss.

use holdfast_safety::{Language, LanguageChoice, Level, assess};

const ENGLISH_ORDINARY: &[&str] = &[
    "My back is killing me after the gardening",
    "these deadlines are killing me",
    "dying of laughter at that clip",
    "nearly died of laughter when the cat fell in the bath",
    "I cut myself some slack this week, like you said",
    "overdosed on coffee, can't sleep",
    "This deadline will be the death of me",
    "I'd kill for a coffee",
    "I'm dying to tell you about the interview",
    "My phone died on the bus so I couldn't reply",
    "I shot myself in the foot with that email",
    "I took my meds with breakfast like always",
    "My son is going to kill me when he finds out I washed his jersey",
    "he beat me to the last parking space",
    "she grabbed me a coffee on the way",
    "My boss threw me under the bus in the meeting",
    "I'm skilled at hiding it",
    "I was so embarrassed I wanted to die",
    "Took 10 minutes to find parking, took 20 more to find the room",
    "I want to end it with my accountant. Any advice on how to say it?",
    "I could hurt someone's feelings with that email",
    "the bleeding has stopped after the dentist",
    "I nearly had a heart attack when I saw the bill",
];

const GERMAN_ORDINARY: &[&str] = &[
    "Ich bin fast vor Lachen gestorben",
    "Mein Rücken bringt mich um",
    "Ich hab mich beim Kochen geschnitten",
    "Mein Akku ist gestorben",
    "Ich könnte vor Scham sterben",
    "Wir haben eine Überdosis Plätzchen hinter uns",
    "Ich will nicht sterben, nur ausschlafen",
    "Ich bin todmüde nach der Schicht",
];

const ENGLISH_RISK: &[(&str, Level)] = &[
    ("gonna kms", Level::Urgent),
    ("i want to kill my self", Level::Urgent),
    ("gonna k1ll myself", Level::Urgent),
    ("I WANT TO DIEEEE", Level::Urgent),
    ("killl myself, thats all i think about", Level::Urgent),
    ("i keep thinking about sucide", Level::Urgent),
    ("k i l l i n g myself is all I think about", Level::Urgent),
    ("gonna unalive myself", Level::Urgent),
    ("I just want to end it all", Level::Urgent),
    ("I don\u{2019}t want to wake up tomorrow", Level::Concern),
    ("they would be better off without me", Level::Concern),
    ("I need the noise to stop for good", Level::Concern),
    ("took a handful of tablets", Level::Emergency),
    (
        "i took twenty paracetamol about two hours ago",
        Level::Emergency,
    ),
    (
        "in the car with the engine running in the garage",
        Level::Emergency,
    ),
    (
        "there's pain in my chest and it goes down my arm on the stairs",
        Level::Emergency,
    ),
    ("I can't breathe", Level::Emergency),
    ("one side of her face is drooping", Level::Emergency),
    ("the bleeding won't stop", Level::Emergency),
    ("my throat is closing up", Level::Emergency),
    ("he hits me when he drinks", Level::Urgent),
    ("I'm going to hurt him", Level::Urgent),
];

const GERMAN_RISK: &[(&str, Level)] = &[
    ("Ich moechte nicht mehr leben", Level::Urgent),
    ("ICH WILL STERBEN", Level::Urgent),
    ("ich bring mich um", Level::Urgent),
    ("Ich hab 30 Tabletten geschluckt", Level::Emergency),
    ("Mein Mann schlägt mich", Level::Urgent),
    ("Ich krieg keine Luft", Level::Emergency),
    ("Ohne mich wären alle besser dran", Level::Concern),
];

#[test]
fn idioms_do_not_prompt() {
    for text in ENGLISH_ORDINARY.iter().chain(GERMAN_ORDINARY) {
        let noticed = assess(text, LanguageChoice::All);
        assert!(!noticed.prompts(), "{text}: {:?}", noticed.findings);
    }
}

#[test]
fn danger_is_noticed_however_it_is_spelled() {
    for (language, cases) in [
        (Language::English, ENGLISH_RISK),
        (Language::German, GERMAN_RISK),
    ] {
        for (text, least) in cases {
            let noticed = assess(text, LanguageChoice::Known(language));
            assert!(noticed.level >= *least, "{text}: {:?}", noticed.findings);
            assert!(assess(text, LanguageChoice::All).level >= noticed.level);
        }
    }
}
