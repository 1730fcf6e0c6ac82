//! One family of outlines, drawn on a sheet of 24 by 24. Always beside words,
//! so always hidden from screen readers.

use leptos::prelude::*;

/// Which picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each name says what it stands for")]
pub enum IconName {
    Letters,
    Rhythm,
    Plan,
    Settings,
    Today,
    Agreement,
    Load,
    Phone,
    Text,
    Chat,
    Exit,
    Pen,
    Clock,
    Check,
    Close,
    Remove,
    Add,
    Back,
    On,
    Device,
    People,
    Person,
    Lock,
    Download,
    Globe,
    Heart,
    Information,
    Calm,
    Find,
    Down,
    /// One place higher.
    Up,
}

impl IconName {
    /// The outline as path data.
    fn outline(self) -> &'static str {
        match self {
            Self::Letters => "M3.5 6h17v12.5h-17z M4 6.8l8 6.2 8-6.2",
            Self::Rhythm => {
                "M2.5 10c2.4 0 2.4-3 4.75-3s2.4 3 4.75 3 2.4-3 4.75-3 2.4 3 4.75 3 M2.5 17c2.4 0 2.4-3 4.75-3s2.4 3 4.75 3 2.4-3 4.75-3 2.4 3 4.75 3"
            }
            Self::Plan => {
                "M6 3.5h8.5L18.5 7.5v13H6z M14.5 3.5v4h4 M9 11.5h6.5 M9 14.5h6.5 M9 17.5h4"
            }
            Self::Settings => {
                "M3.5 7.5h9 M17.5 7.5h3 M12.5 7.5a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0 M3.5 16.5h3 M11.5 16.5h9 M6.5 16.5a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0"
            }
            Self::Today => "M4 5.5h16v15H4z M4 10h16 M8.5 3v4 M15.5 3v4 M8 14h4",
            Self::Agreement => "M4 5.5h16v15H4z M4 10h16 M8.5 3v4 M15.5 3v4 M8.5 15l2.5 2.5 4.5-5",
            Self::Load => "M4 20.5h16 M6.5 20v-6 M12 20V5 M17.5 20V10",
            Self::Phone => {
                "M5.2 3.8h3.6l1.7 4.4-2.2 1.6a12 12 0 0 0 5.9 5.9l1.6-2.2 4.4 1.7v3.6a1.6 1.6 0 0 1-1.7 1.6C11 20 4 13 3.6 5.5a1.6 1.6 0 0 1 1.6-1.7z"
            }
            Self::Text => "M3.5 4.5h17v12H11l-4.5 4v-4h-3z M7.5 9h9 M7.5 12.2h6",
            Self::Chat => "M3 4h12.5v9H9l-3.5 3v-3H3z M18.5 8.5H21v9h-2v3l-3.5-3H10v-1.5",
            Self::Exit => "M13.5 4H5v16h8.5 M10 12h10.5 M16.5 8l4 4-4 4",
            Self::Pen => "M4 20l1-4.5L16.2 4.3l3.5 3.5L8.5 19z M13.8 6.7l3.5 3.5",
            Self::Clock => "M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0 M12 7v5l3.2 2",
            Self::Check => "M4.5 12.5l5 5L19.5 7",
            Self::Close => "M6 6l12 12 M18 6L6 18",
            Self::Remove => "M4.5 7h15 M9.5 7V4h5v3 M6.5 7l1 13.5h9l1-13.5",
            Self::Add => "M12 5v14 M5 12h14",
            Self::Back => "M14.5 5L7.5 12l7 7",
            Self::On => "M9.5 5l7 7-7 7",
            Self::Device => "M7 2.8h10v18.4H7z M10.8 18h2.4",
            Self::People => {
                "M6 8.2a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0-6.4 0 M3 19.5c.4-3.8 2.7-5.7 6.2-5.7s5.8 1.9 6.2 5.7 M15.2 5.200a3.2 3.2 0 0 1 0 6 M17.3 14.300c2.2.7 3.4 2.4 3.7 5.2"
            }
            Self::Person => {
                "M8.5 8a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0 M5 20c.4-4 3-6 7-6s6.6 2 7 6"
            }
            Self::Lock => "M5.5 11h13v9.5h-13z M8.5 11V7.800a3.5 3.5 0 0 1 7 0V11",
            Self::Download => "M12 4v11 M7.5 11l4.5 4.5 4.5-4.5 M4.5 20h15",
            Self::Globe => {
                "M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0 M3.5 12h17 M12 3.5c-4.7 5-4.7 12 0 17 M12 3.5c4.7 5 4.7 12 0 17"
            }
            Self::Heart => {
                "M12 20C6.5 16 3.5 12.8 3.5 9.200a4.2 4.2 0 0 1 8.5-1.4 4.2 4.2 0 0 1 8.5 1.400C20.5 12.8 17.5 16 12 20z"
            }
            Self::Information => {
                "M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0 M12 11v5.5 M12 7.5v.3"
            }
            Self::Find => "M4.5 10.5a6 6 0 1 0 12 0a6 6 0 1 0-12 0 M15 15l5 5",
            Self::Up => "M12 19.500v-15 M6 10.500l6-6 6 6",
            Self::Down => "M12 4.5v15 M6 13.500l6 6 6-6",
            Self::Calm => {
                "M2.5 15c2.4 0 2.4-2 4.75-2s2.4 2 4.75 2 2.4-2 4.75-2 2.4 2 4.75 2 M2.5 19c2.4 0 2.4-2 4.75-2s2.4 2 4.75 2 2.4-2 4.75-2 2.4 2 4.75 2 M7 10a5 5 0 0 1 10 0"
            }
        }
    }
}

/// One picture, as tall as the words beside it.
#[component]
pub fn Icon(
    /// Which.
    name: IconName,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=name.outline() />
        </svg>
    }
}
