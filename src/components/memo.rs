//! A value that follows signals and moves on only when it changes.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::{Arc, PoisonError, RwLock};

use leptos::prelude::{ArcMemo, Get, GetValue, Signal, StoredValue, untrack};

/// What leptos' own `Memo` is, with all that is the same for every value in the
/// app once instead of for each type: a number that leptos follows, and the
/// value beside it.
///
/// ```ignore
/// let count = Memo::new(move |_| letters.with(Vec::len));
/// live(move || paragraph(count.get().to_string()))
/// ```
pub struct Memo<T: 'static> {
    followed: StoredValue<Followed>,
    value: PhantomData<fn() -> T>,
}

/// How often the value has changed, and the value.
#[derive(Clone)]
struct Followed {
    changes: ArcMemo<u32>,
    value: Arc<RwLock<Kept>>,
}

/// Makes a value of the one of before.
type Compute<T> = Box<dyn Fn(Option<&T>) -> T + Send + Sync>;

/// Any value; none until it was computed once.
type Kept = Option<Box<dyn Any + Send + Sync>>;

impl<T: PartialEq + Send + Sync + 'static> Memo<T> {
    /// Follows what `compute` reads; it gets the value of before.
    pub fn new(compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        Self::of(Box::new(compute))
    }

    fn of(compute: Compute<T>) -> Self {
        let renew = move |kept: &mut Kept| {
            let before = kept.as_ref().and_then(|kept| kept.downcast_ref());
            let new = compute(before);
            let has_changed = before != Some(&new);
            if has_changed {
                *kept = Some(Box::new(new));
            }
            has_changed
        };
        Self {
            followed: follow(Box::new(renew)),
            value: PhantomData,
        }
    }
}

impl<T: 'static> Memo<T> {
    /// Reads the value; in a view, it follows.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        let value = now(self.followed);
        let kept = value.read().unwrap_or_else(PoisonError::into_inner);
        #[allow(
            clippy::expect_used,
            reason = "`now` has computed it, and `new` put this very type there"
        )]
        let value = kept
            .as_ref()
            .and_then(|kept| kept.downcast_ref())
            .expect("a computed value");
        read(value)
    }

    /// The value; read in a view, it follows.
    #[must_use]
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// The value as it is, without following.
    #[must_use]
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        untrack(|| self.get())
    }
}

fn follow(renew: Box<dyn Fn(&mut Kept) -> bool + Send + Sync>) -> StoredValue<Followed> {
    let value = Arc::new(RwLock::new(None));
    let kept = Arc::clone(&value);
    let changes = ArcMemo::new(move |before: Option<&u32>| {
        let mut kept = kept.write().unwrap_or_else(PoisonError::into_inner);
        let changed = u32::from(renew(&mut kept));
        before.map_or(0, |before| before.wrapping_add(changed))
    });
    StoredValue::new(Followed { changes, value })
}

/// The value, computed anew if what it follows has changed.
fn now(followed: StoredValue<Followed>) -> Arc<RwLock<Kept>> {
    let Followed { changes, value } = followed.get_value();
    changes.get();
    value
}

impl<T> Copy for Memo<T> {}

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Clone + Send + Sync + 'static> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Self {
        Self::derive(move || memo.get())
    }
}
