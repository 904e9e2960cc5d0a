//! To the server, piece by piece, for as long as it takes: a connection that breaks is made again, and goes on where the
//! server has come.

use std::time::{Duration, Instant};

use super::error::SendError;
use super::outbox::Parcel;
use crate::api::{ApiError, Refusal, SourceApi};
use crate::failure::Cause;
use crate::http::HttpError;
use crate::person::Notice;
use crate::session::Session;

/// The longest pause between two tries.
const PAUSE_MAX: Duration = Duration::from_secs(30);
/// The most bytes that are held in memory.
const PIECE_MAX: u64 = 16 * 1024 * 1024;

/// Sends it all, for as long as something comes of it now and then: at least once in `patience`.
pub(super) fn upload(
    session: &mut Session<'_>,
    api: &SourceApi,
    parcel: &Parcel,
    patience: Duration,
) -> Result<(), Cause> {
    session.person.transfer(parcel.label.size);
    let (mut furthest, mut since, mut pause) = (0, Instant::now(), Duration::from_secs(1));
    loop {
        let mut came = furthest;
        let error = match go_on(session, api, parcel, &mut came) {
            Ok(()) => {
                session.person.transferred(parcel.label.size);
                return Ok(());
            }
            Err(cause) => cause.take()?,
        };
        if came > furthest {
            (furthest, since, pause) = (came, Instant::now(), Duration::from_secs(1));
        }
        if since.elapsed() + pause > patience || !is_passing(&error) {
            return Err(SendError::Cut(error).into());
        }
        session.person.tell(&Notice::GoingOn);
        #[expect(clippy::disallowed_methods, reason = "another try at once would meet what this one met")]
        std::thread::sleep(pause);
        pause = (pause * 2).min(PAUSE_MAX);
    }
}

/// Another try may do better.
fn is_passing(error: &ApiError) -> bool {
    match error {
        ApiError::Connect(_)
        | ApiError::Tor(_)
        | ApiError::Http(HttpError::Silent | HttpError::Broken)
        | ApiError::Cut
        | ApiError::Refused(Refusal::Busy | Refusal::Conflict | Refusal::NotFound) => true,
        ApiError::Size
        | ApiError::Http(HttpError::TooLarge)
        | ApiError::Malformed
        | ApiError::Instance
        | ApiError::Disk(_)
        | ApiError::Local
        | ApiError::Refused(_) => false,
    }
}

fn go_on(session: &mut Session<'_>, api: &SourceApi, parcel: &Parcel, came: &mut u64) -> Result<(), Cause> {
    let (label, section) = (&parcel.label, parcel.section()?);
    let begun = match api.begin(label.transfer, label.id, &section) {
        Err(ApiError::Refused(Refusal::NotFound)) => return Err(SendError::NoSection.into()),
        begun => begun?,
    };
    if begun.stored {
        return Ok(());
    }
    // More than there is has not come: whoever says so would have the rest asked for for ever.
    if begun.offset > label.size {
        return Err(ApiError::Malformed.into());
    }
    let mut offset = begun.offset;
    while offset < label.size {
        *came = offset;
        session.person.transferred(offset);
        let bytes = parcel.piece(offset, begun.piece.clamp(1, PIECE_MAX))?;
        let length = bytes.len() as u64;
        let person = &mut session.person;
        let mut progress = |went| person.transferred(offset.saturating_add(went).min(label.size - 1));
        api.piece(label.transfer, offset, label.size, bytes, &mut progress)?;
        offset += length;
    }
    *came = offset;
    // A server that knows no memo would refuse it.
    let memo = label.memo.as_ref().filter(|_| begun.memo);
    Ok(api.end(label.transfer, label.size, &label.slots, memo)?)
}
