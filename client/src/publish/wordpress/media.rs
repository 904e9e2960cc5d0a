//! A post's files on a site: each uploaded once, under a name that says nothing, pictures with words for those who don't see them.

use serde_json::{Value, json};

use super::WordPressError;
use super::blocks::Uploaded;
use super::journal::{Keep, Posted, PostedPicture, hash, journal};
use super::letters::{Letters, by_number, meaning};
use super::rest::{Heard, Rest, Sent, number, with_token};
use crate::publish::html::escaped;
use crate::publish::target::{Dropped, Picture};

/// A file on its way to a site.
pub(super) struct Parcel<'a> {
    /// What it is, whatever it is called.
    pub(super) hash: String,
    /// How its name ends.
    pub(super) ending: &'static str,
    /// Its type.
    pub(super) media_type: &'static str,
    /// Its bytes.
    pub(super) bytes: &'a [u8],
    /// What a picture shows.
    pub(super) alt: Option<&'a str>,
}

/// Uploads a picture, unless it is there.
pub(super) fn upload(
    rest: &Rest<'_>,
    post: u64,
    picture: &Picture,
    posted: &mut Posted,
    token: &mut dyn FnMut() -> String,
    keep: Keep<'_>,
    dropped: &mut Vec<Dropped>,
) -> Result<(), WordPressError> {
    let parcel = Parcel {
        hash: picture_hash(picture),
        ending: picture.format.ending(),
        media_type: picture.format.media_type(),
        bytes: &picture.file,
        alt: Some(&picture.alt),
    };
    let is_told = bring(rest, post, &parcel, |posted| &mut posted.pictures, posted, token, keep)?;
    dropped.extend((!is_told).then_some(Dropped::Alt));
    Ok(())
}

/// Uploads a file, unless it is there. Has the site its words?
pub(super) fn bring(
    rest: &Rest<'_>,
    post: u64,
    parcel: &Parcel<'_>,
    list: fn(&mut Posted) -> &mut Vec<PostedPicture>,
    posted: &mut Posted,
    token: &mut dyn FnMut() -> String,
    keep: Keep<'_>,
) -> Result<bool, WordPressError> {
    let known = list(posted).iter().position(|sent| sent.hash == parcel.hash);
    let at = if let Some(at) = known {
        at
    } else {
        let hash = parcel.hash.clone();
        list(posted).push(PostedPicture { hash, token: token(), media: None, source: None });
        keep(posted).map_err(journal)?;
        list(posted).len() - 1
    };
    let waits = list(posted).get(at).filter(|sent| sent.media.is_none());
    let Some(own) = waits.map(|sent| sent.token.clone()) else { return Ok(true) };
    let found = with_token(rest, "/wp/v2/media", &own, &[("status", "inherit,private,trash")])?;
    let heard = if let Some(media) = found.into_iter().min() {
        rest.get(&format!("/wp/v2/media/{media}"), &[("context", "edit")])?
    } else {
        let name = format!("{own}.{}", parcel.ending);
        let file = Sent::File { bytes: parcel.bytes, media_type: parcel.media_type, name: &name };
        // Bound to its draft from the start: until that is public, nobody is told of it.
        let post = post.to_string();
        let mut query = vec![("post", post.as_str()), ("slug", &own), ("title", &own)];
        query.extend(parcel.alt.map(|alt| ("alt_text", alt)));
        rest.upload(&query, &file, &mut |_| ())?
    };
    let media = number(&heard.value, "id")?;
    let is_told = match parcel.alt {
        Some(alt) => describes(&heard, alt) || describe_by_number(rest, media, alt)?,
        None => true,
    };
    let source = source(&heard.value, &own).ok_or(WordPressError::Malformed)?;
    if let Some(sent) = list(posted).get_mut(at) {
        (sent.media, sent.source) = (Some(media), Some(source));
    }
    keep(posted).map_err(journal)?;
    Ok(is_told)
}

/// Where it is shown from. A network that hands pictures out may have given it another address, and a query.
fn source(value: &Value, token: &str) -> Option<String> {
    let text = |field: &str| value.get(field).and_then(Value::as_str).unwrap_or_default();
    let source = text("source_url");
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-._~/:%?&=,+@!*;".contains(letter);
    let holds = (source.starts_with("http://") || source.starts_with("https://"))
        && source.chars().all(is_plain)
        && (source.contains(token) || text("slug").starts_with(token));
    holds.then(|| source.to_owned())
}

fn describes(heard: &Heard, alt: &str) -> bool {
    let there = heard.value.get("alt_text").and_then(Value::as_str).unwrap_or_default();
    meaning(there) == alt || there == alt
}

/// Once more, for a database that does not know its letters.
fn describe_by_number(rest: &Rest<'_>, media: u64, alt: &str) -> Result<bool, WordPressError> {
    for letters in [Letters::Beyond16Bits, Letters::NotAscii] {
        let sent = by_number(&escaped(alt), letters);
        let heard = match rest.put(&format!("/wp/v2/media/{media}"), &json!({ "alt_text": sent })) {
            Err(WordPressError::Database) => continue,
            heard => heard?,
        };
        if describes(&heard, alt) {
            return Ok(true);
        }
    }
    Ok(false)
}

pub(super) fn uploaded<'a>(pictures: &'a [Picture], posted: &'a Posted) -> Vec<Uploaded<'a>> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_may_be_another_hosts_and_have_a_query() {
        let found =
            |address: &str, slug: &str| source(&json!({ "source_url": address, "slug": slug }), "c-12");
        for address in [
            "https://site.example/wp-content/uploads/2026/11/c-12.jpg",
            "https://i0.pictures.example/site.example/c-12.jpg?fit=800%2C600&ssl=1",
            "https://pictures.example/w:auto/h:auto/q:mauto/c-12.jpg.webp",
        ] {
            assert_eq!(found(address, "").as_deref(), Some(address));
        }
        assert!(found("https://pictures.example/8f3a?x=1", "c-12-2").is_some());
        for (address, slug) in [
            ("https://site.example/other.jpg", "other"),
            ("javascript:c-12", "c-12"),
            ("https://site.example/c-12.jpg\" onload=", "c-12"),
            ("", "c-12"),
        ] {
            assert_eq!(found(address, slug), None, "{address}");
        }
    }
}
