//! What became of the people whom a letter had called.

use crate::state::Conversation;
use chrono::{DateTime, Utc};
use holdfast_protocol::{AlarmNews, AlarmStep, Content, EnvelopeId, EnvelopeKind, Noticed};

/// What is known here of the call that a letter or a check-in asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct Ladder {
    /// When the letter reached the relay; none while it is on this device:
    /// nobody is told before.
    pub arrived: Option<DateTime<Utc>>,
    /// What the relay has told, in its order; nothing before it has.
    pub rungs: Vec<Rung>,
    /// Whether the relay goes on calling, as far as is known here.
    pub is_open: bool,
    /// Whether it came while no call list was agreed, so that nobody is called:
    /// the one who wrote it knew of another agreement.
    pub calls_nobody: bool,
}

/// One thing that happened, at an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rung {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub what: Happened,
}

/// What can happen, as people are told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happened {
    /// The calling began.
    Begun,
    /// The calling had begun before, because of an earlier letter.
    Joined,
    /// A notice was handed over in at least one way.
    Told(String),
    /// No notice could be handed over in any way.
    NotReached(String),
    /// There is no way to reach them.
    Empty(String),
    /// Somebody has taken it on.
    TakenOn(String),
    /// Everybody had their turn as often as agreed, and nobody has taken it on.
    Unanswered,
    /// Everybody had their turn, and nobody could be told.
    ToldNobody,
}

impl Ladder {
    /// Whether somebody has taken it on.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        let taken = |rung: &Rung| matches!(rung.what, Happened::TakenOn(_));
        self.rungs.iter().any(taken)
    }

    /// Whether it was tried to tell somebody, and nobody could be told so far.
    #[must_use]
    pub fn reached_nobody(&self) -> bool {
        let tells = |rung: &Rung| match rung.what {
            Happened::Told(_) => Some(true),
            Happened::NotReached(_) | Happened::Empty(_) => Some(false),
            _ => None,
        };
        self.rungs.iter().filter_map(tells).max() == Some(false)
    }
}

impl Conversation {
    /// What became of the call that this letter or check-in asks for; none
    /// where it asks for none.
    #[must_use]
    pub fn ladder_of(&self, id: EnvelopeId) -> Option<Ladder> {
        let id = self.caller(id);
        let news = self.news_about(id);
        let asks = match (self.asks(id), news.first()) {
            (Some(asks), first) if asks.wants || first.is_some() => asks,
            // What the book has let go of may have called all the same.
            (None, Some(first)) => Asks {
                wants: true,
                arrived: Some(first.at),
            },
            _ => return None,
        };
        let mut rungs = rungs(&news);
        let is_own = news.first().is_some_and(|first| first.letter == id);
        for rung in &mut rungs {
            if rung.what == Happened::Begun && self.began_before(rung.at, id).is_some() {
                rung.what = Happened::Joined;
            }
        }
        if !is_own && let Some(arrived) = asks.arrived {
            // What happened before it came is told under the letter that began it.
            let begun = !rungs.is_empty();
            rungs.retain(|rung| rung.at >= arrived);
            if begun {
                let (at, what) = (arrived, Happened::Joined);
                rungs.insert(0, Rung { at, what });
            }
        }
        let calls_nobody = rungs.is_empty()
            && asks.arrived.is_some_and(|arrived| {
                let ruling = self.timeline.in_force(arrived);
                ruling.is_none_or(|ruling| ruling.document().escalation.is_none())
            });
        Some(Ladder {
            arrived: asks.arrived,
            is_open: asks.arrived.is_some() && !calls_nobody && !news.iter().any(|news| ends(news)),
            rungs,
            calls_nobody,
        })
    }

    /// Whether somebody is being called because of this letter or check-in.
    #[must_use]
    pub fn is_calling(&self, id: EnvelopeId) -> bool {
        let news = self.news_about(id);
        !news.is_empty() && !news.iter().any(|news| ends(news))
    }

    /// The news of the alarm that this letter began, or else of the one that
    /// was open when it came.
    pub(super) fn news_about(&self, id: EnvelopeId) -> Vec<&AlarmNews> {
        let id = self.caller(id);
        let own: Vec<_> = self.alarm_of(id).collect();
        if own.iter().any(|news| news.what == AlarmStep::Begun) {
            return own;
        }
        let Some(asks) = self.asks(id) else {
            return own;
        };
        let Some(arrived) = asks.arrived.filter(|_| asks.wants || !own.is_empty()) else {
            return own;
        };
        match self.began_before(arrived, id) {
            Some(letter) => self.alarm_of(letter).collect(),
            None => own,
        }
    }

    /// The letter, other than `id`, whose alarm had begun by `at` and was open
    /// then; the last of several.
    fn began_before(&self, at: DateTime<Utc>, id: EnvelopeId) -> Option<EnvelopeId> {
        let mut all = self.alarms().iter().rev();
        let began = all.find(|news| {
            let ended = || self.alarm_of(news.letter).find(|news| ends(news));
            news.what == AlarmStep::Begun
                && news.letter != id
                && news.at <= at
                && ended().is_none_or(|ended| at <= ended.at)
        });
        began.map(|began| began.letter)
    }

    fn asks(&self, id: EnvelopeId) -> Option<Asks> {
        let (noticed, written, standing): (&Option<Noticed>, _, _) =
            if let Some(letter) = self.letter(id) {
                if !self.is_patients(letter) {
                    return None;
                }
                (&letter.noticed, letter.written, &letter.standing)
            } else {
                let entry = self.shared.get(&id)?;
                match &entry.content {
                    Content::CheckIn(check_in) => {
                        (&check_in.noticed, check_in.written, &entry.standing)
                    }
                    Content::LateNotice(word) => {
                        return Some(Asks {
                            wants: word.pages,
                            arrived: entry.standing.arrived(),
                        });
                    }
                    _ => return None,
                }
            };
        let kind = self.kind_for(noticed.as_ref(), EnvelopeKind::Shared, written);
        Some(Asks {
            wants: kind == EnvelopeKind::Page,
            arrived: standing.arrived(),
        })
    }
}

/// Whether a letter asks for somebody, and when it came.
struct Asks {
    wants: bool,
    arrived: Option<DateTime<Utc>>,
}

fn ends(news: &AlarmNews) -> bool {
    matches!(
        news.what,
        AlarmStep::Acknowledged { .. } | AlarmStep::Unanswered
    )
}

/// News as people are told of it: of a step that is reached in one way and not
/// in another, that it was reached; of a taking-on that is told again, that it
/// was once.
fn rungs(news: &[&AlarmNews]) -> Vec<Rung> {
    let told = |news: &&AlarmNews| matches!(news.what, AlarmStep::Told { .. });
    let told = news.iter().any(told);
    let mut all: Vec<(Option<(u16, u16)>, Rung)> = Vec::new();
    for news in news {
        let (step, what) = match &news.what {
            AlarmStep::Begun => (None, Happened::Begun),
            AlarmStep::Told {
                step, round, name, ..
            } => (Some((*round, *step)), Happened::Told(name.clone())),
            AlarmStep::Undelivered {
                step, round, name, ..
            } => (Some((*round, *step)), Happened::NotReached(name.clone())),
            AlarmStep::Empty { step, round, name } => {
                (Some((*round, *step)), Happened::Empty(name.clone()))
            }
            AlarmStep::Acknowledged { name } => (None, Happened::TakenOn(name.clone())),
            AlarmStep::Unanswered if told => (None, Happened::Unanswered),
            AlarmStep::Unanswered => (None, Happened::ToldNobody),
        };
        let known = match what {
            // A relay that was restored says again who has taken it on.
            Happened::TakenOn(_) => all.last_mut().filter(|(_, last)| last.what == what),
            _ => step.and_then(|step| all.iter_mut().find(|(of, _)| *of == Some(step))),
        };
        match known {
            Some((_, rung)) if matches!(rung.what, Happened::Told(_) | Happened::TakenOn(_)) => {}
            Some((_, rung)) => *rung = Rung { at: news.at, what },
            None => all.push((step, Rung { at: news.at, what })),
        }
    }
    let mut all: Vec<Rung> = all.into_iter().map(|(_, rung)| rung).collect();
    holdfast_rhythm::sort_by_key(&mut all, |rung| rung.at);
    all
}
