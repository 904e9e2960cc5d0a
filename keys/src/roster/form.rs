//! The roster as TOML: the form on paper, and its rules.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use super::{Addresses, Editor, Handle, Root, RosterBody, RosterError, Section, UNREAD_DAYS_MIN};
use crate::day::Day;
use crate::ids::InstanceId;
use crate::message::LanguageTag;
use crate::openpgp::Cert;
use crate::signing::DevicePublic;
use crate::silence::Silence;

/// The version of the roster's format.
const VERSION: u8 = 1;
/// The longest roster that is read, in bytes.
const ROSTER_MAX: usize = 512 * 1024;
/// The longest title or name, in bytes.
const TITLE_MAX: usize = 200;
/// The longest rules of a section in one language, in bytes.
const RULES_MAX: usize = 8 * 1024;
/// The most weeks for which it counts that a box was opened.
const LIVENESS_MAX: u8 = 12;
/// The most of each: roots, sections, editors.
const ENTRIES_MAX: usize = 200;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RosterForm {
    estafette_roster: u8,
    instance: InstanceId,
    number: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<String>,
    expires: Day,
    threshold: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    silence: Option<String>,
    #[serde(default)]
    addresses: AddressesForm,
    #[serde(rename = "root")]
    roots: Vec<RootForm>,
    #[serde(rename = "section", default)]
    sections: Vec<SectionForm>,
    #[serde(rename = "editor", default)]
    editors: Vec<EditorForm>,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct AddressesForm {
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    editors: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RootForm {
    name: String,
    cert: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct SectionForm {
    name: String,
    retention_days: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    liveness_weeks: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unread_days: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    site: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    silence: Option<String>,
    languages: Vec<String>,
    titles: BTreeMap<String, String>,
    #[serde(default)]
    rules: BTreeMap<String, String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EditorForm {
    pub(super) handle: String,
    device: String,
    sections: Vec<String>,
    cert: String,
}

/// Only the version, to tell a newer roster from a broken one.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct VersionForm {
    estafette_roster: u64,
}

impl RosterBody {
    /// The exact TOML that roots sign.
    #[must_use]
    pub fn to_text(&self) -> String {
        let form = RosterForm {
            estafette_roster: VERSION,
            instance: self.instance,
            number: self.number,
            previous: self.previous.clone(),
            expires: self.expires,
            threshold: self.threshold,
            // What is meant where nothing is said is not said.
            silence: Some(self.silence)
                .filter(|silence| !silence.is_yes())
                .map(|silence| silence.to_string()),
            addresses: AddressesForm {
                source: self.addresses.source.clone(),
                editors: self.addresses.editors.clone(),
            },
            roots: self.roots.iter().map(RootForm::of).collect(),
            sections: self.sections.iter().map(SectionForm::of).collect(),
            editors: self.editors.iter().map(EditorForm::of).collect(),
        };
        match toml::to_string_pretty(&form) {
            Ok(text) => text,
            Err(_) => unreachable!("strings, numbers, lists and tables can be written as TOML"),
        }
    }

    /// Reads a roster's TOML, to be shown or edited; checks all that needs no signature and no clock. It proves
    /// nothing: that is for [`super::UntrustedRoster`].
    ///
    /// # Errors
    /// [`RosterError::Malformed`], [`RosterError::Version`], [`RosterError::Site`], [`RosterError::Silence`],
    /// [`RosterError::Cert`].
    pub fn parse(text: &str) -> Result<Self, RosterError> {
        if text.len() > ROSTER_MAX {
            return Err(RosterError::Malformed);
        }
        let version: VersionForm = toml::from_str(text).map_err(|_| RosterError::Malformed)?;
        if version.estafette_roster != u64::from(VERSION) {
            return Err(RosterError::Version);
        }
        let form: RosterForm = toml::from_str(text).map_err(|_| RosterError::Malformed)?;
        let body = Self {
            instance: form.instance,
            number: form.number,
            previous: form.previous,
            expires: form.expires,
            addresses: Addresses { source: form.addresses.source, editors: form.addresses.editors },
            threshold: form.threshold,
            silence: silence(form.silence.as_deref())?.unwrap_or_default(),
            roots: form.roots.into_iter().map(RootForm::parse).collect::<Result<_, _>>()?,
            sections: form.sections.into_iter().map(SectionForm::parse).collect::<Result<_, _>>()?,
            editors: form.editors.into_iter().map(EditorForm::parse).collect::<Result<_, _>>()?,
        };
        if body.is_consistent() { Ok(body) } else { Err(RosterError::Malformed) }
    }

    fn is_consistent(&self) -> bool {
        let sections: HashSet<_> = self.sections.iter().map(|section| &section.name).collect();
        let handles: HashSet<_> = self.editors.iter().map(|editor| &editor.handle).collect();
        let devices: HashSet<_> = self.editors.iter().map(|editor| editor.device).collect();
        let roots: HashSet<_> = self.roots.iter().map(|root| root.cert.fingerprint()).collect();
        let hashed = |hash: &String| crate::hex::decode::<32>(hash).is_some();
        self.number > 0
            && (self.number == 1) == self.previous.is_none()
            && self.previous.as_ref().is_none_or(hashed)
            && self.threshold > 0
            && usize::from(self.threshold) <= roots.len()
            && roots.len() == self.roots.len()
            && sections.len() == self.sections.len()
            && handles.len() == self.editors.len()
            && devices.len() == self.editors.len()
            && [&self.addresses.source, &self.addresses.editors]
                .into_iter()
                .flatten()
                .all(|text| is_address(text))
            && [roots.len(), sections.len(), handles.len()].into_iter().all(|count| count <= ENTRIES_MAX)
            && self.editors.iter().all(|editor| editor.sections.iter().all(|name| sections.contains(name)))
    }
}

impl RootForm {
    fn of(root: &Root) -> Self {
        Self { name: root.name.clone(), cert: root.cert.armored() }
    }

    fn parse(self) -> Result<Root, RosterError> {
        if !is_title(&self.name) {
            return Err(RosterError::Malformed);
        }
        Ok(Root { cert: Cert::parse(self.cert.as_bytes()).map_err(RosterError::Cert)?, name: self.name })
    }
}

impl SectionForm {
    fn of(section: &Section) -> Self {
        Self {
            name: section.name.as_str().to_owned(),
            retention_days: section.retention_days,
            liveness_weeks: section.liveness_weeks,
            unread_days: section.unread_days,
            site: section.site.as_ref().map(ToString::to_string),
            silence: section.silence.map(|silence| silence.to_string()),
            languages: section.languages.iter().map(|tag| tag.as_str().to_owned()).collect(),
            titles: section.titles.clone(),
            rules: section.rules.clone(),
        }
    }

    fn parse(self) -> Result<Section, RosterError> {
        let name = self.name.parse().map_err(|_| RosterError::Malformed)?;
        let languages: Result<Vec<_>, _> = self.languages.iter().map(|tag| tag.parse()).collect();
        let languages = languages.map_err(|_| RosterError::Malformed)?;
        let fits = (1..=366).contains(&self.retention_days)
            && self.liveness_weeks.is_none_or(|weeks| (1..=LIVENESS_MAX).contains(&weeks))
            && self.unread_days.is_none_or(|days| (UNREAD_DAYS_MIN..=366).contains(&days))
            && is_translated(&self.titles, &languages)
            && (self.rules.is_empty() || is_translated(&self.rules, &languages))
            && self.titles.values().all(|title| is_title(title))
            && self.rules.values().all(|rules| is_rules(rules));
        if !fits {
            return Err(RosterError::Malformed);
        }
        let site = self.site.as_deref().map(str::parse).transpose().map_err(|_| RosterError::Site)?;
        let silence = silence(self.silence.as_deref())?;
        let Self { retention_days, liveness_weeks, unread_days, titles, rules, .. } = self;
        Ok(Section {
            name,
            retention_days,
            liveness_weeks,
            unread_days,
            site,
            silence,
            languages,
            titles,
            rules,
        })
    }
}

impl EditorForm {
    pub(super) fn of(editor: &Editor) -> Self {
        Self {
            handle: editor.handle.as_str().to_owned(),
            device: editor.device.to_hex(),
            sections: editor.sections.iter().map(|name| name.as_str().to_owned()).collect(),
            cert: editor.cert.armored(),
        }
    }

    pub(super) fn parse(self) -> Result<Editor, RosterError> {
        let handle: Handle = self.handle.parse()?;
        let device = DevicePublic::from_hex(&self.device).map_err(|_| RosterError::Malformed)?;
        let sections: Result<Vec<_>, _> = self.sections.iter().map(|name| name.parse()).collect();
        let sections = sections.map_err(|_| RosterError::Malformed)?;
        let cert = Cert::parse(self.cert.as_bytes()).map_err(RosterError::Cert)?;
        Ok(Editor { handle, device, sections, cert })
    }
}

fn silence(text: Option<&str>) -> Result<Option<Silence>, RosterError> {
    text.map(str::parse).transpose().map_err(|_| RosterError::Silence)
}

fn is_title(text: &str) -> bool {
    (1..=TITLE_MAX).contains(&text.len()) && !text.chars().any(char::is_control)
}

fn is_rules(text: &str) -> bool {
    text.len() <= RULES_MAX && !text.chars().any(|c| c.is_control() && c != '\n')
}

/// In the section's own language at least, and by language tags only.
fn is_translated(texts: &BTreeMap<String, String>, languages: &[LanguageTag]) -> bool {
    languages.first().is_some_and(|own| texts.contains_key(own.as_str()))
        && texts.keys().all(|key| key.parse::<LanguageTag>().is_ok())
}

/// A host, a port, a path of a socket: nothing that a terminal or a page would take for more than text.
fn is_address(text: &str) -> bool {
    (1..=TITLE_MAX).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}
