//! What a site answers, or something in its place.

#![no_main]
#![expect(clippy::disallowed_methods, reason = "the macro writes a file when asked what it was given")]

use estafette::parsers::{WordPressError, heard};
use hyper::Response;
use hyper::header::{CONTENT_TYPE, LOCATION};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for status in [200, 201, 301, 400, 401, 403, 404, 413, 500, 503] {
        let response = Response::builder().status(status).header(CONTENT_TYPE, "application/json");
        let Ok(response) = response.body(bytes.to_vec()) else { return };
        if let Err(WordPressError::Refused(word) | WordPressError::Closed(word)) =
            heard(response, "/wp/v2/posts")
        {
            let is_word = word.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
            assert!(is_word && word.len() <= 64, "it reaches a terminal");
        }
        // A page, and where it sends.
        let response = Response::builder().status(status).header(CONTENT_TYPE, "text/html");
        let Ok(response) = response.header(LOCATION, bytes).body(bytes.to_vec()) else { continue };
        if let Err(WordPressError::Moved(Some(to))) = heard(response, "/") {
            let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-.:/".contains(letter);
            assert!(to.chars().all(is_plain) && to.len() <= 261, "it reaches a terminal");
        }
    }
});
