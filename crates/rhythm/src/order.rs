//! One sort for everything, instead of one of its own for every type.

use core::cmp::Ordering;

/// Sorts as [`slice::sort_by_key`] does, stably. The sorting itself is
/// compiled once for all types: in the browser each further type would cost
/// several kilobytes.
///
/// ```
/// let mut tides = vec![("ebb", 3), ("flood", 1), ("slack", 2)];
/// holdfast_rhythm::sort_by_key(&mut tides, |(_, hour)| *hour);
/// assert_eq!(tides, [("flood", 1), ("slack", 2), ("ebb", 3)]);
/// ```
pub fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl FnMut(&T) -> K) {
    let keys: Vec<K> = items.iter().map(key).collect();
    let order = order_of(keys.len(), &mut |one, other| {
        keys.get(one).cmp(&keys.get(other))
    });
    let mut places: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(
        order
            .into_iter()
            .filter_map(|place| places.get_mut(place)?.take()),
    );
}

fn order_of(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut sorted = 1;
    // Stretches of this length are in order, and merged in pairs.
    while sorted < count {
        let mut merged = Vec::with_capacity(count);
        for pair in order.chunks(sorted * 2) {
            let (mut one, mut other) = pair.split_at(sorted.min(pair.len()));
            while let (Some((first, one_on)), Some((second, other_on))) =
                (one.split_first(), other.split_first())
            {
                if compare(*first, *second).is_gt() {
                    merged.push(*second);
                    other = other_on;
                } else {
                    merged.push(*first);
                    one = one_on;
                }
            }
            merged.extend_from_slice(one);
            merged.extend_from_slice(other);
        }
        order = merged;
        sorted *= 2;
    }
    order
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_the_standard_sort_does(mut items: Vec<(u8, u32)>) {
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            super::sort_by_key(&mut items, |(key, _)| *key);
            prop_assert_eq!(items, expected);
        }
    }
}
