//! Steps counted in place of time: a test that measures time fails on a busy machine, and
//! passes on a fast one. Outside the tests nothing is counted.

/// One more step: whatever is done at most a fixed number of times for each byte or word.
#[cfg(not(test))]
#[inline(always)]
pub(crate) const fn step() {}

#[cfg(test)]
pub(crate) use counted::{step, steps_of};

#[cfg(test)]
mod counted {
    use std::cell::Cell;

    thread_local! {
        static STEPS: Cell<u64> = const { Cell::new(0) };
    }

    /// One more step.
    pub(crate) fn step() {
        STEPS.set(STEPS.get() + 1);
    }

    /// How many steps this takes.
    pub(crate) fn steps_of(work: impl FnOnce()) -> u64 {
        STEPS.set(0);
        work();
        STEPS.get()
    }
}
