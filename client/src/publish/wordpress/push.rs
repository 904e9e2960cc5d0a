//! An item on its way to a site: a draft first, then its pictures, bound to it under names that say nothing, then the
//! whole. Whoever is killed anywhere on the way and begins again makes no second post and no second picture.

use estafette_keys::day::Day;
use serde_json::{Value, json};

use super::blocks::blocks;
use super::journal::{Posted, PostedPicture, Status, hash, text_hash, whole_hash};
use super::rest::{Heard, Rest, Sent};
use super::terms::{slugs, terms};
use super::{WordPress, WordPressError};
use crate::pictures::Format;
use crate::publish::html::escaped;
use crate::vault::VaultError;

/// Where a post may be that was begun.
const ANYWHERE: &str = "draft,pending,private,future,publish,trash";

/// What is put on the site.
pub struct Post<'a> {
    /// Its title, plain text.
    pub title: &'a str,
    /// Its text, harmless Markdown.
    pub text: &'a str,
    /// The language it is in.
    pub language: &'a str,
    /// Its section.
    pub section: &'a str,
    /// Its kind.
    pub kind: &'a str,
    /// The date it gets: it stays a draft.
    pub embargo: Option<Day>,
    /// Its pictures, made new.
    pub pictures: &'a [Picture],
}

/// A picture to put there.
pub struct Picture {
    /// Its file.
    pub file: Vec<u8>,
    /// What it is.
    pub format: Format,
    /// What it shows, for those who don't see it.
    pub alt: String,
}

/// A picture that is there.
pub struct Uploaded<'a> {
    /// Its number.
    pub media: u64,
    /// Its address.
    pub source: &'a str,
    /// What it shows.
    pub alt: &'a str,
}

/// What a site left out in silence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dropped {
    /// A category that is not there, and that the account may not make.
    Category(String),
    /// A tag, likewise.
    Tag(String),
    /// The first picture, as the post's own.
    Cover,
    /// What a picture shows.
    Alt,
    /// The date.
    Day,
    /// The text is another one on the site.
    Text,
    /// The site has languages, and not this one.
    Language,
}

/// Writes what is remembered, before and after each request.
pub type Keep<'a> = &'a mut dyn FnMut(&Posted) -> Result<(), VaultError>;

/// Makes the post, or brings it up to date. `token` gives new random tokens.
///
/// # Errors
/// [`WordPressError`]; what was done so far is remembered.
pub fn push(
    rest: &Rest<'_>,
    site: &WordPress,
    post: &Post<'_>,
    posted: &mut Posted,
    token: &mut dyn FnMut() -> String,
    keep: Keep<'_>,
) -> Result<Vec<Dropped>, WordPressError> {
    check_account(rest, !post.pictures.is_empty())?;
    let mut dropped = Vec::new();
    let query = language(rest, post, site, &mut dropped)?;
    let is_foreign = post.language != site.language && query.is_none();
    let title = escaped(post.title).replace("&quot;", "\"");
    let id = match posted.post {
        Some(id) => id,
        None => begin(rest, post, (&title, is_foreign), query.as_deref(), posted, keep)?,
    };
    untouched(rest, id, posted)?;

    let mut fields =
        json!({ "title": title, "slug": "", "comment_status": "closed", "ping_status": "closed" });
    let categories =
        terms(rest, "categories", &slugs(&site.categories, post.section, post.kind), query.as_deref())?;
    let tags = terms(rest, "tags", &slugs(&site.tags, post.section, post.kind), query.as_deref())?;
    dropped.extend(categories.missing.into_iter().map(Dropped::Category));
    dropped.extend(tags.missing.into_iter().map(Dropped::Tag));
    if !categories.ids.is_empty() {
        fields["categories"] = json!(categories.ids);
    }
    if !tags.ids.is_empty() {
        fields["tags"] = json!(tags.ids);
    }
    for picture in post.pictures {
        upload(rest, id, picture, posted, token, keep, &mut dropped)?;
    }
    let uploaded = uploaded(post.pictures, posted);
    if let Some(cover) = uploaded.first() {
        fields["featured_media"] = json!(cover.media);
    }
    if let Some(day) = post.embargo {
        fields["date"] = json!(midnight(day));
    }
    let content = blocks(post.text, post.language, is_foreign, &uploaded);
    fields["content"] = json!(content);
    posted.sending = Some(text_hash(&title, &content));
    keep(posted).map_err(journal)?;
    let heard = rest.put(&format!("/wp/v2/posts/{id}"), &fields)?;
    compare(&heard.value, &fields, &mut dropped);
    remember(&heard, posted)?;
    posted.known = Some(whole_hash(&heard.value));
    posted.sending = None;
    keep(posted).map_err(journal)?;
    Ok(dropped)
}

/// What the account can't do is said before anything is begun.
fn check_account(rest: &Rest<'_>, uploads: bool) -> Result<(), WordPressError> {
    let me = rest.get("/wp/v2/users/me", &[("context", "edit")])?;
    let may = |what: &str| me.value.pointer(&format!("/capabilities/{what}")) == Some(&Value::Bool(true));
    match (may("edit_posts"), may("upload_files") || !uploads) {
        (false, _) => Err(WordPressError::MayNotWrite),
        (true, false) => Err(WordPressError::MayNotUpload),
        (true, true) => Ok(()),
    }
}

/// Finds the post that a run before this one began, or makes it.
fn begin(
    rest: &Rest<'_>,
    post: &Post<'_>,
    (title, is_foreign): (&str, bool),
    query: Option<&str>,
    posted: &mut Posted,
    keep: Keep<'_>,
) -> Result<u64, WordPressError> {
    let content = blocks(post.text, post.language, is_foreign, &[]);
    posted.sending.get_or_insert_with(|| text_hash(title, &content));
    keep(posted).map_err(journal)?;
    let mut found = with_token(rest, "/wp/v2/posts", &posted.token, &[("status", ANYWHERE)])?;
    if found.is_empty() {
        posted.sending = Some(text_hash(title, &content));
        keep(posted).map_err(journal)?;
        let mut fields = json!({
            "title": title, "content": content, "status": "draft", "slug": posted.token,
            "comment_status": "closed", "ping_status": "closed",
        });
        if let Some(day) = post.embargo {
            fields["date"] = json!(midnight(day));
        }
        let query: Vec<(&str, &str)> = query.iter().map(|language| ("lang", *language)).collect();
        let heard = rest.post("/wp/v2/posts", &query, &fields)?;
        let id = number(&heard.value, "id")?;
        posted.known = Some(whole_hash(&heard.value));
        found = match heard.value.get("slug").and_then(Value::as_str) {
            Some(slug) if slug == posted.token => vec![id],
            // Another process made one at the same moment: the older one stays.
            _ => {
                let mut found = with_token(rest, "/wp/v2/posts", &posted.token, &[("status", ANYWHERE)])?;
                found.sort_unstable();
                if found.first().is_some_and(|first| *first != id) {
                    rest.delete(&format!("/wp/v2/posts/{id}"))?;
                }
                if found.is_empty() { vec![id] } else { found }
            }
        };
    }
    let id = found.into_iter().min().ok_or(WordPressError::Malformed)?;
    posted.post = Some(id);
    posted.status = Status::Draft;
    keep(posted).map_err(journal)?;
    Ok(id)
}

/// The post as it is, if nobody but us wrote it and it is not public.
pub(super) fn untouched(rest: &Rest<'_>, id: u64, posted: &Posted) -> Result<(), WordPressError> {
    let there = rest.get(&format!("/wp/v2/posts/{id}"), &[("context", "edit")])?;
    match status(&there.value) {
        Status::Draft | Status::Pending => {}
        Status::Gone | Status::Begun => return Err(WordPressError::Gone),
        Status::Scheduled | Status::Public | Status::Private => return Err(WordPressError::Public),
    }
    let raw = |field: &str| there.value.pointer(&format!("/{field}/raw")).and_then(Value::as_str);
    let (Some(title), Some(content)) = (raw("title"), raw("content")) else {
        return Err(WordPressError::MayNotChange);
    };
    let is_known = posted.known.as_deref() == Some(&whole_hash(&there.value));
    let is_sent = posted.sending.as_deref() == Some(&text_hash(title, content));
    if is_known || is_sent { Ok(()) } else { Err(WordPressError::Changed) }
}

/// Uploads a picture, unless it is there.
fn upload(
    rest: &Rest<'_>,
    post: u64,
    picture: &Picture,
    posted: &mut Posted,
    token: &mut dyn FnMut() -> String,
    keep: Keep<'_>,
    dropped: &mut Vec<Dropped>,
) -> Result<(), WordPressError> {
    let hash = picture_hash(picture);
    let known = posted.pictures.iter().position(|sent| sent.hash == hash);
    let at = if let Some(at) = known {
        at
    } else {
        posted.pictures.push(PostedPicture { hash, token: token(), media: None, source: None });
        keep(posted).map_err(journal)?;
        posted.pictures.len() - 1
    };
    let Some(sent) = posted.pictures.get_mut(at).filter(|sent| sent.media.is_none()) else { return Ok(()) };
    let found = with_token(rest, "/wp/v2/media", &sent.token, &[("status", "inherit,private,trash")])?;
    let heard = if let Some(media) = found.into_iter().min() {
        rest.get(&format!("/wp/v2/media/{media}"), &[("context", "edit")])?
    } else {
        let name = format!("{}.{}", sent.token, picture.format.ending());
        let file = Sent::File { bytes: &picture.file, media_type: picture.format.media_type(), name: &name };
        // Bound to its draft from the start: until that is public, nobody is told of it.
        let post = post.to_string();
        let query = [
            ("post", post.as_str()),
            ("slug", &sent.token),
            ("title", &sent.token),
            ("alt_text", &picture.alt),
        ];
        rest.upload(&query, &file, &mut |_| ())?
    };
    if heard.value.get("alt_text").and_then(Value::as_str) != Some(&picture.alt) {
        dropped.push(Dropped::Alt);
    }
    let media = number(&heard.value, "id")?;
    let source = heard.value.get("source_url").and_then(Value::as_str).unwrap_or_default();
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-._~/:%".contains(letter);
    let holds = (source.starts_with("http://") || source.starts_with("https://"))
        && source.chars().all(is_plain)
        && source.contains(&sent.token);
    if !holds {
        return Err(WordPressError::Malformed);
    }
    sent.media = Some(media);
    sent.source = Some(source.to_owned());
    keep(posted).map_err(journal)
}

fn uploaded<'a>(pictures: &'a [Picture], posted: &'a Posted) -> Vec<Uploaded<'a>> {
    let of = |picture: &'a Picture| {
        let hash = picture_hash(picture);
        let sent = posted.pictures.iter().find(|sent| sent.hash == hash)?;
        Some(Uploaded { media: sent.media?, source: sent.source.as_deref()?, alt: &picture.alt })
    };
    pictures.iter().filter_map(of).collect()
}

fn picture_hash(picture: &Picture) -> String {
    use base64::Engine;
    hash(&[&base64::prelude::BASE64_STANDARD.encode(&picture.file), &picture.alt])
}

/// What has this token, or one that the site made of it.
fn with_token(
    rest: &Rest<'_>,
    route: &str,
    token: &str,
    query: &[(&str, &str)],
) -> Result<Vec<u64>, WordPressError> {
    let slugs = format!("{token},{token}-2,{token}-3,{token}__trashed");
    let mut all = vec![("slug", slugs.as_str()), ("context", "edit"), ("orderby", "id"), ("order", "asc")];
    all.extend_from_slice(query);
    let heard = rest.get(route, &all)?;
    let items = heard.value.as_array().ok_or(WordPressError::Malformed)?;
    items.iter().map(|item| number(item, "id")).collect()
}

/// The language to ask for, where the site keeps languages apart.
fn language(
    rest: &Rest<'_>,
    post: &Post<'_>,
    site: &WordPress,
    dropped: &mut Vec<Dropped>,
) -> Result<Option<String>, WordPressError> {
    let languages = match rest.get("/pll/v1/languages", &[]) {
        Ok(heard) => heard,
        // No such plugin.
        Err(WordPressError::Refused(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    let slug = |language: &Value| language.get("slug").and_then(Value::as_str).map(str::to_owned);
    let known: Vec<String> = languages.value.as_array().into_iter().flatten().filter_map(slug).collect();
    let wanted = known.into_iter().find(|language| language == post.language);
    if wanted.is_none() && post.language != site.language {
        dropped.push(Dropped::Language);
    }
    Ok(wanted)
}

/// What was asked for, and is not in the answer.
fn compare(there: &Value, fields: &Value, dropped: &mut Vec<Dropped>) {
    let raw = |field: &str| there.pointer(&format!("/{field}/raw")).and_then(Value::as_str);
    let asked = |field: &str| fields.get(field).and_then(Value::as_str);
    if raw("title") != asked("title") || raw("content") != asked("content") {
        dropped.push(Dropped::Text);
    }
    let numbers = |value: &Value, field: &str| -> Vec<u64> {
        value.get(field).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_u64).collect()
    };
    for (field, name) in [("categories", Dropped::Category as fn(String) -> Dropped), ("tags", Dropped::Tag)]
    {
        let held = numbers(there, field);
        let lost = numbers(fields, field).into_iter().filter(|id| !held.contains(id));
        dropped.extend(lost.map(|id| name(id.to_string())));
    }
    if fields.get("featured_media").is_some_and(|cover| there.get("featured_media") != Some(cover)) {
        dropped.push(Dropped::Cover);
    }
    if asked("date").is_some_and(|date| there.get("date").and_then(Value::as_str) != Some(date)) {
        dropped.push(Dropped::Day);
    }
}

/// What an answer says of a post.
pub(super) fn remember(heard: &Heard, posted: &mut Posted) -> Result<(), WordPressError> {
    if Some(number(&heard.value, "id")?) != posted.post {
        return Err(WordPressError::Malformed);
    }
    posted.status = status(&heard.value);
    let link = heard.value.get("link").and_then(Value::as_str);
    posted.link = link.filter(|_| posted.status == Status::Public).map(str::to_owned);
    Ok(())
}

pub(super) fn status(post: &Value) -> Status {
    Status::of(post.get("status").and_then(Value::as_str).unwrap_or_default())
}

pub(super) fn number(value: &Value, field: &str) -> Result<u64, WordPressError> {
    value.get(field).and_then(Value::as_u64).filter(|number| *number > 0).ok_or(WordPressError::Malformed)
}

/// A day's first moment, in the site's own time.
fn midnight(day: Day) -> String {
    format!("{day}T00:00:00")
}

pub(super) fn journal(error: VaultError) -> WordPressError {
    WordPressError::Journal(Box::new(error))
}
