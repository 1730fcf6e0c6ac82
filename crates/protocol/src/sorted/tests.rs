//! Both, against those of the standard library.

use super::*;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

proptest! {
    #[test]
    fn as_a_map_of_the_standard_library(steps: Vec<(u8, u8, u32)>) {
        let (mut map, mut expected) = (SortedMap::new(), BTreeMap::new());
        for (what, key, value) in steps {
            match what % 4 {
                0 => prop_assert_eq!(map.remove(&key), expected.remove(&key)),
                1 => {
                    map.insert_new(key, || value);
                    expected.entry(key).or_insert(value);
                }
                _ => prop_assert_eq!(map.insert(key, value), expected.insert(key, value)),
            }
            prop_assert_eq!(map.get(&key), expected.get(&key));
            prop_assert_eq!(map.get_mut(&key), expected.get_mut(&key));
            prop_assert_eq!(map.len(), expected.len());
        }
        prop_assert!(map.iter().eq(&expected));
        prop_assert!(map.into_iter().eq(expected));
    }

    #[test]
    fn as_a_set_of_the_standard_library(steps: Vec<(bool, u8)>) {
        let (mut set, mut expected) = (SortedSet::new(), BTreeSet::new());
        for (add, key) in steps {
            if add {
                prop_assert_eq!(set.insert(key), expected.insert(key));
            } else {
                prop_assert_eq!(set.remove(&key), expected.remove(&key));
            }
            prop_assert_eq!(set.contains(&key), expected.contains(&key));
        }
        prop_assert!(set.iter().eq(&expected));
    }
}
