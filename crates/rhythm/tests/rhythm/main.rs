//! The rhythm from outside: by example, by law, and against facts from
//! elsewhere (`../data`).

// `cfg(test)` tells clippy that these may panic.
#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod against_rrule;
#[cfg(test)]
mod calendar;
#[cfg(test)]
mod common;
#[cfg(test)]
mod failures;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod long_documents;
#[cfg(test)]
mod occurrences;
#[cfg(test)]
mod promises;
#[cfg(test)]
mod reach;
#[cfg(test)]
mod refusals;
mod safety;
#[cfg(test)]
mod standing;
#[cfg(test)]
mod strategies;
#[cfg(test)]
mod stretches;
#[cfg(test)]
mod timeline;
#[cfg(test)]
mod vectors;
#[cfg(test)]
mod zone_table;
#[cfg(test)]
mod zones;
