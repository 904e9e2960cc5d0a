//! Writes what would be published into a folder: Markdown, HTML, a sheet for SPIP, and the files.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::publish::{First, Place, first, is_agreed, material};
use crate::failure::{Cause, Details, Explained};
use crate::person::Question;
use crate::publish::direction::direction;
use crate::publish::event::with_event;
use crate::publish::html::{escaped, page};
use crate::publish::spip;
use crate::request::export::Export;
use crate::scratch::is_memory;
use crate::session::Session;
use crate::vault::{ShortId, private_file};
use crate::words::{Key, key};

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The folder was not made by us: others may look into it.
    #[error("the folder is open to others")]
    Open,
    /// Something of this name is there.
    #[error("a file is there already")]
    Exists,
    /// The file system failed.
    #[error("could not write a file")]
    File(#[source] std::io::Error),
}

impl Explained for ExportError {
    fn key(&self) -> Key {
        match self {
            Self::Open => key!("error-save-open"),
            Self::Exists => key!("error-export-exists"),
            Self::File(_) => key!("error-save-file"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::File(cause) => Details::of_system(cause),
            Self::Open | Self::Exists => Details::default(),
        }
    }
}

/// What was written.
pub struct Exported {
    /// The item.
    pub short: ShortId,
    /// Where.
    pub folder: PathBuf,
    /// Is the folder in memory, and gone with the next start?
    pub in_memory: bool,
    /// Names.
    pub files: Vec<String>,
}

/// What came of it.
pub enum Outcome {
    /// It was written.
    Written(Exported),
    /// The person said no.
    Declined,
}

/// Runs `estafette export`.
///
/// # Errors
/// [`Cause`].
pub fn run(session: &mut Session<'_>, asked: &Export) -> Result<Outcome, Cause> {
    let vault = session.open_vault()?;
    let first = first(session, &vault, &asked.item, &asked.chosen.knowing)?;
    if matches!(first, First::Declined) {
        return Ok(Outcome::Declined);
    }
    let item = vault.find(&asked.item)?;
    let state = item.state()?;
    let material = material(session, &vault, &item, &state, &asked.chosen, false)?;
    material.check_proof(session.clock.today())?;
    let plan = material.plan(Place::Page(asked.out.clone()));
    if material.has_open() && !is_agreed(session, &plan.known.open, false, &Question::Publish(&plan))? {
        return Ok(Outcome::Declined);
    }
    let language = &material.language;
    let title = &material.title;
    let body = &with_event(&material.body, material.event.as_ref(), language);
    let mut html = page(body, language);
    let mut files = Vec::new();
    for picture in &material.pictures {
        let name = format!("image-{}.{}", picture.number, picture.format.ending());
        html.extend(["<p><img src=\"", &name, "\" alt=\"", &escaped(&picture.alt), "\"></p>\n"]);
        files.push((name, picture.file.clone()));
    }
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<meta charset=\"utf-8\">\n<title>{}</title>\n<h1>{}</h1>\n{html}</html>\n",
        escaped(language),
        direction(language, &format!("{title} {body}")).unwrap_or("auto"),
        escaped(title),
        escaped(title),
    );
    let sheet = format!("{title}\n\n{}\n", spip::text(body, language));
    files.extend([
        ("text.md".to_owned(), format!("# {title}\n\n{body}\n").into_bytes()),
        ("text.html".to_owned(), html.into_bytes()),
        ("spip.txt".to_owned(), sheet.into_bytes()),
    ]);
    files.extend(material.files.into_iter().map(|file| (file.name, file.bytes)));
    prepare(&asked.out)?;
    for (name, bytes) in &files {
        write(&asked.out.join(name), bytes)?;
    }
    Ok(Outcome::Written(Exported {
        short: material.short,
        in_memory: is_memory(&asked.out),
        folder: asked.out.clone(),
        files: files.into_iter().map(|(name, _)| name).collect(),
    }))
}

/// A new folder is for its owner only; one that others may look into is refused.
fn prepare(folder: &Path) -> Result<(), ExportError> {
    if folder.is_dir() {
        let loose = private_file::loose_bits(folder).map_err(ExportError::File)?;
        return if loose == 0 { Ok(()) } else { Err(ExportError::Open) };
    }
    private_file::create_folder(folder).map_err(ExportError::File)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    let mut file = match private_file::create_new(path) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => return Err(ExportError::Exists),
        file => file.map_err(ExportError::File)?,
    };
    file.write_all(bytes).map_err(ExportError::File)
}
