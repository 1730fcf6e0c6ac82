//! What opens, what does not, and that neither stops the rest.

use super::{Pair, left};
use crate::state::{Opened, Opener, Unopened, open_event};
use holdfast_protocol::{
    AccountId, Card, Content, ConversationId, Draft, EnvelopeKind, Event, InvitationSecret, Role,
};
use holdfast_seal::{AccountKeys, Side, seal_card};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use serde_bytes::ByteBuf;

fn arrived(envelope: ByteBuf) -> Event {
    Event::Arrived {
        envelope,
        receipt: left("2026-11-23T08:00:00Z"),
    }
}

#[test]
fn a_letter_opens_at_both_ends() {
    let mut pair = Pair::new();
    let (id, envelope) = pair.letter(Role::Patient, "Only for you.");
    for reader in [Role::Patient, Role::Therapist] {
        match pair.open(reader, &arrived(envelope.clone())) {
            Some(Opened::Letter {
                id: opened, letter, ..
            }) => {
                assert_eq!(opened, id);
                assert_eq!(letter.text, "Only for you.");
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn an_envelope_of_a_stranger_is_unreadable_and_said_so() {
    let mut pair = Pair::new();
    let (id, envelope) = pair.letter(Role::Therapist, "Hello.");
    pair.therapist.keys = AccountKeys::generate(&mut ChaCha20Rng::from_seed([3; 32]));
    assert_eq!(
        pair.open(Role::Patient, &arrived(envelope)),
        Some(Opened::Unreadable(Unopened { id: Some(id) }))
    );
    let rubbish = arrived(ByteBuf::from(vec![1, 2, 3]));
    assert_eq!(
        pair.open(Role::Patient, &rubbish),
        Some(Opened::Unreadable(Unopened { id: None }))
    );
}

#[test]
fn a_draft_of_someone_is_not_shown_as_a_letter() {
    let pair = Pair::new();
    let me = &pair.patient;
    let header = holdfast_protocol::Header {
        format: holdfast_protocol::Header::FORMAT,
        id: holdfast_protocol::EnvelopeId::from_bytes([5; 16]),
        conversation: pair.conversation,
        sender: me.account,
        kind: EnvelopeKind::Own,
    };
    let draft = Content::Draft(Draft {
        text: "Not yet.".into(),
    });
    let sealed = holdfast_seal::seal(
        &draft,
        header,
        &me.keys,
        &[(me.account, me.keys.public())],
        &mut ChaCha20Rng::from_seed([4; 32]),
    )
    .unwrap();
    let event = arrived(ByteBuf::from(sealed.to_bytes()));
    assert!(matches!(
        pair.open(Role::Patient, &event),
        Some(Opened::Unreadable(_))
    ));
}

struct Newcomer {
    secret: InvitationSecret,
    card: Card,
}

impl Newcomer {
    fn new(pair: &Pair) -> Self {
        Self {
            secret: InvitationSecret::from_bytes([6; 20]),
            card: Card {
                account: pair.patient.account,
                conversation: pair.conversation,
                role: Role::Patient,
                keys: pair.patient.keys.public(),
                name: "Robin".into(),
                zone: "Europe/Nowhere".into(),
            },
        }
    }

    fn joins(&self, account: AccountId, conversation: ConversationId, side: Side) -> Event {
        let mut random = ChaCha20Rng::from_seed([8; 32]);
        Event::Joined {
            conversation,
            account,
            card: ByteBuf::from(seal_card(&self.card, &self.secret, side, &mut random)),
        }
    }
}

fn open_at_therapist(
    pair: &Pair,
    secret: Option<InvitationSecret>,
    event: &Event,
) -> Option<Opened> {
    open_event(
        &Opener {
            account: pair.therapist.account,
            keys: &pair.therapist.keys,
            partner: None,
            secret,
        },
        event,
    )
}

#[test]
fn only_who_had_the_invitation_joins() {
    let pair = Pair::new();
    let newcomer = Newcomer::new(&pair);
    let (account, conversation) = (pair.patient.account, pair.conversation);
    let genuine = newcomer.joins(account, conversation, Side::Newcomer);
    let secret = Some(newcomer.secret.clone());
    match open_at_therapist(&pair, secret.clone(), &genuine) {
        Some(Opened::Joined(person)) => {
            assert_eq!(person.name, "Robin");
            assert_eq!(
                person.zone.name(),
                "UTC",
                "an unknown zone is no reason to refuse"
            );
        }
        other => panic!("{other:?}"),
    }
    let wrong = Some(InvitationSecret::from_bytes([1; 20]));
    assert_eq!(open_at_therapist(&pair, wrong, &genuine), None);
    assert_eq!(open_at_therapist(&pair, None, &genuine), None);
    for forged in [
        newcomer.joins(AccountId::from_bytes([9; 16]), conversation, Side::Newcomer),
        newcomer.joins(account, ConversationId::from_bytes([9; 16]), Side::Newcomer),
        newcomer.joins(account, conversation, Side::Inviter),
    ] {
        assert_eq!(open_at_therapist(&pair, secret.clone(), &forged), None);
    }
}

#[test]
fn words_stay_out_of_debug() {
    let mut pair = Pair::new();
    let (_, envelope) = pair.letter(Role::Patient, "seaweed");
    let mut view = pair.view(Role::Patient);
    pair.deliver(&mut view, &envelope, left("2026-11-23T08:00:00Z"));
    let shown = format!(
        "{view:?} {:?}",
        pair.open(Role::Patient, &arrived(envelope))
    );
    assert!(
        !shown.contains("seaweed") && !shown.contains("Lind"),
        "{shown}"
    );
}
