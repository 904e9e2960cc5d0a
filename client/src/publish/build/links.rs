//! Whether a page's links lead to the files of its bundle. Where pages are files (`uglyURLs`), a page is beside its bundle's folder and
//! not in it; where a site has its own way of writing links, what counts is where they lead in the end.

use std::path::{Path, PathBuf};

use super::{PAGE_MAX, at};

/// What has to stand before the names of a page's files, so that its links lead to them; `None` where they do, or where that would
/// not help either.
pub(super) fn mended(public: &Path, address: &str, names: &[&str]) -> Option<String> {
    let page = at(public, address)?;
    let small = page.metadata().is_ok_and(|metadata| metadata.len() <= PAGE_MAX);
    let html = small.then(|| std::fs::read(&page).ok())??;
    let html = String::from_utf8_lossy(&html);
    let folder = page.parent()?;
    let lost = names.iter().filter(|name| {
        let leads = |link: &&str| led(public, folder, link).is_some_and(|file| file.is_file());
        let links = links(&html, name);
        !links.is_empty() && !links.iter().any(leads)
    });
    let lost: Vec<&&str> = lost.collect();
    let beside = match page.file_stem()?.to_str()? {
        "index" => String::new(),
        stem => format!("{stem}/"),
    };
    // Markdown's own signs would end the link.
    let is_plain = !beside.contains(|sign: char| sign.is_whitespace() || "()<>\\".contains(sign));
    let is_there = |name: &&&str| folder.join(&beside).join(name).is_file();
    (is_plain && !lost.is_empty() && lost.iter().all(is_there)).then_some(beside)
}

/// Where a link leads in what is built.
fn led(public: &Path, folder: &Path, link: &str) -> Option<PathBuf> {
    if link.starts_with('/') || link.contains("://") { at(public, link) } else { Some(folder.join(link)) }
}

/// The links to files of this name.
fn links<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let ends = html.match_indices(name).map(|(from, _)| from + name.len());
    let link = |end: usize| {
        let (before, after) = html.split_at_checked(end)?;
        let from = before.rfind(|sign: char| sign.is_whitespace() || "\"'=<>(".contains(sign))?;
        let (attribute, link) = (before.get(..from)?, before.get(from + 1..)?);
        let attribute = match before.get(from..)?.chars().next()? {
            '=' => attribute,
            _ => attribute.trim_end().strip_suffix('=')?,
        };
        let is_link = ["href", "src"].iter().any(|known| attribute.trim_end().ends_with(known));
        let is_whole = after.starts_with(|sign: char| sign.is_whitespace() || "\"'>".contains(sign));
        (is_link && is_whole && (link == name || link.ends_with(&format!("/{name}")))).then_some(link)
    };
    ends.filter_map(link).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::bundle::{BundleFile, write};

    fn put(public: &Path, folder: &str, name: &str, text: &str) {
        let file = BundleFile { name: name.into(), bytes: text.into() };
        write(public, Path::new(folder), &[file]).expect("written");
    }

    #[test]
    fn links_are_found_however_they_are_written() {
        let html = "<a href=\"event.ics\">event.ics</a><a href=event.ics>x</a><img src='/s/p/event.ics'>\
                    <a href=\"other-event.ics\"><a href=\"event.ics?x\"><p title=\"event.ics\">";
        assert_eq!(links(html, "event.ics"), ["event.ics", "event.ics", "/s/p/event.ics"]);
    }

    #[test]
    fn a_page_that_is_a_file_leads_into_its_folder() {
        let public = tempfile::tempdir().expect("a folder");
        let found = |address: &str| mended(public.path(), address, &["event.ics"]);
        put(public.path(), "s/p", "event.ics", "");
        for (folder, link, expected) in [
            ("s", "event.ics", Some("p/")),
            ("s", "p/event.ics", None),
            ("fr", "/s/p/event.ics", None),
            ("fr", "https://site.example/sous/s/p/event.ics", None),
            ("fr", "event.ics", None),
        ] {
            let page = format!("<a href=\"{link}\">x</a>");
            // The page beside the folder, as a file.
            let file = public.path().join(folder).join("p.html");
            let _ = std::fs::remove_file(&file);
            std::fs::create_dir_all(public.path().join(folder)).expect("a folder");
            private(&file, &page);
            assert_eq!(found(&format!("/{folder}/p.html")).as_deref(), expected, "{folder} {link}");
        }
        private(&public.path().join("s/p/index.html"), "<a href=\"p/event.ics\">x</a>");
        assert_eq!(found("/s/p/").as_deref(), Some(""), "the site's addresses are folders by now");
    }

    fn private(path: &Path, text: &str) {
        use std::io::Write;
        let mut file = estafette_files::private::create_new(path).expect("a file");
        file.write_all(text.as_bytes()).expect("written");
    }
}
