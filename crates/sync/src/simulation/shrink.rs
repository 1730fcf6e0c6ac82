//! From a history that breaks a rule to the shortest that still does.

use super::{
    play::play,
    script::{Happening, Script},
    violation::Violation,
};

/// Plays at most this many shorter histories.
const TRIES: usize = 2_000;

/// The shortest history found that breaks the same rule as `script` does;
/// nothing if it breaks none.
#[must_use]
pub fn shrink(script: &Script) -> Option<(Script, Violation)> {
    let violation = play(script).err()?;
    let mut shrinking = Shrinking {
        best: script.clone(),
        violation,
        tries: 0,
    };
    loop {
        let before = shrinking.best.clone();
        shrinking.leave_out();
        shrinking.plainer();
        shrinking.sooner();
        if shrinking.best == before || shrinking.tries >= TRIES {
            return Some((shrinking.best, shrinking.violation));
        }
    }
}

struct Shrinking {
    best: Script,
    violation: Violation,
    tries: usize,
}

impl Shrinking {
    /// Takes `script` where it breaks the same rule.
    fn try_this(&mut self, script: Script) -> bool {
        if script == self.best || self.tries >= TRIES {
            return false;
        }
        self.tries += 1;
        match play(&script) {
            Err(violation) if violation.rule == self.violation.rule => {
                self.best = script;
                self.violation = violation;
                true
            }
            _ => false,
        }
    }

    /// Leaves out half of the events, then quarters, and so on.
    fn leave_out(&mut self) {
        let mut piece = self.best.events.len().div_ceil(2);
        while piece > 0 {
            let mut start = 0;
            while start < self.best.events.len() {
                let mut shorter = self.best.clone();
                let end = (start + piece).min(shorter.events.len());
                shorter.events.drain(start..end);
                if !self.try_this(shorter) {
                    start += piece;
                }
            }
            piece /= 2;
        }
    }

    /// Makes what lasts last shorter, and what is rare certain.
    fn plainer(&mut self) {
        for place in 0..self.best.events.len() {
            for change in [halve, make_certain] {
                loop {
                    let mut plainer = self.best.clone();
                    if let Some(timed) = plainer.events.get_mut(place) {
                        timed.what = change(timed.what);
                    }
                    if !self.try_this(plainer) {
                        break;
                    }
                }
            }
        }
    }

    /// Ends sooner, and begins sooner.
    fn sooner(&mut self) {
        let last = self.best.events.iter().map(|timed| timed.at).max();
        let end = last.unwrap_or(0) + 62_000;
        let mut sooner = self.best.clone();
        sooner.length = sooner.length.min(end);
        self.try_this(sooner);
        let first = self.best.events.iter().map(|timed| timed.at).min();
        let skip = first.unwrap_or(0).saturating_sub(1_000);
        let mut sooner = self.best.clone();
        sooner.length -= skip.min(sooner.length);
        for timed in &mut sooner.events {
            timed.at -= skip.min(timed.at);
        }
        self.try_this(sooner);
    }
}

fn halve(what: Happening) -> Happening {
    match what {
        Happening::Link(device, kind, wait, percent) => {
            Happening::Link(device, kind, wait / 2, percent)
        }
        Happening::Disk(device, kind, wait, percent) => {
            Happening::Disk(device, kind, wait / 2, percent)
        }
        Happening::Freezes(seat, wait) => Happening::Freezes(seat, wait / 2),
        Happening::Sleeps(device, wait) => Happening::Sleeps(device, wait / 2),
        Happening::IsRevoked(device, wait) => Happening::IsRevoked(device, wait / 2),
        other => other,
    }
}

fn make_certain(what: Happening) -> Happening {
    match what {
        Happening::Link(device, kind, wait, _) => Happening::Link(device, kind, wait, 100),
        Happening::Disk(device, kind, wait, _) => Happening::Disk(device, kind, wait, 100),
        other => other,
    }
}
