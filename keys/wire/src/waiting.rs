//! `POST /v1/waiting`: which submissions are still here.

use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use serde::{Deserialize, Serialize};

/// Ids that one codename can have given.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// At most 6,100.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub ids: Vec<SubmissionId>,
}

/// Those that are here.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Waiting {
    /// In no order.
    pub items: Vec<Item>,
}

/// One of them.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Item {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: SubmissionId,
    /// For which section.
    pub section: String,
    /// The day it came.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub day: Day,
}
