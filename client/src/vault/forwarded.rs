//! To which other sections an item was handed, as the vault remembers it: what held once holds, whoever is on the roster by now.

use estafette_keys::day::Day;
use estafette_keys::message::{FieldError, SectionName};
use estafette_keys::roster::{Handle, Roster};
use serde::{Deserialize, Serialize};

use super::elsewhere::Told;
use super::state::State;

/// That an editor handed an item to another section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Form", into = "Form")]
pub(crate) struct Forwarded {
    /// The other section.
    pub to: SectionName,
    /// The editor who handed it on.
    pub by: String,
    /// Whether its source was told, or will be at the next fetch, by this machine.
    pub source_told: bool,
    /// The last day on which it opens here, where that follows from the other section's retention; `None` for who reads the first.
    pub opens: Option<Day>,
    /// What the other section's editors were told.
    pub told: Option<Told>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    to: String,
    by: String,
    #[serde(default)]
    source_told: bool,
    #[serde(default)]
    opens: Option<Day>,
    #[serde(default)]
    told: Option<Told>,
}

impl TryFrom<Form> for Forwarded {
    type Error = FieldError;

    fn try_from(Form { to, by, source_told, opens, told }: Form) -> Result<Self, FieldError> {
        Ok(Self { to: to.parse()?, by, source_told, opens, told })
    }
}

impl From<Forwarded> for Form {
    fn from(Forwarded { to, by, source_told, opens, told }: Forwarded) -> Self {
        Self { to: to.as_str().to_owned(), by, source_told, opens, told }
    }
}

impl Forwarded {
    /// What stays of it with the record of an item; what the other section was told, where there is something to be untold.
    pub(super) fn left(&self, is_anywhere: bool) -> Self {
        Self { told: self.told.clone().filter(|_| is_anywhere), ..self.clone() }
    }
}

impl State {
    /// Remembers that this editor handed it on, who reads the section that its source chose.
    pub(crate) fn hand_on(&mut self, to: &SectionName, by: &str, source_told: bool) {
        if let Some(known) = self.forwarded.iter_mut().find(|known| known.to == *to) {
            known.source_told |= source_told;
        } else {
            let (to, by) = (to.clone(), by.to_owned());
            self.forwarded.push(Forwarded { to, by, source_told, opens: None, told: None });
        }
    }

    /// The sections that it is in: the one that its source chose, and those that it was handed to.
    pub(crate) fn sections(&self) -> impl Iterator<Item = &SectionName> {
        std::iter::once(&self.section).chain(self.forwarded.iter().map(|forwarded| &forwarded.to))
    }

    /// Those of them that an editor reads; the one that its source chose where that is none.
    #[must_use]
    pub(crate) fn sections_of(&self, roster: &Roster, editor: &Handle) -> Vec<&SectionName> {
        let editor = roster.editor(editor);
        let reads = |section: &&SectionName| editor.is_some_and(|editor| editor.sections.contains(section));
        let own: Vec<&SectionName> = self.sections().filter(reads).collect();
        if own.is_empty() { vec![&self.section] } else { own }
    }

    /// The section for which an editor deals with it: it answers, and publishes. Whoever hands an item on leaves that to the other.
    #[must_use]
    pub(crate) fn section_of(&self, roster: &Roster, editor: &Handle) -> &SectionName {
        self.sections_of(roster, editor).pop().unwrap_or(&self.section)
    }

    /// To which sections it was handed that deal with it in an editor's place.
    #[must_use]
    pub(crate) fn handed_on(&self, roster: &Roster, editor: &Handle) -> Vec<&SectionName> {
        let is_here = self.section_of(roster, editor) == &self.section;
        self.forwarded.iter().filter(|_| is_here).map(|forwarded| &forwarded.to).collect()
    }

    /// The last day on which it opens here, where it was handed to a section of this editor's, and they do not read the first.
    #[must_use]
    pub(crate) fn opens(&self) -> Option<Day> {
        self.forwarded.iter().filter_map(|forwarded| forwarded.opens).max()
    }

    /// To which sections it was handed, and by whom, to be shown.
    #[must_use]
    pub(crate) fn handings(&self) -> Vec<(String, String)> {
        self.forwarded.iter().map(|one| (one.to.as_str().to_owned(), one.by.clone())).collect()
    }

    /// What the editors of one of its sections were told.
    #[must_use]
    pub(crate) fn told_in(&self, section: &SectionName) -> Option<&Told> {
        if *section == self.section {
            return self.told.as_ref();
        }
        self.forwarded.iter().find(|forwarded| forwarded.to == *section)?.told.as_ref()
    }

    /// Remembers what they were told.
    pub(crate) fn tell(&mut self, section: &SectionName, told: Told) {
        if *section == self.section {
            self.told = Some(told);
        } else if let Some(forwarded) = self.forwarded.iter_mut().find(|forwarded| forwarded.to == *section) {
            forwarded.told = Some(told);
        }
    }
}
