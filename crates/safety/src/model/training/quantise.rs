//! Weights and categories as the file has them.

use super::{BUCKETS, Document};
use crate::Category;
use crate::model::{GOES_ON, MAGIC, WIDEST, ZERO};

/// The heaviest weight.
const HEAVIEST: f64 = 2.0;
/// The share of features that are not heavier than that.
const SHARE: f64 = 0.97;

/// A weight that is not this much of the lightest is none.
const LIGHTEST: f64 = 0.5;
/// A feature says its category from this weight on.
const SAYS_CATEGORY: i32 = 2;

/// The weight in a cell.
pub(super) fn weight(cell: u8) -> i32 {
    if cell == 0 {
        0
    } else {
        i32::from(cell % 16) - ZERO
    }
}

/// A bucket speaks for a category that has this share of it, and else for none.
const SPEAKS_FROM: f64 = 0.4;
/// In a cell, no category.
const NONE: u8 = Category::ALL.len() as u8;

/// For each bucket the category whose messages have it most often, if one stands out. Those
/// of a category with few messages count more, but not in full: else it would have every
/// rare word.
pub(super) fn categories(documents: &[&Document]) -> Vec<u8> {
    let mut messages = [0_u32; Category::ALL.len()];
    let mut counts = vec![[0_u32; Category::ALL.len()]; BUCKETS];
    for document in documents {
        let Some(category) = document.risk else {
            continue;
        };
        messages[category as usize] += 1;
        for &bucket in &document.buckets {
            counts[bucket][category as usize] += 1;
        }
    }
    // The power of 11/16, of roots alone.
    let sizes = messages.map(|count| {
        let root = f64::from(count + 5).sqrt();
        let eighth = root.sqrt().sqrt();
        root * eighth * eighth.sqrt()
    });
    let most = |counts: [u32; Category::ALL.len()]| {
        let shares: [f64; Category::ALL.len()] =
            std::array::from_fn(|place| f64::from(counts[place]) / sizes[place]);
        let all: f64 = shares.iter().sum();
        let place = (0..shares.len()).max_by(|&one, &other| shares[one].total_cmp(&shares[other]));
        place.filter(|&place| shares[place] > 0.0 && shares[place] >= SPEAKS_FROM * all)
    };
    counts
        .into_iter()
        .map(|counts| most(counts).and_then(|place| u8::try_from(place).ok()))
        .map(|category| category.unwrap_or(NONE))
        .collect()
}

/// The cells, and what a weight of one stands for.
pub(super) fn cells(weights: &[f64], speaks_for: &[u8]) -> (Vec<u8>, f64) {
    let mut sizes: Vec<f64> = weights.iter().map(|weight| weight.abs()).collect();
    sizes.retain(|&size| size > 0.0);
    sizes.sort_by(f64::total_cmp);
    let heaviest = sizes.get((sizes.len() as f64 * SHARE) as usize);
    let unit = heaviest.map_or(1.0, |heaviest| heaviest / HEAVIEST);
    let cell = |(&weight, &category): (&f64, &u8)| {
        if weight.abs() < LIGHTEST * unit {
            return 0;
        }
        let weight = (weight / unit).round().clamp(-HEAVIEST, HEAVIEST) as i32;
        let category = if weight < SAYS_CATEGORY {
            NONE
        } else {
            category
        };
        u8::try_from(weight + ZERO).map_or(0, |value| category << 4 | value)
    };
    (weights.iter().zip(speaks_for).map(cell).collect(), unit)
}

/// The file: see [`crate::model::Model::read`].
pub(super) fn file(cells: &[u8], threshold: u32, digest: u64) -> Vec<u8> {
    let mut file = MAGIC.to_vec();
    file.extend(digest.to_le_bytes());
    file.extend(threshold.to_le_bytes());
    let mut gap = 0_usize;
    for &cell in cells {
        gap += 1;
        if cell == 0 {
            continue;
        }
        while gap > usize::from(WIDEST) {
            file.push(GOES_ON);
            gap -= usize::from(WIDEST);
        }
        file.extend(u8::try_from(gap));
        gap = 0;
    }
    file.push(0);
    file.extend(cells.iter().filter(|&&cell| cell != 0));
    file
}
