//! What can be changed on a roster.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use estafette_keys::day::Day;
use estafette_keys::ids::InstanceId;
use estafette_keys::message::{LanguageTag, SectionName};
use estafette_keys::openpgp::Cert;
use estafette_keys::openpgp::Fingerprint;
use estafette_keys::roster::Handle;
use estafette_keys::roster::{Addresses, Editor, Root, RosterBody, Section, UntrustedRequest};
use estafette_keys::silence::Silence;

use super::asked::{SectionChange, SectionSilence, Step};
use super::error::RosterFileError;
use super::folder::{Folder, bytes_of};
use crate::clock::{Clock, randomness};
use crate::failure::Cause;
use crate::text_file;

/// What is worth a word beside a change.
pub(crate) enum Note {
    /// This editor's request is signed by nobody: their device key is to be compared by voice.
    Unsigned(Handle),
    /// This editor's cert names others who may revoke it; nobody here knows whether they did.
    Revokers(Handle, Vec<Fingerprint>),
}

/// How long a roster counts, where nobody says.
const DAYS: i32 = 180;
/// How long a section keeps, where nobody says.
const RETENTION_DAYS: u16 = 30;
/// The longest title and the longest rules of a roster's format, in bytes.
const TITLE_MAX: usize = 200;
const RULES_MAX: usize = 8 * 1024;

/// The first roster of a new network.
pub(super) fn begin(
    roots: &[PathBuf],
    threshold: Option<u8>,
    expires: Option<Day>,
    clock: Clock,
) -> Result<RosterBody, Cause> {
    let roots: Vec<Root> = roots.iter().map(|path| root(path, clock)).collect::<Result<_, _>>()?;
    let majority = u8::try_from(roots.len() / 2 + 1).unwrap_or(u8::MAX);
    Ok(RosterBody {
        instance: InstanceId::random(&mut randomness()),
        number: 1,
        previous: None,
        expires: expires.unwrap_or_else(|| clock.today().plus_days(DAYS)),
        addresses: Addresses::default(),
        threshold: threshold.unwrap_or(majority),
        silence: Silence::Yes,
        roots,
        sections: Vec::new(),
        editors: Vec::new(),
    })
}

fn root(path: &Path, clock: Clock) -> Result<Root, RosterFileError> {
    let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
    let refused =
        |fingerprint| move |cause| RosterFileError::Cert { of: inline_name(path), fingerprint, cause };
    let cert = Cert::parse(&bytes_of(path)?).map_err(refused(None))?;
    let listed = cert.listed_as_root(clock.now()).map_err(refused(Some(cert.fingerprint())))?;
    Ok(Root { name, cert: listed })
}

fn inline_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Changes it; what is worth a word beside the change itself is given back.
pub(super) fn apply(
    body: &mut RosterBody,
    step: &Step,
    folder: &Folder,
    clock: Clock,
) -> Result<Vec<Note>, Cause> {
    match step {
        Step::AddSection { name, change } => section(body, name, change)?,
        Step::RemoveSection { name } => {
            let before = body.sections.len();
            body.sections.retain(|known| known.name != *name);
            if body.sections.len() == before {
                return Err(RosterFileError::Section.into());
            }
            for editor in &mut body.editors {
                editor.sections.retain(|known| known != name);
            }
        }
        Step::SetAddress { source, editors, no_source, no_editors } => {
            let set = |known: &mut Option<String>, given: &Option<String>, none: bool| {
                if none {
                    *known = None;
                } else if let Some(given) = given {
                    *known = Some(given.clone());
                }
            };
            set(&mut body.addresses.source, source, *no_source);
            set(&mut body.addresses.editors, editors, *no_editors);
        }
        Step::SetSilence { silence } => body.silence = *silence,
        Step::AddEditor { request, section } => return add_editor(body, request, section, folder, clock),
        Step::RemoveEditor { handle } => {
            let before = body.editors.len();
            body.editors.retain(|known| known.handle != *handle);
            if body.editors.len() == before {
                return Err(RosterFileError::Editor.into());
            }
        }
        Step::ReplaceRoot { name, by, threshold } => {
            let new = root(by, clock)?;
            let is_known = |known: &Root| known.cert.fingerprint() == new.cert.fingerprint();
            if body.roots.iter().any(is_known) {
                return Err(RosterFileError::Exists.into());
            }
            let place = body.roots.iter_mut().find(|known| known.name == *name);
            *place.ok_or(RosterFileError::NoRoot)? = new;
            body.threshold = threshold.unwrap_or(body.threshold);
        }
        Step::Renew { expires } => {
            body.expires = expires.unwrap_or_else(|| clock.today().plus_days(DAYS));
        }
        Step::Root { .. }
        | Step::New { .. }
        | Step::Sign { .. }
        | Step::Show
        | Step::Diff { .. }
        | Step::Push => {}
    }
    Ok(Vec::new())
}

fn add_editor(
    body: &mut RosterBody,
    file: &Path,
    sections: &[SectionName],
    folder: &Folder,
    clock: Clock,
) -> Result<Vec<Note>, Cause> {
    if sections.iter().any(|name| !body.sections.iter().any(|known| known.name == *name)) {
        return Err(RosterFileError::Section.into());
    }
    let text = text_file::read(file)?;
    let request = UntrustedRequest::parse(&text).and_then(|request| request.verify(clock.now()));
    let request = request.map_err(RosterFileError::Request)?;
    let editor = Editor { sections: sections.to_vec(), ..request.editor };
    let same =
        body.editors.iter().find(|known| known.device == editor.device && known.handle != editor.handle);
    if let Some(same) = same {
        return Err(RosterFileError::SameDevice { other: same.handle.clone() }.into());
    }
    let mut notes = Vec::new();
    if !request.is_signed {
        notes.push(Note::Unsigned(editor.handle.clone()));
    }
    let revokers = editor.cert.revokers(clock.now());
    if !revokers.is_empty() {
        notes.push(Note::Revokers(editor.handle.clone(), revokers));
    }
    // For whoever signs: the roster itself has no place for it.
    folder.keep_request(&editor.handle, &request.text)?;
    match body.editors.iter_mut().find(|known| known.handle == editor.handle) {
        Some(known) => *known = editor,
        None => body.editors.push(editor),
    }
    Ok(notes)
}

/// A new section; of one that is there, only what is given changes.
fn section(body: &mut RosterBody, name: &SectionName, change: &SectionChange) -> Result<(), Cause> {
    let SectionChange {
        title,
        rules,
        no_rules,
        without,
        retention_days,
        liveness_weeks,
        no_liveness,
        unread_days,
        site,
        no_site,
        silence,
    } = change;
    let rules: Vec<(LanguageTag, String)> = rules
        .iter()
        .map(|(language, file)| Ok((language.clone(), rules_of(Path::new(file))?)))
        .collect::<Result<_, Cause>>()?;
    if title.iter().any(|(_, title)| !is_title(title)) {
        return Err(RosterFileError::Title.into());
    }
    let index = match body.sections.iter().position(|known| known.name == *name) {
        Some(index) => index,
        None if title.is_empty() => return Err(RosterFileError::Untitled.into()),
        None => {
            body.sections.push(Section {
                name: name.clone(),
                retention_days: RETENTION_DAYS,
                liveness_weeks: None,
                unread_days: None,
                site: None,
                silence: None,
                languages: Vec::new(),
                titles: BTreeMap::new(),
                rules: BTreeMap::new(),
            });
            body.sections.len() - 1
        }
    };
    let Some(section) = body.sections.get_mut(index) else { return Ok(()) };
    for (language, title) in title {
        if !section.languages.contains(language) {
            section.languages.push(language.clone());
        }
        section.titles.insert(language.as_str().to_owned(), title.clone());
    }
    if *no_rules {
        section.rules.clear();
    }
    section.rules.extend(rules.into_iter().map(|(language, text)| (language.as_str().to_owned(), text)));
    for language in without {
        section.languages.retain(|known| known != language);
        section.titles.remove(language.as_str());
        section.rules.remove(language.as_str());
    }
    let own = section.languages.first();
    if own.is_none_or(|own| !section.titles.contains_key(own.as_str())) {
        return Err(RosterFileError::Untitled.into());
    }
    if !section.rules.is_empty() && own.is_none_or(|own| !section.rules.contains_key(own.as_str())) {
        return Err(RosterFileError::OwnRules.into());
    }
    section.retention_days = retention_days.unwrap_or(section.retention_days);
    section.unread_days = unread_days.or(section.unread_days);
    if *no_liveness {
        section.liveness_weeks = None;
    } else if let Some(weeks) = liveness_weeks {
        section.liveness_weeks = Some(*weeks);
    }
    section.site = site.clone().or(section.site.take()).filter(|_| !no_site);
    section.silence = match silence {
        None => section.silence,
        Some(SectionSilence::Yes) => Some(Silence::Yes),
        Some(SectionSilence::No) => Some(Silence::No),
        Some(SectionSilence::Network) => None,
    };
    Ok(())
}

/// Rules as a page can show them: a tab, which has no width there, is spaces, and what only acts on a printer goes.
fn rules_of(path: &Path) -> Result<String, Cause> {
    let text = text_file::read(path)?.replace('\t', "    ");
    if text.len() > RULES_MAX {
        return Err(RosterFileError::LongRules { path: path.to_owned() }.into());
    }
    Ok(text.chars().filter(|letter| *letter == '\n' || !letter.is_control()).collect())
}

fn is_title(text: &str) -> bool {
    (1..=TITLE_MAX).contains(&text.len()) && !text.chars().any(char::is_control)
}
