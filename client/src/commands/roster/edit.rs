//! What can be changed on a roster.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use estafette_keys::day::Day;
use estafette_keys::ids::InstanceId;
use estafette_keys::message::LanguageTag;
use estafette_keys::openpgp::Cert;
use estafette_keys::roster::{Addresses, Editor, Root, RosterBody, Section};

use super::RosterFileError;
use super::folder::text_of;
use crate::cli::roster::Step;
use crate::clock::{Clock, randomness};
use crate::failure::Cause;
use crate::text_file::{self, TextFileError};

/// How long a roster counts, where nobody says.
const DAYS: i32 = 180;

/// The first roster of a new network.
pub(super) fn begin(
    roots: &[PathBuf],
    threshold: Option<u8>,
    expires: Option<Day>,
    clock: Clock,
) -> Result<RosterBody, Cause> {
    let roots: Vec<Root> = roots.iter().map(|path| root(path, clock)).collect::<Result<_, Cause>>()?;
    let majority = u8::try_from(roots.len() / 2 + 1).unwrap_or(u8::MAX);
    Ok(RosterBody {
        instance: InstanceId::random(&mut randomness()),
        number: 1,
        previous: None,
        expires: expires.unwrap_or_else(|| clock.today().plus_days(DAYS)),
        addresses: Addresses::default(),
        threshold: threshold.unwrap_or(majority),
        roots,
        sections: Vec::new(),
        editors: Vec::new(),
    })
}

fn root(path: &Path, clock: Clock) -> Result<Root, Cause> {
    let cert = Cert::parse(text_of(path)?.as_bytes())?;
    cert.check_signs(clock.now())?;
    let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
    Ok(Root { name, cert })
}

pub(super) fn apply(body: &mut RosterBody, step: &Step, clock: Clock) -> Result<(), Cause> {
    match step {
        Step::AddSection { name, title, rules, retention_days, liveness_weeks } => {
            let rules: Vec<(LanguageTag, String)> = rules
                .iter()
                .map(|(language, file)| Ok((language.clone(), rules_of(Path::new(file))?)))
                .collect::<Result<_, TextFileError>>()?;
            let section = Section {
                name: name.clone(),
                retention_days: *retention_days,
                liveness_weeks: *liveness_weeks,
                languages: title.iter().map(|(language, _)| language.clone()).collect(),
                titles: by_language(title),
                rules: by_language(&rules),
            };
            match body.sections.iter_mut().find(|known| known.name == *name) {
                Some(known) => *known = section,
                None => body.sections.push(section),
            }
        }
        Step::AddEditor { request, section } => {
            if section.iter().any(|name| !body.sections.iter().any(|known| known.name == *name)) {
                return Err(RosterFileError::Section.into());
            }
            let asked =
                Editor::parse_request(&text_file::read(request)?).map_err(|_| RosterFileError::Request)?;
            asked.cert.check_receives(clock.now())?;
            asked.cert.check_signs(clock.now())?;
            let editor = Editor { sections: section.clone(), ..asked };
            body.editors.retain(|known| known.handle != editor.handle);
            body.editors.push(editor);
        }
        Step::RemoveEditor { handle } => {
            let before = body.editors.len();
            body.editors.retain(|known| known.handle != *handle);
            if body.editors.len() == before {
                return Err(RosterFileError::Editor.into());
            }
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
    Ok(())
}

/// Rules as somebody typed them: tabs become spaces, and what only acts on a printer goes.
fn rules_of(path: &Path) -> Result<String, TextFileError> {
    let text = text_file::read(path)?.replace('\t', "    ");
    Ok(text.chars().filter(|letter| *letter == '\n' || !letter.is_control()).collect())
}

fn by_language(texts: &[(LanguageTag, String)]) -> BTreeMap<String, String> {
    texts.iter().map(|(language, text)| (language.as_str().to_owned(), text.clone())).collect()
}
