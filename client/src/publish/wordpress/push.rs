//! An item on its way to a site: a draft first, then its pictures, bound to it under names that say nothing, then the
//! whole, which is read again as it is there. Whoever is killed anywhere on the way and begins again makes no second post
//! and no second picture.

use estafette_keys::day::Day;
use serde_json::{Value, json};

use super::account::{languages, rights};
use super::blocks::{Mark, Style, Uploaded, blocks, title};
use super::journal::{Holder, Keep, Posted, is_text, journal, meaning_hash, whole_hash};
use super::letters::{Letters, lacks_letters, meaning};
use super::media::{upload, uploaded};
use super::rest::{Heard, Rest, number, with_token};
use super::shown::{Shown, compare as shown, others_that_differ, words_that_differ};
use super::terms::{slugs, terms};
use super::{WordPress, WordPressError, calendar, event, tribe};
use crate::publish::Event;
use crate::publish::calendar::Entry;
use crate::publish::event::{with_event, without_event};
use crate::publish::status::Status;
use crate::publish::target::{Dropped, Picture};
use crate::publish::zone::Zone;

/// Where a post may be that was begun.
const ANYWHERE: &str = "draft,pending,private,future,publish,trash";

/// What is put on the site.
pub(crate) struct Post<'a> {
    /// Its title, plain text.
    pub title: &'a str,
    /// Its text, harmless Markdown.
    pub text: &'a str,
    /// Whether each of its signs has to be shown as it was written.
    pub as_written: bool,
    /// The language it is in.
    pub language: &'a str,
    /// Its section.
    pub section: &'a str,
    /// Its kind.
    pub kind: &'a str,
    /// When and where it takes place, if it is an event.
    pub event: Option<&'a Event>,
    /// The same for calendars.
    pub entry: Option<&'a Entry>,
    /// The zone that its hours are in.
    pub zone: Option<&'a Zone>,
    /// The date it gets: it stays a draft.
    pub embargo: Option<Day>,
    /// Its pictures, made new.
    pub pictures: &'a [Picture],
}

/// Makes the post, or brings it up to date. `token` gives new random tokens.
///
/// # Errors
/// [`WordPressError`]; what was done so far is remembered.
pub(crate) fn push(
    rest: &Rest<'_>,
    site: &WordPress,
    post: &Post<'_>,
    posted: &mut Posted,
    token: &mut dyn FnMut() -> String,
    keep: Keep<'_>,
) -> Result<Vec<Dropped>, WordPressError> {
    let may_upload = check_account(rest, !post.pictures.is_empty())?;
    let mut dropped = Vec::new();
    let query = language(rest, post, site, &mut dropped)?;
    let mark = Mark::of(post.language, post.text, &site.language, query.is_some());
    let mut style =
        Style { language: post.language, mark, letters: Letters::Beyond16Bits, as_written: post.as_written };
    let id = match posted.post {
        Some(id) => id,
        None => begin(rest, post, &mut style, query.as_deref(), posted, keep)?,
    };
    let is_public = untouched(rest, id, posted, post.event.is_some())?;
    let is_own = posted.holder == Holder::TribeEvent;
    if is_own && !tribe::is_untouched(rest, id, posted)? {
        return Err(WordPressError::Changed);
    }

    // The address of what is public stays, and so do the words of others below it.
    let mut fields = if is_public {
        json!({})
    } else {
        json!({ "slug": "", "comment_status": "closed", "ping_status": "closed" })
    };
    let kind = posted.holder.categories();
    let categories = terms(rest, kind, &slugs(&site.categories, post.section, post.kind), query.as_deref())?;
    let tags = terms(rest, "tags", &slugs(&site.tags, post.section, post.kind), query.as_deref())?;
    dropped.extend(categories.missing.into_iter().map(Dropped::Category));
    dropped.extend(tags.missing.into_iter().map(Dropped::Tag));
    if !categories.ids.is_empty() {
        fields[kind] = json!(categories.ids);
    }
    if !tags.ids.is_empty() {
        fields["tags"] = json!(tags.ids);
    }
    for picture in post.pictures {
        upload(rest, id, picture, posted, token, keep, &mut dropped)?;
    }
    if let Some(cover) = uploaded(post.pictures, posted).first() {
        fields["featured_media"] = json!(cover.media);
    }
    if let Some(day) = post.embargo.filter(|_| !is_public) {
        fields["date"] = json!(midnight(day));
    }
    let entry = post.entry.filter(|_| !is_own);
    if let Some(entry) = entry {
        let is_taken = may_upload && calendar::upload(rest, id, entry, posted, token, keep)?;
        dropped.extend((!is_taken).then_some(Dropped::Calendar));
    }
    let there = loop {
        let content = content(post, style, posted, &uploaded(post.pictures, posted));
        (fields["title"], fields["content"]) = (json!(title(post.title, style)), json!(content));
        match write(rest, id, &fields, posted, keep) {
            // A database that knows few letters refuses the others, or loses them.
            Err(WordPressError::Database) if style.letters != Letters::NotAscii => {}
            Ok(there) if style.letters != Letters::NotAscii && has_lost_letters(&there.value, &fields) => {}
            there => break there?,
        }
        style.letters = Letters::NotAscii;
    };
    compare(&there.value, &fields, &style, &mut dropped);
    calendar::delete_others(rest, entry, posted, keep)?;
    if let (true, Some(event)) = (is_own, post.event) {
        let is_kept = tribe::write(rest, id, event, post.zone, posted, keep)?;
        dropped.extend((!is_kept).then_some(Dropped::Event));
    }
    Ok(dropped)
}

/// The blocks: when and where, where nothing else on the site says it; the text, its pictures, the file for calendars.
fn content(post: &Post<'_>, style: Style<'_>, posted: &Posted, pictures: &[Uploaded<'_>]) -> String {
    let Some(event) = post.event else { return blocks(post.text, style, pictures) };
    let text = without_event(post.text, event, post.language);
    let is_own = posted.holder == Holder::TribeEvent;
    // An editor may have said it elsewhere in the text.
    let is_said = with_event(text, Some(event), post.language) == text;
    let above = (!is_own && !is_said).then(|| event::block(event, post.entry, post.title, style));
    let below = calendar::link(post.entry.filter(|_| !is_own), posted);
    let parts = [above, Some(blocks(text, style, pictures)), below];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}

/// Writes all of it, and reads it as it is there.
fn write(
    rest: &Rest<'_>,
    id: u64,
    fields: &Value,
    posted: &mut Posted,
    keep: Keep<'_>,
) -> Result<Heard, WordPressError> {
    let text = |field: &str| fields.get(field).and_then(Value::as_str).unwrap_or_default();
    posted.sending = Some(meaning_hash(text("title"), text("content")));
    keep(posted).map_err(journal)?;
    let route = posted.route(id);
    rest.put(&route, fields)?;
    let there = rest.get(&route, &[("context", "edit")])?;
    remember(&there, posted)?;
    posted.known = Some(whole_hash(&there.value));
    posted.sending = None;
    keep(posted).map_err(journal)?;
    Ok(there)
}

fn has_lost_letters(there: &Value, fields: &Value) -> bool {
    ["title", "content"].iter().any(|field| {
        let sent = fields.get(field).and_then(Value::as_str).unwrap_or_default();
        let raw = there.pointer(&format!("/{field}/raw")).and_then(Value::as_str).unwrap_or_default();
        lacks_letters(sent, raw)
    })
}

/// What the account can't do is said before anything is begun. Whether it may upload.
fn check_account(rest: &Rest<'_>, uploads: bool) -> Result<bool, WordPressError> {
    let account = rights(rest)?;
    match (account.may_write, account.may_upload || !uploads) {
        (false, _) => Err(WordPressError::MayNotWrite),
        (true, false) => Err(WordPressError::MayNotUpload),
        (true, true) => Ok(account.may_upload),
    }
}

/// Finds the post that a run before this one began, or makes it.
fn begin(
    rest: &Rest<'_>,
    post: &Post<'_>,
    style: &mut Style<'_>,
    query: Option<&str>,
    posted: &mut Posted,
    keep: Keep<'_>,
) -> Result<u64, WordPressError> {
    if post.event.is_some() && posted.sending.is_none() && tribe::is_there(rest)? {
        posted.holder = Holder::TribeEvent;
    }
    let route = posted.holder.route();
    let before = posted.clone();
    let text = |style: Style<'_>| (title(post.title, style), content(post, style, &before, &[]));
    let (title, content) = text(*style);
    posted.sending.get_or_insert_with(|| meaning_hash(&title, &content));
    keep(posted).map_err(journal)?;
    let mut found = with_token(rest, route, &posted.token, &[("status", ANYWHERE)])?;
    if found.is_empty() {
        posted.sending = Some(meaning_hash(&title, &content));
        keep(posted).map_err(journal)?;
        let query: Vec<(&str, &str)> = query.iter().map(|language| ("lang", *language)).collect();
        let made = loop {
            let (title, content) = text(*style);
            let mut fields = json!({
                "title": title, "content": content, "status": "draft", "slug": posted.token,
                "comment_status": "closed", "ping_status": "closed",
            });
            if let Some(day) = post.embargo {
                fields["date"] = json!(midnight(day));
            }
            match rest.post(route, &query, &fields) {
                Err(WordPressError::Database) if style.letters != Letters::NotAscii => {
                    style.letters = Letters::NotAscii;
                }
                made => break made?,
            }
        };
        let id = number(&made.value, "id")?;
        posted.known = Some(whole_hash(&made.value));
        found = match made.value.get("slug").and_then(Value::as_str) {
            Some(slug) if slug == posted.token => vec![id],
            // Another process made one at the same moment: the older one stays.
            _ => {
                let mut found = with_token(rest, route, &posted.token, &[("status", ANYWHERE)])?;
                found.sort_unstable();
                if found.first().is_some_and(|first| *first != id) {
                    rest.delete(&posted.route(id))?;
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

/// Looks whether nobody but us wrote it, and whether it is public or is going to be: what is public is changed only if that is asked.
pub(super) fn untouched(
    rest: &Rest<'_>,
    id: u64,
    posted: &Posted,
    may_be_public: bool,
) -> Result<bool, WordPressError> {
    let there = match rest.get(&posted.route(id), &[("context", "edit")]) {
        // Who may write drafts only is not even shown how a public one is written.
        Err(WordPressError::NotLoggedIn) if may_be_public => {
            let seen = rest.get(&posted.route(id), &[])?;
            let is_public = status(&seen.value) == Status::Public;
            return Err(if is_public { WordPressError::MayNotChange } else { WordPressError::NotLoggedIn });
        }
        there => there?,
    };
    let is_public = match status(&there.value) {
        Status::Draft | Status::Pending => false,
        Status::Gone | Status::Begun => return Err(WordPressError::Gone),
        Status::Scheduled | Status::Public | Status::Private if may_be_public => true,
        Status::Scheduled | Status::Public | Status::Private => return Err(WordPressError::Public),
    };
    let raw = |field: &str| there.value.pointer(&format!("/{field}/raw")).and_then(Value::as_str);
    let (Some(title), Some(content)) = (raw("title"), raw("content")) else {
        return Err(WordPressError::MayNotChange);
    };
    let is_known = posted.known.as_deref() == Some(&whole_hash(&there.value));
    let is_sent = posted.sending.as_deref().is_some_and(|sending| is_text(sending, title, content));
    if is_known || is_sent { Ok(is_public) } else { Err(WordPressError::Changed) }
}

/// The language to ask for, where the site keeps languages apart.
fn language(
    rest: &Rest<'_>,
    post: &Post<'_>,
    site: &WordPress,
    dropped: &mut Vec<Dropped>,
) -> Result<Option<String>, WordPressError> {
    let Some(known) = languages(rest)? else { return Ok(None) };
    let wanted = known.into_iter().find(|language| language == post.language);
    if wanted.is_none() && post.language != site.language {
        dropped.push(Dropped::Language);
    }
    Ok(wanted)
}

/// What was asked for, and is not in the answer.
fn compare(there: &Value, fields: &Value, style: &Style<'_>, dropped: &mut Vec<Dropped>) {
    let raw = |field: &str| there.pointer(&format!("/{field}/raw")).and_then(Value::as_str);
    let asked = |field: &str| fields.get(field).and_then(Value::as_str);
    let is_kept = |field: &str| raw(field).map(meaning) == asked(field).map(meaning);
    if !is_kept("title") || !is_kept("content") {
        dropped.push(Dropped::Text);
    }
    // What stands there is one thing, what a reader is shown another.
    for field in ["title", "content"] {
        let rendered = there.pointer(&format!("/{field}/rendered")).and_then(Value::as_str);
        let (Some(rendered), Some(asked)) = (rendered, asked(field)) else { continue };
        match shown(asked, rendered) {
            Shown::Signs(signs) if style.as_written => dropped.push(Dropped::Signs(signs)),
            Shown::Otherwise if is_kept(field) => {
                dropped.push(Dropped::Shown(words_that_differ(asked, rendered)));
            }
            _ => {}
        }
        dropped.extend(
            others_that_differ(asked, rendered, style.mark.direction).into_iter().map(Dropped::Shown),
        );
    }
    let numbers = |value: &Value, field: &str| -> Vec<u64> {
        value.get(field).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_u64).collect()
    };
    let category: fn(String) -> Dropped = Dropped::Category;
    let own = Holder::TribeEvent.categories();
    for (field, name) in [("categories", category), (own, category), ("tags", Dropped::Tag)] {
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

/// A day's first moment, in the site's own time.
fn midnight(day: Day) -> String {
    format!("{day}T00:00:00")
}
