//! A content on its way into a file: goes on where it stopped, and takes no byte more than was announced.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};

use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::header::{CONTENT_LENGTH, CONTENT_RANGE};
use hyper::{Response, StatusCode};

use super::connection::refusal;
use super::error::ApiError;
use crate::http::{HttpError, patient};

/// Writes what arrives to the end of `file`, which holds `held` of `size` bytes; tells how many came each time.
pub(super) async fn receive(
    response: Response<Incoming>,
    file: &mut File,
    held: u64,
    size: u64,
    progress: &mut dyn FnMut(u64),
) -> Result<(), ApiError> {
    let mut held = match response.status() {
        StatusCode::PARTIAL_CONTENT if range_fits(&response, held, size) => held,
        // The server starts over: so do we.
        StatusCode::OK => {
            file.set_len(0).and_then(|()| file.seek(SeekFrom::Start(0)).map(drop)).map_err(ApiError::Disk)?;
            0
        }
        status if status.is_success() => return Err(ApiError::Malformed),
        _ => return Err(refusal(response).await),
    };
    let announced =
        response.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length != size - held) {
        return Err(ApiError::Size);
    }
    let mut body = response.into_body();
    while let Some(frame) = patient(body.frame()).await? {
        let frame = frame.map_err(|_| HttpError::Broken)?;
        let Some(bytes) = frame.data_ref() else { continue };
        let count = bytes.len() as u64;
        if count > size - held {
            return Err(ApiError::Size);
        }
        file.write_all(bytes).map_err(ApiError::Disk)?;
        held += count;
        progress(held);
    }
    if held == size { Ok(()) } else { Err(ApiError::Cut) }
}

fn range_fits(response: &Response<Incoming>, held: u64, size: u64) -> bool {
    let expected = format!("bytes {held}-{}/{size}", size.saturating_sub(1));
    response.headers().get(CONTENT_RANGE).is_some_and(|range| range.as_bytes() == expected.as_bytes())
}
