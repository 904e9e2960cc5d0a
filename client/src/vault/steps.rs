//! What this editor did with items that can be undone, the last of it last.

use std::collections::BTreeSet;

use estafette_keys::ids::SubmissionId;
use serde::{Deserialize, Serialize};

use super::{Vault, VaultError};

const STEPS: &str = "steps.age";
/// So many can be undone, one after the other.
const STEPS_MAX: usize = 20;

/// How an item stands with the editors of its section.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Stands {
    /// Who holds it.
    pub holders: Vec<String>,
    /// How far it is.
    pub stage: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Its tags.
    pub tags: BTreeSet<String>,
    /// It is put away.
    pub archived: bool,
}

/// What was done with one item.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Change {
    /// The item.
    pub id: SubmissionId,
    /// How it stood before.
    pub before: Stands,
    /// How it stood after.
    pub after: Stands,
}

/// What one command did.
pub(crate) type Step = Vec<Change>;

impl Vault {
    /// Remembers what a command did. One that changed nothing is none.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn remember_step(&self, mut step: Step) -> Result<(), VaultError> {
        step.retain(|change| change.before != change.after);
        if step.is_empty() {
            return Ok(());
        }
        let _lock = self.lock()?;
        let here: BTreeSet<SubmissionId> = self.ids()?.into_iter().collect();
        let mut steps: Vec<Step> = self.open_json(STEPS)?;
        steps.push(step);
        for step in &mut steps {
            step.retain(|change| here.contains(&change.id));
        }
        steps.retain(|step| !step.is_empty());
        let first = steps.len().saturating_sub(STEPS_MAX);
        self.seal_json(STEPS, &steps.split_off(first))
    }

    /// The last thing that was done, which is not remembered any more.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn take_step(&self) -> Result<Option<Step>, VaultError> {
        let _lock = self.lock()?;
        let mut steps: Vec<Step> = self.open_json(STEPS)?;
        let last = steps.pop();
        if last.is_some() {
            self.seal_json(STEPS, &steps)?;
        }
        Ok(last)
    }
}
