//! What to offer again to a relay whose database was restored.

use holdfast_protocol::{Act, EnvelopeId, Submission};

/// Chooses, from everything that was sent and confirmed in its order, what a
/// relay in a new life is to be offered again.
///
/// That is all but the envelopes that were taken back or replaced since: a
/// relay that lost both the reply and its withdrawal must never let it go.
/// What the relay still has, it answers as a repeat.
pub fn offer_again<'a>(
    sent: impl DoubleEndedIterator<Item = &'a Submission>,
) -> Vec<&'a Submission> {
    let mut gone: Vec<EnvelopeId> = Vec::new();
    let mut chosen: Vec<&Submission> = sent
        .rev()
        .filter(|submission| {
            let stays = !gone.contains(&submission.id);
            if let Act::Replace { held, .. } | Act::Withdraw { held } = submission.act {
                gone.push(held);
            }
            stays
        })
        .collect();
    chosen.reverse();
    chosen
}
