//! Files for a person to use by hand: Markdown, HTML, a sheet for SPIP, and what goes along. Nobody keeps a record of them.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::{Map, json};

use estafette_files::private as private_file;

use crate::publish::direction::direction;
use crate::publish::event::with_event;
use crate::publish::html::{escaped, page};
use crate::publish::target::{
    Content, Decide, Destination, Machine, Order, Page, Prepared, Proposal, Ready, Summary, Target,
    TargetError,
};
use crate::publish::wordpress::account::Account;
use crate::publish::zone::Zone;
use crate::publish::{ExportError, PublishError, SiteName, calendar, spip};
use crate::vault::{At, Item, Publication, SiteRef};
use crate::words::key;

/// A folder that files are written into.
pub(crate) struct Export {
    /// Where it is.
    pub folder: PathBuf,
    /// The zone that its hours are in.
    pub zone: Option<Zone>,
}

/// The kind's name.
pub(crate) const KIND: &str = "export";

impl Target for Export {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn summary(&self) -> Summary {
        let (place, zone) = (self.folder.display().to_string(), self.zone.clone());
        Summary { kind: KIND, place, login: None, rules: Vec::new(), zone }
    }

    fn has_calendar(&self) -> bool {
        true
    }

    fn zone(&self) -> Option<&Zone> {
        self.zone.as_ref()
    }

    fn site(&self, _: Option<&SiteName>) -> Result<SiteRef, PublishError> {
        Ok(SiteRef { kind: KIND.to_owned(), at: At::Folder(self.folder.clone()) })
    }

    fn check(&self, _: &Machine<'_>) -> Result<Option<Account>, TargetError> {
        Ok(None)
    }

    fn prepare<'a>(&'a self, order: Order, _: &'a Machine<'a>) -> Result<Prepared<'a>, TargetError> {
        let fields = Map::from_iter([("page".to_owned(), json!(self.folder))]);
        let place = self.folder.display().to_string();
        let destination =
            Destination { site: None, place, fields, next: None, draft: key!("say-publish-draft") };
        let mut page = Page::of(order.content.short.clone(), destination.clone());
        page.lacks_zone = order.content.event.is_some() && order.content.entry.is_none();
        let proposal =
            Proposal { destination, day: None, publish_from: None, is_draft: false, is_update: false };
        let files = files(order.content);
        Ok(Prepared::Ready(Box::new(Writing { folder: &self.folder, files, page, proposal })))
    }

    fn place(&self, _: &Publication) -> Result<Destination, TargetError> {
        Err(PublishError::NotPublished.into())
    }

    fn take_back(
        &self,
        _: &Item<'_>,
        _: Publication,
        _: bool,
        _: Page,
        _: &Machine<'_>,
    ) -> Result<Page, TargetError> {
        Err(PublishError::NotPublished.into())
    }
}

struct Writing<'a> {
    folder: &'a Path,
    files: Vec<(String, Vec<u8>)>,
    page: Page,
    proposal: Proposal,
}

impl Ready for Writing<'_> {
    fn proposal(&self) -> &Proposal {
        &self.proposal
    }

    fn commit(mut self: Box<Self>, _: &Item<'_>, _: Decide<'_>) -> Result<Page, TargetError> {
        make_private(self.folder)?;
        for (name, bytes) in &self.files {
            write(&self.folder.join(name), bytes)?;
        }
        self.page.files = self.files.into_iter().map(|(name, _)| name).collect();
        Ok(self.page)
    }
}

fn files(content: Content) -> Vec<(String, Vec<u8>)> {
    let (title, language) = (&content.title, &content.language);
    let body = &with_event(&content.body, content.event.as_ref(), language);
    let mut html = page(body, language);
    let mut files = Vec::new();
    for picture in content.pictures {
        let name = picture.name();
        html.extend(["<p><img src=\"", &name, "\" alt=\"", &escaped(&picture.alt), "\"></p>\n"]);
        files.push((name, picture.file));
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
    files.extend(content.entry.map(|entry| (calendar::FILE.to_owned(), entry.file().into_bytes())));
    files.extend(content.files.into_iter().map(|file| (file.name, file.bytes)));
    files
}

/// A new folder is for its owner only; one that others may look into is refused.
fn make_private(folder: &Path) -> Result<(), ExportError> {
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
