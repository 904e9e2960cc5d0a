//! A form as a browser sends it, or as somebody who means harm does. The first line is the boundary; the first
//! byte says in what pieces the rest arrives.

#![no_main]
#![expect(clippy::disallowed_methods, reason = "the macro writes a file when asked what it was given")]

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderValue};
use bytes::Bytes;
use estafette_server::form::{Incoming, Pace, Typed};
use libfuzzer_sys::fuzz_target;
use tokio::runtime::Runtime;
use tokio::sync::Semaphore;

const PACE: Pace = Pace { bytes_max: 1 << 20, silence: Duration::from_mins(1), rate: 0 };

static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime"));

fuzz_target!(|bytes: &[u8]| {
    // The same fields as a form sends them that leaves its files behind.
    let _ = Typed::of_pairs(bytes);
    let Some((size, rest)) = bytes.split_first() else { return };
    let cut = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    let (boundary, body) = rest.split_at(cut);
    let boundary = boundary.strip_suffix(b"\r").unwrap_or(boundary);
    let content_type = [b"multipart/form-data; boundary=".as_slice(), boundary].concat();
    let Ok(content_type) = HeaderValue::from_bytes(&content_type) else { return };
    let headers = HeaderMap::from_iter([(CONTENT_TYPE, content_type)]);
    let pieces: Vec<Result<Bytes, std::io::Error>> = body
        .strip_prefix(b"\n")
        .unwrap_or(body)
        .chunks(usize::from(*size).max(1))
        .map(|piece| Ok(Bytes::copy_from_slice(piece)))
        .collect();
    let body = Body::from_stream(futures_util::stream::iter(pieces));
    RUNTIME.block_on(async {
        let Ok(mut form) = Incoming::new(&headers, body, PACE, Arc::new(Semaphore::new(1))) else { return };
        let mut file = form.read_typed().await.ok().flatten();
        while let Some(begun) = file {
            assert!(!begun.name.is_empty(), "a file comes in under some name");
            while let Ok(Some(_)) = form.chunk().await {}
            file = form.next_file().await.ok().flatten();
        }
        let typed = form.typed().value("text").to_owned();
        // What is read afterwards adds to what was typed, and takes nothing away.
        assert!(form.drain().await.0.value("text").starts_with(&typed));
    });
});
