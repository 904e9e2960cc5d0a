//! What sites show otherwise than it was meant, kept until they show it as it was: its source is told at the next question.

use std::collections::BTreeMap;

use estafette_keys::envelope::ItemKey;

use crate::failure::Cause;
use crate::publish::build::Built;
use crate::publish::consent::{Consent, Unanswered};
use crate::publish::shown::Difference;
use crate::publish::target::{Dropped, Page};
use crate::vault::{Item, SiteRef, Vault, VaultError};

/// By site.
type Kept = BTreeMap<String, Vec<Difference>>;

/// What a site shows otherwise, where it was looked at.
pub(super) fn of_page(page: &Page) -> Vec<Difference> {
    let built = match &page.built {
        Some(Built::Otherwise(differences)) => differences.as_slice(),
        _ => &[],
    };
    let dropped = page.dropped.iter().filter_map(|dropped| match dropped {
        Dropped::Shown(difference) => Some(difference),
        _ => None,
    });
    built.iter().chain(dropped).cloned().collect()
}

/// Did its source agree to just what was meant?
pub(super) fn is_agreed_to(consent: Consent, unanswered: Unanswered) -> bool {
    match consent {
        Consent::Yes => true,
        Consent::Silent(_) => unanswered == Unanswered::Yes,
        _ => false,
    }
}

/// Keeps what one site shows otherwise; nothing, where it shows all as it was meant, or has it no more.
pub(super) fn keep(
    vault: &Vault,
    item: &Item<'_>,
    site: &SiteRef,
    differences: Vec<Difference>,
) -> Result<(), Cause> {
    let joined = vault.joined()?;
    let keyring = vault.keyring(&joined)?;
    let key = item.key(&keyring, &item.state()?)?;
    let before = kept(item, &key)?;
    let mut now = before.clone();
    now.remove(&site.at.to_string());
    if !differences.is_empty() {
        now.insert(site.at.to_string(), differences);
    }
    if now != before {
        let text = serde_json::to_string(&now).map_err(|_| VaultError::Damaged("shown.age"))?;
        item.keep_shown(&key, Some(text.as_str()).filter(|_| !now.is_empty()))?;
    }
    Ok(())
}

/// What any site shows otherwise, once each.
pub(in crate::commands) fn all(item: &Item<'_>, key: &ItemKey) -> Result<Vec<Difference>, Cause> {
    let mut all: Vec<Difference> = Vec::new();
    for difference in kept(item, key)?.into_values().flatten() {
        if !all.contains(&difference) {
            all.push(difference);
        }
    }
    Ok(all)
}

fn kept(item: &Item<'_>, key: &ItemKey) -> Result<Kept, Cause> {
    let Some(text) = item.shown(key)? else { return Ok(Kept::new()) };
    Ok(serde_json::from_str(&text).map_err(|_| VaultError::Damaged("shown.age"))?)
}
