//! A post's pictures on a site: each uploaded once, under a name that says nothing, with words for those who don't see it.

use serde_json::{Value, json};

use super::WordPressError;
use super::blocks::Uploaded;
use super::journal::{Keep, Posted, PostedPicture, hash, journal};
use super::letters::{Letters, by_number, meaning};
use super::rest::{Heard, Rest, Sent, number, with_token};
use crate::publish::html::escaped;
use crate::publish::target::{Dropped, Picture};

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
    let media = number(&heard.value, "id")?;
    if !describes(&heard, &picture.alt) && !describe_by_number(rest, media, &picture.alt)? {
        dropped.push(Dropped::Alt);
    }
    let source = source(&heard.value, &sent.token).ok_or(WordPressError::Malformed)?;
    sent.media = Some(media);
    sent.source = Some(source);
    keep(posted).map_err(journal)
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
