//! Joining by an invitation: prove the inviter's keys, store, then ask.

use super::{Folder, Identity, JoinTrouble, Joining, NOTE_PURPOSE, Note, side::on_the_side_of};
use crate::platform::{
    idb::BrowserStore,
    link::{self, RequestTrouble},
    random::BrowserRandom,
    zone,
};
use holdfast_protocol::{
    AcceptInvitation, AccountId, Card, DeviceId, InvitationState, Link, NAME_CHARACTERS_MAX,
    RelayError, Role, encode, is_blank, tidy_name,
};
use holdfast_seal::{AccountKeys, Side, open_card, seal_card, seal_local, token_digest};
use serde_bytes::ByteBuf;

/// Looks at the invitation and stores a join for it, or finds the one that was
/// stored before.
pub async fn prepare(
    store: &BrowserStore,
    link: &Link,
    name: &str,
) -> Result<Joining, JoinTrouble> {
    let name = tidy_name(name);
    if is_blank(&name) {
        return Err(JoinTrouble::NameMissing);
    }
    if name.chars().count() > NAME_CHARACTERS_MAX {
        return Err(JoinTrouble::NameTooLong {
            most: NAME_CHARACTERS_MAX,
        });
    }
    let begun = store.joining().await.map_err(JoinTrouble::NotStored)?;
    if let Some(mut joining) = begun.filter(|joining| joining.secret() == link.secret) {
        joining.identity.name = name;
        return Ok(joining);
    }
    let (role, inviter) = look(link).await?;
    on_the_side_of(role, &format!("#{link}"))
        .await
        .map_err(JoinTrouble::NotStored)?;
    let keys = AccountKeys::generate(&mut BrowserRandom);
    let identity = Identity::new(
        AccountId::from_bytes(BrowserRandom::bytes()),
        DeviceId::from_bytes(BrowserRandom::bytes()),
        BrowserRandom::bytes(),
        &keys,
        role,
        name,
        inviter.as_ref().map(|card| card.conversation),
    );
    let joining = Joining::new(identity, link, inviter);
    store
        .begin_joining(&joining)
        .await
        .map_err(JoinTrouble::NotStored)?;
    Ok(joining)
}

/// Asks the relay and stores the outcome.
pub async fn finish(store: &BrowserStore, joining: Joining) -> Result<Identity, JoinTrouble> {
    let identity = joining.identity.clone();
    let keys = identity.keys().map_err(|_| JoinTrouble::NotTheirs)?;
    let secret = joining.secret();
    let card = joining.inviter.as_ref().map(|inviter| {
        let mine = Card {
            account: identity.account,
            conversation: inviter.conversation,
            role: identity.role,
            keys: keys.public(),
            name: identity.name.clone(),
            zone: zone::reader_zone_name(),
        };
        seal_card(&mine, &secret, Side::Newcomer, &mut BrowserRandom)
    });
    let accept = AcceptInvitation {
        account: identity.account,
        device: identity.device,
        token_digest: token_digest(&identity.token),
        keys: keys.public(),
        card: ByteBuf::from(card.unwrap_or_default()),
    };
    match link::accept_invitation(secret.id(), &accept).await {
        Ok(_) => {}
        Err(RequestTrouble::Link(trouble)) => return Err(JoinTrouble::NotReached(trouble)),
        Err(RequestTrouble::Refused(error)) => {
            if matches!(
                error,
                RelayError::AlreadyUsed | RelayError::Expired | RelayError::Unknown
            ) {
                store
                    .give_up_joining()
                    .await
                    .map_err(JoinTrouble::NotStored)?;
            }
            return Err(JoinTrouble::Relay(error));
        }
    }
    let notes = joining
        .inviter
        .map(|card| {
            let note = Note::Folder(card.conversation).key();
            let folder = encode(&Folder::Met { card });
            (
                note,
                seal_local(&folder, &keys, NOTE_PURPOSE, &mut BrowserRandom),
            )
        })
        .into_iter()
        .collect();
    store
        .finish_joining(&identity, notes)
        .await
        .map_err(JoinTrouble::NotStored)?;
    Ok(identity)
}

/// What the invitation is for, and the inviter's card if it is genuine.
///
/// # Errors
/// When it is worth nothing, or the relay was not reached.
pub async fn look(link: &Link) -> Result<(Role, Option<Card>), JoinTrouble> {
    let view = link::view_invitation(link.secret.id())
        .await
        .map_err(|trouble| match trouble {
            RequestTrouble::Link(trouble) => JoinTrouble::NotReached(trouble),
            RequestTrouble::Refused(error) => JoinTrouble::Relay(error),
        })?;
    match view.state {
        InvitationState::Open => {}
        InvitationState::Used => return Err(RelayError::AlreadyUsed.into()),
        InvitationState::Expired => return Err(RelayError::Expired.into()),
    }
    let card = view
        .card
        .map(|card| {
            open_card(&card, &link.secret, Side::Inviter).map_err(|_| JoinTrouble::NotTheirs)
        })
        .transpose()?;
    match (view.role, &card) {
        (Role::Therapist, None) => Ok((Role::Therapist, None)),
        (Role::Patient, Some(inviter)) if inviter.role == Role::Therapist => {
            Ok((Role::Patient, card))
        }
        _ => Err(JoinTrouble::NotTheirs),
    }
}
