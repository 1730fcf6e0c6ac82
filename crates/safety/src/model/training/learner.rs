//! A plane between risk and ordinary, with as wide a margin as there is: a linear
//! support-vector machine with squared loss, by dual coordinate descent (Hsieh et al. 2008).

use super::arithmetic::Sequence;
use super::{BUCKETS, Document};

/// What an error costs beside the width of the margin, were there as many risks as
/// ordinary messages.
const COST: f64 = 0.002;
/// How often every message is looked at.
const ROUNDS: usize = 30;

/// A message as a point.
pub(super) struct Example {
    is_risk: bool,
    values: Vec<(usize, f64)>,
    /// Its length, squared.
    square: f64,
}

impl Example {
    pub(super) fn of(document: &Document, rarity: &[f64]) -> Example {
        let values: Vec<(usize, f64)> = document
            .buckets
            .iter()
            .filter(|&&bucket| rarity[bucket] > 0.0)
            .map(|&bucket| (bucket, rarity[bucket] / document.root()))
            .collect();
        Example {
            is_risk: document.risk.is_some(),
            // And one for the bias.
            square: 1.0 + values.iter().map(|(_, value)| value * value).sum::<f64>(),
            values,
        }
    }
}

/// The weight of each bucket, and the bias.
pub(super) fn separate(examples: &[Example]) -> (Vec<f64>, f64) {
    let risks = examples.iter().filter(|example| example.is_risk).count();
    let cost = |example: &Example| {
        let alike = if example.is_risk {
            risks
        } else {
            examples.len() - risks
        };
        COST * examples.len() as f64 / (2.0 * alike as f64)
    };
    let mut weights = vec![0.0; BUCKETS];
    let mut bias = 0.0;
    let mut pulls = vec![0.0; examples.len()];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut chance = Sequence::new();
    for _ in 0..ROUNDS {
        for place in (1..order.len()).rev() {
            order.swap(place, chance.below(place + 1));
        }
        for &place in &order {
            let example = &examples[place];
            let side = if example.is_risk { 1.0 } else { -1.0 };
            let slack = 1.0 / (2.0 * cost(example));
            let known = example.values.iter();
            let score: f64 = known.map(|&(bucket, value)| weights[bucket] * value).sum();
            let gradient = side * (score + bias) - 1.0 + slack * pulls[place];
            let pull = f64::max(pulls[place] - gradient / (example.square + slack), 0.0);
            let change = (pull - pulls[place]) * side;
            pulls[place] = pull;
            for &(bucket, value) in &example.values {
                weights[bucket] += change * value;
            }
            bias += change;
        }
    }
    (weights, bias)
}
