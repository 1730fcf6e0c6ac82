//! Making a language's model from messages; native only. The same messages make the same
//! bytes everywhere: no randomness but a counter's, and no function whose last digit
//! depends on the machine.

mod arithmetic;
mod joined;
mod learner;
mod quantise;

use super::{FEWEST_WORDS, Model, Opinion, PRECISION};
use crate::model::features::{BUCKETS, Met, features};
use crate::words::Words;
use crate::{Category, Language, LanguageChoice, Level, SECOND_OPINION, assess_without};
use arithmetic::ln;
use learner::Example;

/// A message to learn from.
#[derive(Clone)]
pub struct Message {
    /// What somebody wrote.
    pub text: String,
    /// What it is a risk of; nothing if it is ordinary.
    pub risk: Option<Category>,
    /// Whether it may be noticed though it is ordinary: somebody's grief, a past that is over.
    pub may_be_noticed: bool,
}

/// A model as it is asked in tests and reports.
pub struct Trained(Model);

impl Trained {
    /// Reads a model's file; nothing if it is not one.
    pub fn read(bytes: &[u8]) -> Option<Trained> {
        Model::read(bytes).map(Trained)
    }

    /// What it notices in a text, whatever the rules say.
    pub fn opinion(&self, text: &str) -> Option<Category> {
        self.0
            .opinion(&Words::of(text))
            .map(|Opinion { category, .. }| category)
    }
}

/// The share of ordinary messages in which rules and model together may notice something
/// where there is nothing to notice.
pub const NOTICED: f64 = 0.22;

/// How many parts messages are divided into to find the threshold: each part is asked about
/// by a model that was made from the others.
const PARTS: usize = 4;

/// Makes a model's file from one language's messages. Rules and model together may notice
/// something in at most the share `noticed` of the ordinary messages that should not be.
pub fn train(language: Language, messages: &[Message], digest: u64, noticed: f64) -> Vec<u8> {
    let documents: Vec<Document> = messages.iter().map(Document::of).collect();
    let all: Vec<&Document> = documents.iter().collect();
    let made = learn(&all);
    let threshold = threshold(language, &all, noticed);
    quantise::file(&made.cells, made.threshold(threshold), digest)
}

/// The digest that a model's file carries.
pub fn digest_of(file: &[u8]) -> Option<u64> {
    let digest = file.get(super::MAGIC.len()..super::HEADER - 4)?;
    Some(u64::from_le_bytes(digest.try_into().ok()?))
}

/// What a model is made with, beside messages.
const MADE_WITH: [&str; 8] = [
    include_str!("../../fold.rs"),
    include_str!("../../words.rs"),
    include_str!("../features.rs"),
    include_str!("mod.rs"),
    include_str!("arithmetic.rs"),
    include_str!("joined.rs"),
    include_str!("learner.rs"),
    include_str!("quantise.rs"),
];

/// A digest (FNV-1a) of a corpus and of what makes a model of it.
pub fn digest(corpus: &str) -> u64 {
    let texts = std::iter::once(corpus).chain(MADE_WITH);
    let bytes = texts.flat_map(|text| text.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |digest, byte| {
        (digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A message as its features.
struct Document {
    text: String,
    risk: Option<Category>,
    may_be_noticed: bool,
    /// Its buckets, each once, in order.
    buckets: Vec<usize>,
    words: usize,
}

impl Document {
    fn of(message: &Message) -> Document {
        let words = Words::of(&message.text);
        let mut met = Met::new();
        let mut buckets = Vec::new();
        features(&words, &mut |bucket, _, _| {
            if met.meet(bucket) {
                buckets.push(bucket);
            }
        });
        buckets.sort_unstable();
        Document {
            text: message.text.clone(),
            risk: message.risk,
            may_be_noticed: message.may_be_noticed,
            buckets,
            words: words.words.len(),
        }
    }

    fn root(&self) -> f64 {
        (self.buckets.len().max(1) as f64).sqrt()
    }
}

/// Cells as in the file, and how a score is made of them.
struct Learned {
    cells: Vec<u8>,
    /// What a weight of one stands for.
    unit: f64,
    /// What a text without any feature has.
    bias: f64,
}

impl Learned {
    fn score(&self, document: &Document) -> f64 {
        let known = document.buckets.iter().map(|&bucket| self.cells[bucket]);
        let sum: i32 = known.map(quantise::weight).sum();
        f64::from(sum) * self.unit / document.root() + self.bias
    }

    /// A threshold for scores as the file has it.
    fn threshold(&self, score: f64) -> u32 {
        let whole = ((score - self.bias) / self.unit * PRECISION as f64).round();
        whole.clamp(1.0, f64::from(u32::MAX)) as u32
    }
}

/// A feature is known from this many messages on.
const FEWEST_MESSAGES: u32 = 2;

/// So many features are known in the end, however many messages there are: a model's bytes are
/// in proportion.
const BUDGET: usize = 11_000;
/// In how many steps the others are left out. After each everything is learned anew, so that
/// what stays takes over what it can.
const STEPS: u32 = 3;

fn learn(documents: &[&Document]) -> Learned {
    let mut rarity = rarity(documents);
    let joined = joined::joined(documents);
    let examples = |rarity: &[f64]| -> Vec<Example> {
        let learned_from = documents
            .iter()
            .copied()
            .filter(|document| document.risk.is_some() || !document.may_be_noticed)
            .chain(&joined);
        let examples = learned_from.map(|document| Example::of(document, rarity));
        examples.collect()
    };
    let (mut weights, mut bias) = learner::separate(&examples(&rarity));
    let known = rarity.iter().filter(|&&rarity| rarity > 0.0).count();
    for step in 1..=STEPS {
        // Each time a quarter of those that are too many stays, and none at last.
        let over = known.saturating_sub(BUDGET);
        let over = over / 4_usize.pow(step) * usize::from(step < STEPS);
        leave_out(&mut rarity, &weights, BUDGET + over);
        (weights, bias) = learner::separate(&examples(&rarity));
    }
    for (weight, rarity) in weights.iter_mut().zip(&rarity) {
        *weight *= rarity;
    }
    let speaks_for = quantise::categories(documents);
    let (cells, unit) = quantise::cells(&weights, &speaks_for);
    Learned { cells, unit, bias }
}

/// Leaves out all features but so many of those that weigh most.
fn leave_out(rarity: &mut [f64], weights: &[f64], most: usize) {
    let size = |place: usize, rarity: &[f64]| (weights[place] * rarity[place]).abs();
    let mut places: Vec<usize> = (0..rarity.len()).collect();
    places.sort_by(|&one, &other| size(other, rarity).total_cmp(&size(one, rarity)));
    for place in places.into_iter().skip(most) {
        rarity[place] = 0.0;
    }
}

/// How much a feature counts before anything is learned about it: rare ones more.
fn rarity(documents: &[&Document]) -> Vec<f64> {
    let mut counts = vec![0_u32; BUCKETS];
    for &bucket in documents.iter().flat_map(|document| &document.buckets) {
        counts[bucket] += 1;
    }
    let all = documents.len() as f64;
    counts
        .into_iter()
        .map(|count| {
            if count < FEWEST_MESSAGES {
                return 0.0;
            }
            let ln = ln(1.0 + all / f64::from(count));
            ln * ln.sqrt()
        })
        .collect()
}

/// The score that the allowed share of ordinary messages passes, asked of models that have
/// not seen them, beside those that a rule already notices something in.
fn threshold(language: Language, documents: &[&Document], share: f64) -> f64 {
    let mut scores = Vec::new();
    let (mut ordinary, mut noticed) = (0_usize, 0_usize);
    for part in 0..PARTS {
        let places = documents.iter().enumerate();
        let (own, others): (Vec<_>, Vec<_>) = places.partition(|(place, _)| place % PARTS == part);
        let others: Vec<&Document> = others.into_iter().map(|(_, document)| *document).collect();
        let made = learn(&others);
        for (_, document) in own {
            if document.risk.is_some() || document.may_be_noticed {
                continue;
            }
            ordinary += 1;
            let choice = LanguageChoice::Known(language);
            let by_rule = assess_without(&document.text, choice, &[SECOND_OPINION]);
            if by_rule.level > Level::None {
                noticed += 1;
            } else if document.words >= FEWEST_WORDS {
                scores.push(made.score(document));
            }
        }
    }
    scores.sort_by(|one, other| other.total_cmp(one));
    let allowed = (ordinary as f64 * share) as usize;
    let more = allowed.saturating_sub(noticed);
    scores.get(more).copied().unwrap_or_default()
}
