//! Maps and sets for the browser: sorted lists. Each kind of balanced tree
//! costs a page kilobytes of code; a list costs a shift of what comes after.

mod map;
mod set;
#[cfg(test)]
mod tests;

pub use map::SortedMap;
pub use set::SortedSet;

#[inline(never)]
fn find<K: Ord>(keys: &[K], key: &K) -> Result<usize, usize> {
    // What is new mostly comes last.
    if keys.last().is_none_or(|last| last < key) {
        return Err(keys.len());
    }
    keys.binary_search(key)
}
