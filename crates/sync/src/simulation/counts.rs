//! What a run was made of.

use super::script::{DiskLuck, Happening, LinkLuck};
use std::collections::BTreeMap;

/// Sums over one history, or over many.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Things that happened, the engines' inputs among them.
    pub events: u64,
    /// Virtual milliseconds.
    pub milliseconds: u64,
    /// Submissions that were called kept.
    pub kept: u64,
    /// Requests that were sent.
    pub requests: u64,
    /// Bytes of requests and answers.
    pub bytes: u64,
    /// Commits that were asked for.
    pub commits: u64,
    /// How often each kind of bad luck struck.
    pub faults: BTreeMap<&'static str, u64>,
    /// The longest that anything waited once all was well, in milliseconds.
    pub slowest: u64,
}

impl Counts {
    /// Adds those of another history.
    pub fn add(&mut self, other: &Self) {
        self.events += other.events;
        self.milliseconds += other.milliseconds;
        self.kept += other.kept;
        self.requests += other.requests;
        self.bytes += other.bytes;
        self.commits += other.commits;
        self.slowest = self.slowest.max(other.slowest);
        for (name, times) in &other.faults {
            *self.faults.entry(name).or_default() += times;
        }
    }

    pub(super) fn strike(&mut self, name: &'static str) {
        *self.faults.entry(name).or_default() += 1;
    }

    pub(super) fn link(&mut self, kind: LinkLuck) {
        self.strike(match kind {
            LinkLuck::NoLink => "no link",
            LinkLuck::LosesRequest => "request lost",
            LinkLuck::LosesAnswer => "answer lost",
            LinkLuck::Doubles => "request doubled",
            LinkLuck::Delays => "answer delayed",
            LinkLuck::Cuts => "answer cut",
            LinkLuck::Slows(_) => "slow link",
            LinkLuck::HangsOpen => "half-open link",
            LinkLuck::Narrows(_) => "413",
            LinkLuck::IsBusy => "429 or 503",
            LinkLuck::IsHijacked => "another's answer",
        });
    }

    pub(super) fn disk(&mut self, kind: DiskLuck) {
        self.strike(match kind {
            DiskLuck::FailsBefore => "commit failed",
            DiskLuck::FailsAfter => "commit done, failure told",
            DiskLuck::IsFull => "store full",
            DiskLuck::GoesSilent => "store silent",
            DiskLuck::CannotRead => "store unreadable",
            DiskLuck::NeverReads => "store read in vain",
            DiskLuck::DiesBefore => "died before a write",
            DiskLuck::DiesAfter => "died after a write",
            DiskLuck::TellsNobody => "tabs not told",
        });
    }

    pub(super) fn happening(&mut self, what: Happening) {
        let name = match what {
            Happening::Closes(_) => "tab killed",
            Happening::Freezes(..) => "tab frozen",
            Happening::Leads(_) => "two leaders",
            Happening::Dies(_) => "device died",
            Happening::LosesPower { .. } => "power lost",
            Happening::IsEvicted(_) => "storage evicted",
            Happening::Sleeps(..) => "device slept",
            Happening::IsRevoked(..) => "token revoked",
            Happening::IsRestored => "relay restored",
            Happening::Refuses { .. } => "letter refused",
            _ => return,
        };
        self.strike(name);
    }
}
