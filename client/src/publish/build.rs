//! A site is built as it really is, without drafts and without what is to come, and the page is looked for in what comes of
//! it: a generator that leaves a page out says nothing, and ends well.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::hugo::program;
use super::shown::{Difference, Meant, Shows, shows};
use super::view::View;
use super::{Generator, PublishError};

mod links;

/// So much of what a generator says is shown.
const SAID_MAX: usize = 2_000;
/// No page is larger.
const PAGE_MAX: u64 = 16 * 1024 * 1024;

/// What the site, built with the page, makes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Built {
    /// It shows the page's text.
    Shown,
    /// It shows it otherwise than it was meant.
    Otherwise(Vec<Difference>),
    /// It builds. The page is a draft, or of a day to come: it shows nothing yet.
    Hidden,
    /// It builds, does not show it, and the page was left there all the same.
    Absent(Absent),
    /// The generator is not on this machine.
    NotTried,
    /// It does not build here, as parts of it are not there; the page was left there all the same.
    Incomplete(Vec<String>),
}

/// Why a site does not show a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Absent {
    /// The site makes it a draft.
    Draft,
    /// The site takes its day for one to come.
    Later,
    /// The site takes its day of expiry for past.
    Over,
    /// A folder above it is a page of its own, and what is in it is that page's.
    Inside,
    /// The site takes no page from there: another folder for its pages, or files that it passes over.
    Unlisted,
    /// The site has no template for pages.
    NoTemplate,
    /// The site's settings make no page of it.
    Unrendered,
    /// The page is there, and its text is not: the template leaves it out.
    NoText,
}

/// The page that is looked for.
pub(crate) struct Wanted<'a> {
    /// Its bundle, within the site.
    pub bundle: &'a Path,
    /// Its file in there.
    pub page: &'a str,
    /// What it must show.
    pub meant: &'a Meant,
    /// It is a draft, or shown from a later day on.
    pub is_hidden: bool,
    /// The names of the other files of its bundle.
    pub beside: &'a [&'a str],
}

/// What was found of a page.
pub(crate) struct Look {
    /// What the site makes of it.
    pub built: Built,
    /// Its links lead to none of its files; they would with this before the files' names.
    pub beside: Option<String>,
}

impl From<Built> for Look {
    fn from(built: Built) -> Self {
        Self { built, beside: None }
    }
}

/// Builds the site into `scratch`, which goes away, and looks for the page in it.
///
/// # Errors
/// [`PublishError::Build`], with what the generator said; [`PublishError::NotShown`].
pub(crate) fn build(
    generator: Generator,
    site: &Path,
    scratch: &Path,
    wanted: &Wanted<'_>,
) -> Result<Look, PublishError> {
    let Some(output) = made(generator, site, scratch, wanted.is_hidden)? else {
        return Ok(Built::NotTried.into());
    };
    if !output.status.success() {
        return Err(PublishError::Build(said(&output)));
    }
    let public = scratch.join("public");
    let is_listed = generator == Generator::Hugo && !(wanted.is_hidden && wanted.beside.is_empty());
    let all = is_listed.then(|| program::listed(site, "all")).flatten();
    let beside = all.as_deref().and_then(|all| links::mended(&public, &address(all, wanted)?, wanted.beside));
    if wanted.is_hidden {
        return Ok(Look { built: Built::Hidden, beside });
    }
    let found = match generator {
        Generator::Hugo => found_by_hugo(site, &public, wanted, all.as_deref()),
        Generator::Zola => found(&public, wanted).ok_or(Absent::Unrendered),
    };
    let found = match found {
        Err(Absent::Unrendered) if lacks_template(&output) => Err(Absent::NoTemplate),
        found => found,
    };
    match found.map_err(PublishError::NotShown)? {
        Shows::All => Ok(Look { built: Built::Shown, beside }),
        Shows::Otherwise(differences) => Ok(Look { built: Built::Otherwise(differences), beside }),
        Shows::Nothing => Err(PublishError::NotShown(Absent::NoText)),
    }
}

/// Does the site build at all? True where nobody can tell.
///
/// # Errors
/// [`PublishError`].
pub(crate) fn builds(generator: Generator, site: &Path, scratch: &Path) -> Result<bool, PublishError> {
    Ok(made(generator, site, scratch, false)?.is_none_or(|output| output.status.success()))
}

/// Is a page of this address in what the site is built to? Also where it was built before: generators leave there what is
/// gone since.
#[must_use]
pub(crate) fn pages_of(public: &Path, bundle: &Path) -> Vec<PathBuf> {
    let mut last = bundle.components().rev().map(|part| part.as_os_str().to_owned());
    let (Some(slug), Some(section)) = (last.next(), last.next()) else { return Vec::new() };
    let end = Path::new(&section).join(&slug);
    let is_it = |file: &PathBuf| {
        file.parent().is_some_and(|folder| folder.ends_with(&end)) && file.ends_with("index.html")
            || file.with_extension("").ends_with(&end)
    };
    pages(public).into_iter().filter(is_it).collect()
}

fn made(
    generator: Generator,
    site: &Path,
    scratch: &Path,
    hidden: bool,
) -> Result<Option<Output>, PublishError> {
    let public = scratch.join("public");
    let _ = std::fs::remove_dir_all(&public);
    let mut command = Command::new(generator.name());
    match generator {
        Generator::Hugo => {
            command.arg("--source").arg(site).arg("--destination").arg(&public).arg("--noBuildLock");
            command.arg("--cacheDir").arg(scratch.join("cache"));
            if hidden {
                command.args(["--buildDrafts", "--buildFuture"]);
            }
        }
        Generator::Zola => {
            command.arg("--root").arg(site).args(["build", "--force", "--output-dir"]).arg(&public);
            if hidden {
                command.arg("--drafts");
            }
        }
    }
    match command.stdin(Stdio::null()).output() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        output => output
            .map(Some)
            .map_err(|cause| PublishError::File { action: "start the site's generator", cause }),
    }
}

fn said(output: &Output) -> String {
    let said = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    let said = String::from_utf8_lossy(&said);
    // What is wrong stands at the end.
    let over = said.trim().chars().count().saturating_sub(SAID_MAX);
    said.trim().chars().skip(over).collect()
}

fn lacks_template(output: &Output) -> bool {
    let said = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    let said = String::from_utf8_lossy(&said);
    said.lines().any(|line| line.contains("found no layout file") && line.contains("kind \"page\""))
}

/// By the address that Hugo gives it; where it says none, by its name and its words.
fn found_by_hugo(
    site: &Path,
    public: &Path,
    wanted: &Wanted<'_>,
    all: Option<&[program::Known]>,
) -> Result<Shows, Absent> {
    let Some(all) = all else {
        return found(public, wanted).ok_or(Absent::Unrendered);
    };
    let Some(address) = address(all, wanted) else {
        return Err(if is_inside_a_page(site, wanted.bundle) { Absent::Inside } else { Absent::Unlisted });
    };
    let lists =
        |list: &str| program::listed(site, list).is_some_and(|list| self::address(&list, wanted).is_some());
    let file = at(public, &address);
    match file.as_deref().and_then(read) {
        Some(page) => Ok(shows(&page, wanted.meant)),
        None if lists("drafts") => Err(Absent::Draft),
        None if lists("future") => Err(Absent::Later),
        None if lists("expired") => Err(Absent::Over),
        None => named(public, wanted).ok_or(Absent::Unrendered),
    }
}

/// The page's address among those that Hugo lists.
fn address(listed: &[program::Known], wanted: &Wanted<'_>) -> Option<String> {
    let end = wanted.bundle.join(wanted.page);
    let end: PathBuf = end.components().rev().take(3).collect::<Vec<_>>().into_iter().rev().collect();
    listed.iter().find(|known| known.path.ends_with(&end)).map(|known| known.address.clone())
}

/// What is in the folder of a page is that page's own, and becomes none.
fn is_inside_a_page(site: &Path, bundle: &Path) -> bool {
    let above = bundle.ancestors().skip(1).filter(|folder| folder.components().count() > 1);
    let names = |folder: &Path| std::fs::read_dir(site.join(folder)).into_iter().flatten().flatten();
    above.flat_map(names).any(|entry| {
        entry.file_name().to_str().is_some_and(|name| name.starts_with("index.") && !entry.path().is_dir())
    })
}

/// The file of an address: the site may be in a folder of its host, and that folder is not in what is built.
fn at(public: &Path, address: &str) -> Option<PathBuf> {
    let path = address
        .split_once("://")
        .map_or(address, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let parts: Vec<String> = path.split('/').filter(|part| !part.is_empty()).map(decoded).collect();
    if parts.iter().any(|part| part == ".." || part.contains('/')) {
        return None;
    }
    (0..parts.len()).find_map(|from| {
        let path: PathBuf = std::iter::once(public.as_os_str().to_owned())
            .chain(parts.iter().skip(from).map(|part| part.clone().into()))
            .collect();
        [path.join("index.html"), path].into_iter().find(|path| path.is_file())
    })
}

/// An address' letters.
fn decoded(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|_| *byte == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        let hex = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(hex.unwrap_or(*byte));
        rest = if hex.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// By its name, else by its words.
fn found(public: &Path, wanted: &Wanted<'_>) -> Option<Shows> {
    named(public, wanted).or_else(|| {
        let has_words =
            |file: &PathBuf| read(file).is_some_and(|page| shows(&page, wanted.meant) == Shows::All);
        pages(public).iter().any(has_words).then_some(Shows::All)
    })
}

/// The best of the pages that have its name.
fn named(public: &Path, wanted: &Wanted<'_>) -> Option<Shows> {
    let shown = pages_of(public, wanted.bundle).into_iter().filter_map(|file| read(&file));
    let mut shown: Vec<Shows> = shown.map(|page| shows(&page, wanted.meant)).collect();
    shown.sort_by_key(|shows| match shows {
        Shows::All => 0,
        Shows::Otherwise(..) => 1,
        Shows::Nothing => 2,
    });
    shown.into_iter().next()
}

fn read(file: impl AsRef<Path>) -> Option<View> {
    let file = file.as_ref();
    let small = file.metadata().is_ok_and(|metadata| metadata.len() <= PAGE_MAX);
    let bytes = small.then(|| std::fs::read(file).ok())??;
    Some(View::of(&String::from_utf8_lossy(&bytes)))
}

/// All pages below a folder; no link is followed.
fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut folders = vec![folder.to_owned()];
    let mut pages = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(kind) if kind.is_file() && entry.path().extension().is_some_and(|end| end == "html") => {
                    pages.push(entry.path());
                }
                _ => {}
            }
        }
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::bundle::{BundleFile, write};

    fn put(site: &Path, folder: &str, name: &str, text: &str) {
        let file = BundleFile { name: name.into(), bytes: text.into() };
        write(site, Path::new(folder), &[file]).expect("written");
    }

    #[test]
    fn an_address_leads_to_a_file_wherever_the_site_is() {
        let public = tempfile::tempdir().expect("a folder");
        put(public.path(), "bruxelles/رسالة", "index.html", "a");
        put(public.path(), "fr/bruxelles", "greve.html", "b");
        let found = |address: &str| at(public.path(), address).is_some();
        assert!(found("https://site.example/sous/bruxelles/%D8%B1%D8%B3%D8%A7%D9%84%D8%A9/"));
        assert!(found("/fr/bruxelles/greve.html"));
        assert!(!found("https://site.example/bruxelles/autre/") && !found("https://site.example/%2E%2E/x/"));
        assert!(!found(""));
        assert_eq!(pages_of(public.path(), Path::new("content/bruxelles/greve")).len(), 1);
        assert_eq!(pages_of(public.path(), Path::new("content/bruxelles/رسالة")).len(), 1);
        assert!(pages_of(public.path(), Path::new("content/bruxelles/autre")).is_empty());
    }

    #[test]
    fn a_folder_in_a_page_is_no_page() {
        let site = tempfile::tempdir().expect("a folder");
        put(site.path(), "content/bruxelles", "_index.md", "");
        assert!(!is_inside_a_page(site.path(), Path::new("content/bruxelles/greve")));
        put(site.path(), "content/liege", "index.md", "");
        assert!(is_inside_a_page(site.path(), Path::new("content/liege/greve")));
    }
}
