//! The real program with its SQLite file, real engines over real HTTP, and what
//! happens to both: kill -9, a restored backup, a way that limits or mangles.
//!
//! Each test prints its seed; `HOLDFAST_SEED=…` plays one again.

// `cfg(test)` tells clippy that these may panic.
#[cfg(test)]
mod chance;
#[cfg(test)]
mod clinic;
#[cfg(test)]
mod device;
#[cfg(test)]
mod ladder;
#[cfg(test)]
mod lives;
#[cfg(test)]
mod relay;
#[cfg(test)]
mod restored;
#[cfg(test)]
mod rough_way;
#[cfg(test)]
mod rows;
#[cfg(test)]
mod signed_out;
#[cfg(test)]
mod way;
