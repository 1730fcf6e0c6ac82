//! Both sides hear of a list that nobody can be reached by before it is agreed,
//! and once whoever runs the relay has seen to it.

use super::{by_webhook, relay_with, steps};
use crate::{
    fixtures::{propose, timing},
    http::tests::{
        client::{Device, pair},
        nudging::{listen, nudged},
    },
    store::conformance::alarming::with_ladder,
};
use holdfast_protocol::AlarmStep;
use holdfast_rhythm::Agreement;

const PROPOSAL: u16 = 9001;

fn empty() -> AlarmStep {
    AlarmStep::Empty {
        step: 0,
        round: 0,
        name: "Dr. Weber".into(),
    }
}

/// Waits for what is said of the proposal.
async fn said(device: &Device<'_>, wanted: &[AlarmStep]) {
    let mut stream = listen(device).await;
    loop {
        let said = steps(device, PROPOSAL).await;
        if said == wanted {
            return;
        }
        assert!(wanted.starts_with(&said), "{said:?}");
        nudged(&mut stream).await;
    }
}

#[tokio::test]
async fn a_list_is_looked_at_when_it_is_proposed_and_after_a_restart() {
    let (server, folder) = relay_with(&by_webhook("on-call", 9)).await;
    let (therapist, patient) = pair(&server).await;
    let soon = therapist.sync(vec![]).await.now.date_naive();
    let document = with_ladder(&timing(1, &soon.to_string()));
    let document = Agreement::parse(&document).unwrap().timing();
    therapist.submit(propose(PROPOSAL, &document)).await;
    said(&therapist, &[empty()]).await;
    said(&patient, &[empty()]).await;
    let both_sides = [therapist.who, patient.who];

    let both = by_webhook("on-call", 9) + &by_webhook("therapist", 9);
    std::fs::write(folder.path().join("contacts.toml"), both).unwrap();
    let server = server.crash_and_restart().await;
    let mended = AlarmStep::Acknowledged {
        name: String::new(),
    };
    for who in both_sides {
        let device = Device::new(&server, who);
        said(&device, &[empty(), mended.clone()]).await;
    }
}
