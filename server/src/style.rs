//! The style sheet. It stands in every page: over Tor, fetching it apart takes seconds. The policy of every answer names its hash, so that
//! no other style counts.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The sheet.
pub(crate) const SHEET: &str = include_str!("../style.css");

/// Its hash, as a policy names it.
pub(crate) static HASH: LazyLock<String> =
    LazyLock::new(|| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(SHEET.as_bytes()))));
