//! A field stands once: of two of the same name a reader takes the last, and
//! whoever looks at the file may see the first.

use holdfast_rhythm::{Problem, Problems};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::{collections::BTreeSet, fmt};

/// How much of a name is repeated, in characters.
const NAME_CHARACTERS_MAX: usize = 60;

/// Refuses the first field of `json` that is there twice. What is no JSON is
/// for the reader to say.
///
/// # Errors
/// Where it is.
pub(super) fn check(json: &str) -> Result<(), Problems> {
    let mut repeated = None;
    let place = Place {
        path: String::new(),
        repeated: &mut repeated,
    };
    // The reading stops at a repeated field, with an error that is not told.
    let _ = place.deserialize(&mut serde_json::Deserializer::from_str(json));
    repeated.map_or(Ok(()), |path| {
        let (value, expected) = ("a second field of this name".into(), "each once".into());
        Err(Problem {
            path,
            value,
            expected,
        }
        .into())
    })
}

struct Place<'a> {
    path: String,
    repeated: &'a mut Option<String>,
}

impl<'json> DeserializeSeed<'json> for Place<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'json>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'json> Visitor<'json> for Place<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'json>>(self, mut map: A) -> Result<(), A::Error> {
        let mut names = BTreeSet::new();
        while let Some(name) = map.next_key::<String>()? {
            let shown = name.escape_debug().take(NAME_CHARACTERS_MAX);
            let dot = if self.path.is_empty() { "" } else { "." };
            let path = format!("{}{dot}{}", self.path, shown.collect::<String>());
            if !names.insert(name) {
                *self.repeated = Some(path);
                return Err(A::Error::custom("a repeated field"));
            }
            let repeated = &mut *self.repeated;
            map.next_value_seed(Place { path, repeated })?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'json>>(self, mut list: A) -> Result<(), A::Error> {
        for index in 0.. {
            let path = format!("{}[{index}]", self.path);
            let repeated = &mut *self.repeated;
            if list.next_element_seed(Place { path, repeated })?.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}
