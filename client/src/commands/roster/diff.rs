//! What changed from one roster to another: what a coordinator looks at before signing.

use estafette_keys::day::Day;
use estafette_keys::message::SectionName;
use estafette_keys::roster::{Handle, RosterBody, Section};

/// A change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It counts until another day.
    Expires(Day),
    /// So many roots must sign.
    Threshold(u8),
    /// A root is new.
    RootAdded(String),
    /// A root is gone.
    RootRemoved(String),
    /// A section is new.
    SectionAdded(SectionName),
    /// A section is gone.
    SectionRemoved(SectionName),
    /// A section's titles, rules, retention or liveness.
    SectionChanged(SectionName),
    /// An editor is new.
    EditorAdded(Handle),
    /// An editor is gone.
    EditorRemoved(Handle),
    /// An editor has other keys.
    EditorKeys(Handle),
    /// An editor reads for other sections.
    EditorSections(Handle),
    /// The addresses.
    Addresses,
}

/// From the old one to the new.
pub(super) fn between(old: &RosterBody, new: &RosterBody) -> Vec<Change> {
    let mut changes = Vec::new();
    changes.extend((old.expires != new.expires).then_some(Change::Expires(new.expires)));
    changes.extend((old.threshold != new.threshold).then_some(Change::Threshold(new.threshold)));
    changes.extend((old.addresses != new.addresses).then_some(Change::Addresses));
    let has_root = |body: &RosterBody, root: &estafette_keys::roster::Root| {
        body.roots.iter().any(|known| known.cert.fingerprint() == root.cert.fingerprint())
    };
    let added = new.roots.iter().filter(|root| !has_root(old, root));
    changes.extend(added.map(|root| Change::RootAdded(root.name.clone())));
    let removed = old.roots.iter().filter(|root| !has_root(new, root));
    changes.extend(removed.map(|root| Change::RootRemoved(root.name.clone())));
    for section in &new.sections {
        match old.sections.iter().find(|known| known.name == section.name) {
            None => changes.push(Change::SectionAdded(section.name.clone())),
            Some(known) if !is_same(known, section) => {
                changes.push(Change::SectionChanged(section.name.clone()));
            }
            Some(_) => {}
        }
    }
    let gone = |section: &&Section| !new.sections.iter().any(|known| known.name == section.name);
    changes
        .extend(old.sections.iter().filter(gone).map(|section| Change::SectionRemoved(section.name.clone())));
    for editor in &new.editors {
        let Some(known) = old.editors.iter().find(|known| known.handle == editor.handle) else {
            changes.push(Change::EditorAdded(editor.handle.clone()));
            continue;
        };
        if known.device != editor.device || known.cert.fingerprint() != editor.cert.fingerprint() {
            changes.push(Change::EditorKeys(editor.handle.clone()));
        }
        if known.sections != editor.sections {
            changes.push(Change::EditorSections(editor.handle.clone()));
        }
    }
    let gone =
        old.editors.iter().filter(|editor| !new.editors.iter().any(|known| known.handle == editor.handle));
    changes.extend(gone.map(|editor| Change::EditorRemoved(editor.handle.clone())));
    changes
}

fn is_same(a: &Section, b: &Section) -> bool {
    a.titles == b.titles
        && a.rules == b.rules
        && a.retention_days == b.retention_days
        && a.liveness_weeks == b.liveness_weeks
        && a.languages == b.languages
}
