//! Invitations.

use crate::{
    fixtures::{BEFORE, CONVERSATION, PATIENT, THERAPIST, at},
    mailbox::joining::{
        Acceptance, CARD_BYTES_MAX, Invitation, Inviter, Step, accept, invite, view,
    },
};
use chrono::TimeDelta;
use holdfast_protocol::{
    AcceptInvitation, CreateInvitation, DeviceId, InvitationId, InvitationState, PublicKeys,
    RelayError, Role,
};

fn request() -> CreateInvitation {
    CreateInvitation {
        id: InvitationId::from_bytes([1; 16]),
        conversation: CONVERSATION,
        card: vec![1, 2, 3].into(),
        expires: at(BEFORE) + TimeDelta::days(7),
    }
}

fn made() -> Invitation {
    let who = (THERAPIST.account, Role::Therapist);
    match invite(at(BEFORE), who, None, false, request()) {
        Ok(Step::New(invitation)) => invitation,
        other => panic!("{other:?}"),
    }
}

fn acceptance() -> AcceptInvitation {
    AcceptInvitation {
        account: PATIENT.account,
        device: PATIENT.device,
        token_digest: [7; 32],
        keys: PublicKeys {
            signing: [1; 32],
            sealing: [2; 32],
        },
        card: vec![4].into(),
    }
}

#[test]
fn a_therapist_invites_and_repeats_themselves() {
    let invitation = made();
    assert_eq!(invitation.role, Role::Patient);
    assert_eq!(invitation.expires, request().expires);
    let who = (THERAPIST.account, Role::Therapist);
    // Even once the invitation was used; and the card is sealed anew each time.
    let repeated = CreateInvitation {
        card: vec![9].into(),
        ..request()
    };
    let again = invite(at(BEFORE), who, Some(&invitation), true, repeated);
    assert_eq!(again, Ok(Step::Again));
}

#[test]
fn an_invitation_works_for_thirty_days_at_most() {
    let expires = at(BEFORE) + TimeDelta::days(31);
    let long = CreateInvitation {
        expires,
        ..request()
    };
    let who = (THERAPIST.account, Role::Therapist);
    let Ok(Step::New(invitation)) = invite(at(BEFORE), who, None, false, long) else {
        panic!("refused");
    };
    assert_eq!(invitation.expires, at(BEFORE) + TimeDelta::days(30));
}

#[test]
fn who_may_not_invite() {
    let invitation = made();
    let therapist = (THERAPIST.account, Role::Therapist);
    let other = (PATIENT.account, Role::Therapist);
    let patient = (PATIENT.account, Role::Patient);
    let large = CreateInvitation {
        card: vec![0; CARD_BYTES_MAX + 1].into(),
        ..request()
    };
    let cases = [
        (patient, None, false, request(), RelayError::NotAllowed),
        (therapist, None, true, request(), RelayError::NotAllowed),
        (therapist, None, false, large, RelayError::TooLarge),
        (
            other,
            Some(&invitation),
            false,
            request(),
            RelayError::AlreadyUsed,
        ),
    ];
    for (who, known, inhabited, request, error) in cases {
        assert_eq!(
            invite(at(BEFORE), who, known, inhabited, request),
            Err(error)
        );
    }
}

#[test]
fn an_invitation_works_once_until_it_expires() {
    let mut invitation = made();
    let last = invitation.expires - TimeDelta::milliseconds(1);
    let new = Ok(Step::New(Acceptance::from(&acceptance())));
    assert_eq!(accept(last, &invitation, false, false, &acceptance()), new);
    assert_eq!(view(last, &invitation).state, InvitationState::Open);
    let late = invitation.expires;
    let expired = Err(RelayError::Expired);
    assert_eq!(
        accept(late, &invitation, false, false, &acceptance()),
        expired
    );
    assert_eq!(view(late, &invitation).state, InvitationState::Expired);
    let used = Err(RelayError::AlreadyUsed);
    assert_eq!(
        accept(last, &invitation, false, true, &acceptance()),
        used,
        "the conversation has its two"
    );
    let taken = Err(RelayError::NotAllowed);
    assert_eq!(accept(last, &invitation, true, false, &acceptance()), taken);

    invitation.acceptance = Some(Acceptance::from(&acceptance()));
    assert_eq!(view(late, &invitation).state, InvitationState::Used);
    assert_eq!(
        accept(late, &invitation, true, false, &acceptance()),
        Ok(Step::Again)
    );
    for other in [
        AcceptInvitation {
            account: THERAPIST.account,
            ..acceptance()
        },
        AcceptInvitation {
            device: DeviceId::from_bytes([9; 16]),
            ..acceptance()
        },
        AcceptInvitation {
            token_digest: [8; 32],
            ..acceptance()
        },
    ] {
        assert_eq!(accept(last, &invitation, false, false, &other), used);
    }
}

#[test]
fn only_the_card_of_a_therapist_is_shown() {
    assert_eq!(view(at(BEFORE), &made()).card, Some(request().card));
    let operators = Invitation {
        role: Role::Therapist,
        from: Inviter::Operator,
        ..made()
    };
    assert_eq!(view(at(BEFORE), &operators).card, None);
}
