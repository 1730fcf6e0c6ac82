//! What to offer again to a relay whose database was restored.

use holdfast_protocol::{EnvelopeId, Submission};

/// Chooses, from everything that was sent and confirmed in its order, what a
/// relay in a new life is to be offered again.
///
/// That is all but the envelopes that any of it takes back or replaces, and
/// those that are gone, whose own taking back still counts: a relay that lost
/// both the reply and its withdrawal must never let it go.
/// What the relay still has, it answers as a repeat.
pub fn offer_again<'a>(
    sent: impl Iterator<Item = &'a Submission>,
    is_gone: impl Fn(EnvelopeId) -> bool,
) -> Vec<&'a Submission> {
    let mut chosen: Vec<&Submission> = sent.collect();
    let taken_back: Vec<EnvelopeId> = chosen
        .iter()
        .filter_map(|submission| submission.act.takes_back())
        .collect();
    chosen.retain(|one| !taken_back.contains(&one.id) && !is_gone(one.id));
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

    fn chosen(sent: &[Submission], given_up: &[EnvelopeId]) -> Vec<EnvelopeId> {
        let chosen = offer_again(sent.iter(), |id| given_up.contains(&id));
        chosen.iter().map(|one| one.id).collect()
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
        assert_eq!(chosen(&sent, &[]), [3, 5, 6, 8, 9].map(id));
        let given_up = [4, 5].map(id);
        assert_eq!(
            chosen(&sent, &given_up),
            [3, 6, 8, 9].map(id),
            "and what was given up brings nothing back that it had replaced"
        );
    }
}
