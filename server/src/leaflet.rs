//! `leaflet`: what leads people to the onion address. A sheet to print and fold, a block for a site, a whole page outside Tor.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use askama::Template;
use estafette_keys::message::SectionName;
use estafette_keys::onion_address::OnionAddress;
use estafette_words::Direction;

use crate::config::{Config, ConfigError, Mark, Network};
use crate::i18n::{LANGUAGES, Locale, Words, key};
use crate::report::Coded;
use code::Code;
use fold::{Panel, Piece};

mod code;
mod fold;

/// The style of the whole page.
const STYLE: &str = include_str!("../leaflet.css");

/// In which form it is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Form {
    /// A sheet of A4 as SVG, to print on one side and fold twice to A6
    A6,
    /// A block of HTML, to paste into a page or an article of a site
    Block,
    /// A whole page of HTML, to put on any web server
    Page,
}

/// Why there is no leaflet.
#[derive(Debug, thiserror::Error)]
pub enum LeafletError {
    /// The configuration or the roster.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// There is nothing to lead to.
    #[error("a leaflet says the onion address, and `network.address` is not configured")]
    NoAddress,
    /// The pages are not in this language.
    #[error("the pages are not in this language")]
    Language,
    /// Nobody can write to this section.
    #[error("the roster has no such section, or nobody reads it")]
    Section,
    /// The file.
    #[error("could not write {}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// The cause.
        #[source]
        cause: io::Error,
    },
}

impl LeafletError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Config(error) => error.hint(),
            Self::NoAddress => {
                "write it into `[network]`; server/estafette-server.toml in the sources explains how"
            }
            Self::Language => "name a language as in the addresses of pages: --language fr",
            Self::Section => "name a section as in the addresses of pages: --section bruxelles",
            Self::Write { .. } => "name a new file, in a folder that this account may write in",
        }
    }
}

impl Coded for LeafletError {
    fn code(&self) -> &'static str {
        match self {
            Self::Config(error) => error.code(),
            _ => "C1",
        }
    }
}

/// What it says, in one language.
pub struct Leaflet {
    language: &'static str,
    direction: &'static str,
    name: String,
    mark: Option<Mark>,
    aim: String,
    trust: Option<(String, String)>,
    intro: String,
    steps_title: String,
    steps: [String; 2],
    /// The third step, for who holds it in their hand, and for who reads it on a screen.
    on_paper: String,
    on_screen: String,
    address_title: String,
    address: OnionAddress,
    /// What is opened.
    link: String,
    words_title: String,
    words: String,
    care: String,
    copied: String,
    code: Code,
    code_title: String,
}

#[derive(Template)]
#[template(path = "leaflet.svg", escape = "html")]
struct Sheet<'a> {
    leaflet: &'a Leaflet,
    panels: Vec<Panel>,
}

#[derive(Template)]
#[template(path = "leaflet-block.html")]
struct Block<'a> {
    leaflet: &'a Leaflet,
}

#[derive(Template)]
#[template(path = "leaflet-page.html")]
struct Page<'a> {
    leaflet: &'a Leaflet,
    style: &'static str,
}

impl Leaflet {
    /// Of the network that is configured, at this Unix time; in the first language of the pages, where none is named.
    ///
    /// # Errors
    /// [`LeafletError`].
    pub fn of(
        config: &Config,
        now: i64,
        language: Option<&str>,
        section: Option<&str>,
    ) -> Result<Self, LeafletError> {
        let words = Words::new();
        let locale = words.locale(language.unwrap_or(LANGUAGES[0].tag)).ok_or(LeafletError::Language)?;
        let section = section.map(|name| {
            let (roster, _) = config.roster(now)?;
            let name: SectionName = name.parse().map_err(|_| LeafletError::Section)?;
            let section = roster.section(&name).filter(|_| roster.editors_of(&name).next().is_some());
            let title = section.ok_or(LeafletError::Section)?.title(locale.language.tag).to_owned();
            Ok::<_, LeafletError>((name, title))
        });
        let network = config.network.read().map_err(ConfigError::from)?;
        Self::saying(&locale, network, section.transpose()?.as_ref())
    }

    fn saying(
        locale: &Locale<'_>,
        network: Network,
        section: Option<&(SectionName, String)>,
    ) -> Result<Self, LeafletError> {
        let language = locale.language.tag;
        let languages = std::iter::once(language).chain(LANGUAGES.iter().map(|other| other.tag));
        let trust = network.trust(languages).map(|(tag, text)| (tag.to_owned(), text.to_owned()));
        let address = network.address.ok_or(LeafletError::NoAddress)?;
        let link = match section {
            Some((name, _)) => format!("http://{address}/{language}/write/{}", name.as_str()),
            None => format!("http://{address}/"),
        };
        let words = address.words(language);
        let is_digits = words[0].starts_with(|letter: char| letter.is_ascii_digit());
        let words_title = if is_digits { key!("leaflet-numbers") } else { key!("leaflet-words") };
        Ok(Self {
            language,
            direction: locale.language.direction.name(),
            name: network.name.unwrap_or_else(|| locale.say(key!("site-name"))),
            mark: network.mark,
            aim: match section {
                Some((_, title)) => locale.say_with(key!("leaflet-aim-section"), "section", title.as_str()),
                None => locale.say(key!("leaflet-aim")),
            },
            trust,
            intro: locale.say(key!("leaflet-intro")),
            steps_title: locale.say(key!("leaflet-steps")),
            steps: [key!("leaflet-step-tor"), key!("leaflet-step-level")].map(|step| locale.say(step)),
            on_paper: locale.say(key!("leaflet-step-type")),
            on_screen: locale.say(key!("leaflet-step-copy")),
            address_title: locale.say(key!("leaflet-address")),
            code: Code::of(&link),
            link,
            words_title: locale.say(words_title),
            words: words.join(" "),
            care: locale.say(key!("leaflet-care")),
            copied: locale.say(key!("leaflet-copied")),
            code_title: locale.say(key!("leaflet-code")),
            address,
        })
    }

    /// As a text in this form.
    #[must_use]
    pub fn text(&self, form: Form) -> String {
        let written = match form {
            Form::A6 => Sheet { leaflet: self, panels: fold::panels(self) }.render(),
            Form::Block => Block { leaflet: self }.render(),
            Form::Page => Page { leaflet: self, style: STYLE }.render(),
        };
        match written {
            Ok(text) => text,
            Err(_) => unreachable!("a template is written into memory, and its values are texts and numbers"),
        }
    }

    /// Writes it into a new file, for anybody to read.
    ///
    /// # Errors
    /// [`LeafletError::Write`], also where the file exists.
    pub fn write(&self, form: Form, path: &Path) -> Result<(), LeafletError> {
        let file = OpenOptions::new().write(true).create_new(true).open(path);
        file.and_then(|mut file| file.write_all(self.text(form).as_bytes()))
            .map_err(|cause| LeafletError::Write { path: path.to_owned(), cause })
    }

    fn is_right_to_left(&self) -> bool {
        self.direction == Direction::RightToLeft.name()
    }

    fn groups(&self) -> String {
        self.address.groups().collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests;
