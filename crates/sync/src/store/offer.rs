//! What to offer again to a relay whose database was restored.

use holdfast_protocol::{EnvelopeId, Submission};

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
            gone.extend(submission.act.takes_back());
            stays
        })
        .collect();
    chosen.reverse();
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_protocol::Act;
    use serde_bytes::ByteBuf;

    fn id(number: u8) -> EnvelopeId {
        EnvelopeId::from_bytes([number; 16])
    }

    #[test]
    fn what_was_taken_back_or_replaced_is_never_offered_again() {
        let envelope = ByteBuf::new;
        let send = || Act::Send {
            envelope: envelope(),
        };
        let replace = |held| Act::Replace {
            held: id(held),
            envelope: envelope(),
        };
        let outside = |instead_of: Option<u8>| Act::SendOutside {
            envelope: envelope(),
            instead_of: instead_of.map(id),
        };
        let acts = [
            send(),
            send(),
            send(),
            replace(1),
            replace(4),
            Act::Withdraw { held: id(2) },
            send(),
            outside(Some(7)),
            outside(None),
        ];
        let sent: Vec<Submission> = (1..)
            .zip(acts)
            .map(|(number, act)| Submission {
                id: id(number),
                act,
            })
            .collect();
        let chosen: Vec<EnvelopeId> = offer_again(sent.iter()).iter().map(|one| one.id).collect();
        assert_eq!(chosen, [3, 5, 6, 8, 9].map(id));
    }
}
