//! Which steps of an agreed list nobody can be reached at, said before anybody
//! needs them; no I/O.

use super::Step;
use holdfast_protocol::AlarmStep;

/// The places of the steps that nobody can be reached at, and what both sides
/// are told of them, who were told of `before` last. Nothing is said twice; what
/// was said of a step that can be reached by now is taken back with the rest,
/// and the rest said anew. So is everything where nobody knows what they were told.
pub(crate) fn what_changed(
    steps: &[Step],
    before: Option<&[u16]>,
    mut can_reach: impl FnMut(&Step) -> bool,
) -> (Vec<u16>, Vec<AlarmStep>) {
    let numbered = || (0_u16..).zip(steps);
    let now: Vec<u16> = numbered()
        .filter(|(_, step)| !can_reach(step))
        .map(|(place, _)| place)
        .collect();
    let mended = before.is_none_or(|before| before.iter().any(|place| !now.contains(place)));
    let before = before.unwrap_or_default();
    let mut news = Vec::new();
    if mended {
        news.push(AlarmStep::Acknowledged {
            name: String::new(),
        });
    }
    let is_news = |place: &u16| now.contains(place) && (mended || !before.contains(place));
    news.extend(
        numbered()
            .filter(|(place, _)| is_news(place))
            .map(|(place, step)| AlarmStep::Empty {
                step: place,
                round: 0,
                name: step.name.clone(),
            }),
    );
    (now, news)
}
