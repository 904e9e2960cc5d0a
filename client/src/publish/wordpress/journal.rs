//! What is remembered of a post: before each request, so that one whose answer was lost is found again and never made
//! twice. No word of the source is in it.

use estafette_keys::day::Day;
use estafette_keys::hex;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::WordPressError;
use super::letters::meaning;
use crate::publish::SiteName;
use crate::publish::status::Status;
use crate::vault::{At, Publication, SiteRef, Snapshot, VaultError};

/// What holds something on a site.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Holder {
    /// A post of WordPress' own.
    #[default]
    Post,
    /// An event of the plugin The Events Calendar.
    TribeEvent,
}

impl Holder {
    /// Where the interface has all of its kind.
    #[must_use]
    pub(super) fn route(self) -> &'static str {
        match self {
            Self::Post => "/wp/v2/posts",
            Self::TribeEvent => "/wp/v2/tribe_events",
        }
    }

    /// Its categories, by the name that the interface has for them.
    #[must_use]
    pub(super) fn categories(self) -> &'static str {
        match self {
            Self::Post => "categories",
            Self::TribeEvent => "tribe_events_cat",
        }
    }
}

/// A post of this editor's on a site: a publication, as WordPress understands it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Posted {
    /// The site's name.
    pub site: SiteName,
    /// When it was begun.
    pub day: Day,
    /// What it is found by until its number is known.
    pub token: String,
    /// Its number on the site.
    pub post: Option<u64>,
    /// The whole of it as it was when we last wrote it: SHA-256, in hex.
    pub known: Option<String>,
    /// The text of what is being sent, while no answer came.
    pub sending: Option<String>,
    /// What holds it there.
    pub holder: Holder,
    /// Its pictures.
    pub pictures: Vec<PostedPicture>,
    /// Its files for calendars: the last one, and those before it that may be there still.
    pub calendars: Vec<PostedPicture>,
    /// A plugin's own fields, as they may be there: SHA-256, in hex.
    pub fields: Vec<String>,
    /// What it was when we last looked.
    pub status: Status,
    /// Where it is public.
    pub link: Option<String>,
    /// The day on which we first saw it public.
    pub since: Option<Day>,
}

/// A file of a post: a picture, or one for calendars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PostedPicture {
    /// SHA-256 of the file, in hex.
    pub hash: String,
    /// What it is found by, and called.
    pub token: String,
    /// Its number on the site.
    pub media: Option<u64>,
    /// Its address there.
    pub source: Option<String>,
}

/// What is remembered of a post besides its hashes.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Memory {
    token: String,
    post: Option<u64>,
    #[serde(default, skip_serializing_if = "is_usual")]
    holder: Holder,
    pictures: Vec<PostedPicture>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    calendars: Vec<PostedPicture>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    fields: Vec<String>,
}

fn is_usual<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

const DAMAGED: VaultError = VaultError::Damaged("state.age");

impl Posted {
    /// One that is about to be made.
    ///
    /// # Errors
    /// [`VaultError`] for a site without a name.
    pub(crate) fn begin(site: &SiteRef, day: Day, token: String) -> Result<Self, VaultError> {
        let At::Named(site) = &site.at else { return Err(DAMAGED) };
        Ok(Self {
            site: site.clone(),
            day,
            token,
            post: None,
            known: None,
            sending: None,
            holder: Holder::Post,
            pictures: Vec::new(),
            calendars: Vec::new(),
            fields: Vec::new(),
            status: Status::Begun,
            link: None,
            since: None,
        })
    }

    /// The post that a publication is.
    ///
    /// # Errors
    /// [`VaultError`] where it is none.
    pub(crate) fn of(publication: &Publication) -> Result<Self, VaultError> {
        let memory: Memory = serde_json::from_value(publication.memory.clone()).map_err(|_| DAMAGED)?;
        let status = publication.status.as_deref().and_then(Status::named).ok_or(DAMAGED)?;
        let revision = |snapshot: Option<&Snapshot>| snapshot.and_then(|snapshot| snapshot.revision.clone());
        Ok(Self {
            post: memory.post,
            known: revision(publication.written.as_ref()),
            sending: revision(publication.pending.first()),
            holder: memory.holder,
            pictures: memory.pictures,
            calendars: memory.calendars,
            fields: memory.fields,
            status,
            link: publication.link.clone(),
            since: publication.since,
            ..Self::begin(&publication.site, publication.day, memory.token)?
        })
    }

    /// The publication that it is.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn publication(&self) -> Result<Publication, VaultError> {
        let revision = |revision: &String| Snapshot { files: Vec::new(), revision: Some(revision.clone()) };
        let memory = Memory {
            token: self.token.clone(),
            post: self.post,
            holder: self.holder,
            pictures: self.pictures.clone(),
            calendars: self.calendars.clone(),
            fields: self.fields.clone(),
        };
        let site = SiteRef { kind: super::KIND.to_owned(), at: At::Named(self.site.clone()) };
        Ok(Publication {
            place: self.post.map(|_| self.site.to_string()),
            status: Some(self.status.name().to_owned()),
            since: self.since,
            link: self.link.clone(),
            written: self.known.as_ref().map(revision),
            pending: self.sending.iter().map(revision).collect(),
            memory: serde_json::to_value(memory).map_err(|_| DAMAGED)?,
            ..Publication::begin(site, self.day)
        })
    }
}

impl Posted {
    /// The post's own address in the interface.
    pub(super) fn route(&self, id: u64) -> String {
        format!("{}/{id}", self.holder.route())
    }
}

/// Writes what is remembered, before and after each request.
pub(crate) type Keep<'a> = &'a mut dyn FnMut(&Posted) -> Result<(), VaultError>;

pub(super) fn journal(error: VaultError) -> WordPressError {
    WordPressError::Journal(Box::new(error))
}

/// A text on the site.
pub(crate) fn text_hash(title: &str, content: &str) -> String {
    hash(&[title, content])
}

/// The same, by what it means: sites write one letter in more than one way.
pub(super) fn meaning_hash(title: &str, content: &str) -> String {
    text_hash(&meaning(title), &meaning(content))
}

/// Is this the text of a request that had no answer? Older versions remembered it letter by letter.
pub(super) fn is_text(remembered: &str, title: &str, content: &str) -> bool {
    remembered == meaning_hash(title, content) || remembered == text_hash(title, content)
}

/// Everything of a post that a person may change.
pub(super) fn whole_hash(post: &Value) -> String {
    let raw =
        |field: &str| post.pointer(&format!("/{field}/raw")).and_then(Value::as_str).unwrap_or_default();
    let rest = ["categories", "tags", "featured_media"]
        .map(|field| post.get(field).map(Value::to_string).unwrap_or_default())
        .join(";");
    let own = post.get(Holder::TribeEvent.categories()).map(|own| format!(";{own}")).unwrap_or_default();
    let rest = rest + &own;
    hash(&[raw("title"), raw("content"), raw("excerpt"), &rest])
}

/// Of several texts, each told from the next.
pub(super) fn hash(texts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for text in texts {
        hasher.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
        hasher.update(text);
    }
    hex::encode(&hasher.finalize())
}
