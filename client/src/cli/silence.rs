//! What silence means, as it is typed.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use estafette_keys::silence::Silence;

/// `yes` or `no`; whatever else is refused with both.
pub(super) fn yes_or_no() -> impl TypedValueParser<Value = Silence> {
    let values = [Silence::Yes, Silence::No].map(Silence::as_str);
    PossibleValuesParser::new(values).try_map(|typed| typed.parse::<Silence>())
}
