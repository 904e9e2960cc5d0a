//! The file for calendars that goes with a post: uploaded like a picture, where the account and the site let it, and linked below
//! the text. A file can't be changed there: a new one takes its place, and the one before is deleted.

use super::WordPressError;
use super::guard::Instead;
use super::journal::{Keep, Posted, PostedPicture, hash, journal};
use super::media::{Parcel, bring};
use super::rest::{Rest, with_token};
use crate::publish::calendar::{Entry, FILE};
use crate::publish::html::escaped;

/// Uploads it, unless it is there. `false` where the site does not take it.
pub(super) fn upload(
    rest: &Rest<'_>,
    post: u64,
    entry: &Entry,
    posted: &mut Posted,
    token: &mut dyn FnMut() -> String,
    keep: Keep<'_>,
) -> Result<bool, WordPressError> {
    let file = entry.file();
    let hash = hash(&[&file]);
    let was_begun = posted.calendars.iter().any(|sent| sent.hash == hash);
    let parcel = Parcel {
        hash: hash.clone(),
        ending: "ics",
        media_type: "text/calendar",
        bytes: file.as_bytes(),
        alt: None,
    };
    match bring(rest, post, &parcel, |posted| &mut posted.calendars, posted, token, keep) {
        Ok(_) => Ok(true),
        // Sites choose which kinds of files they take, and guards do, too.
        Err(
            WordPressError::FileRefused
            | WordPressError::MayNotUpload
            | WordPressError::Closed(_)
            | WordPressError::Refused(_)
            | WordPressError::Instead(Instead::Closed(_)),
        ) => {
            // One whose answer was lost may be there all the same.
            posted.calendars.retain(|sent| was_begun || sent.hash != hash);
            keep(posted).map_err(journal)?;
            Ok(false)
        }
        Err(error) => Err(error),
    }
}

/// The link to it, where it is there.
pub(super) fn link(entry: Option<&Entry>, posted: &Posted) -> Option<String> {
    let hash = hash(&[&entry?.file()]);
    let source = posted.calendars.iter().find(|sent| sent.hash == hash)?.source.as_deref()?;
    let source = escaped(source);
    Some(format!("<!-- wp:paragraph -->\n<p><a href=\"{source}\">{FILE}</a></p>\n<!-- /wp:paragraph -->"))
}

/// Deletes those that nothing links to any more; with `None`, all.
pub(super) fn delete_others(
    rest: &Rest<'_>,
    entry: Option<&Entry>,
    posted: &mut Posted,
    keep: Keep<'_>,
) -> Result<(), WordPressError> {
    let own = entry.map(|entry| hash(&[&entry.file()]));
    while let Some(at) = posted.calendars.iter().position(|sent| Some(&sent.hash) != own.as_ref()) {
        // One whose answer was lost has no number here, and may be there all the same.
        let media = match posted.calendars.get(at) {
            Some(PostedPicture { media: Some(media), .. }) => vec![*media],
            Some(sent) => {
                with_token(rest, "/wp/v2/media", &sent.token, &[("status", "inherit,private,trash")])?
            }
            None => Vec::new(),
        };
        for media in media {
            rest.delete_if_there(&format!("/wp/v2/media/{media}"))?;
        }
        posted.calendars.remove(at);
        keep(posted).map_err(journal)?;
    }
    Ok(())
}
