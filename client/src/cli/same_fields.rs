//! What was typed becomes what is asked.

/// What is asked has the fields of what was typed, under the same names; a part that is typed alike elsewhere (`--title …`,
/// `--codename-file …`) becomes what it asks.
///
/// A field that only one of the two has, or that is not listed, does not compile.
macro_rules! same_fields {
    ($typed:ident as $asked:path { $($field:ident),* $(,)? }) => {
        impl From<$typed> for $asked {
            fn from(typed: $typed) -> Self {
                let $typed { $($field),* } = typed;
                Self { $($field: $field.into()),* }
            }
        }
    };
}

pub(super) use same_fields;
