//! One call: what is asked, and what may come back. An answer counts if its status is the one that was expected, its type is
//! JSON, and it has what was asked for.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use form_urlencoded::Serializer;
use hyper::body::Bytes;
use hyper::header::{AUTHORIZATION, CONTENT_DISPOSITION, CONTENT_TYPE, DATE};
use hyper::{Method, Request, Response, StatusCode};
use jiff::fmt::rfc2822;
use serde_json::Value;

use super::{WordPress, WordPressError};
use crate::publish::web::Web;

/// A page of posts with all they hold is smaller.
const ANSWER_MAX: usize = 16 * 1024 * 1024;
/// A code is a word.
const CODE_MAX: usize = 64;

/// A WordPress, by one account.
pub struct Rest<'a> {
    web: &'a Web,
    authorization: String,
}

/// What is sent along.
pub enum Sent<'a> {
    /// Nothing.
    Nothing,
    /// Fields.
    Fields(&'a Value),
    /// A file.
    File {
        /// Its bytes.
        bytes: &'a [u8],
        /// Its type.
        media_type: &'static str,
        /// What it is called on the site.
        name: &'a str,
    },
}

/// An answer that was expected.
pub struct Heard {
    /// What it holds.
    pub value: Value,
    /// The site's clock, in seconds since 1970.
    pub clock: Option<i64>,
}

impl Drop for Rest<'_> {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.authorization);
    }
}

impl<'a> Rest<'a> {
    /// As this account.
    #[must_use]
    pub fn new(web: &'a Web, site: &WordPress) -> Self {
        let mut pair = format!("{}:{}", site.login, site.password.expose_secret());
        let authorization = format!("Basic {}", BASE64_STANDARD.encode(&pair));
        zeroize::Zeroize::zeroize(&mut pair);
        Self { web, authorization }
    }

    /// Reads.
    ///
    /// # Errors
    /// [`WordPressError`].
    pub fn get(&self, route: &str, query: &[(&str, &str)]) -> Result<Heard, WordPressError> {
        self.call(&Method::GET, route, query, &Sent::Nothing, &mut |_| ())
    }

    /// Makes something.
    ///
    /// # Errors
    /// [`WordPressError`].
    pub fn post(&self, route: &str, query: &[(&str, &str)], fields: &Value) -> Result<Heard, WordPressError> {
        self.call(&Method::POST, route, query, &Sent::Fields(fields), &mut |_| ())
    }

    /// Changes something; what is not named stays.
    ///
    /// # Errors
    /// [`WordPressError`].
    pub fn put(&self, route: &str, fields: &Value) -> Result<Heard, WordPressError> {
        self.call(&Method::PUT, route, &[], &Sent::Fields(fields), &mut |_| ())
    }

    /// Deletes something, for good.
    ///
    /// # Errors
    /// [`WordPressError`].
    pub fn delete(&self, route: &str) -> Result<Heard, WordPressError> {
        self.call(&Method::DELETE, route, &[("force", "true")], &Sent::Nothing, &mut |_| ())
    }

    /// Sends a file.
    ///
    /// # Errors
    /// [`WordPressError`].
    pub fn upload(
        &self,
        query: &[(&str, &str)],
        file: &Sent<'_>,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Heard, WordPressError> {
        self.call(&Method::POST, "/wp/v2/media", query, file, progress)
    }

    /// `/?rest_route=` answers whatever a site does with its addresses.
    fn call(
        &self,
        method: &Method,
        route: &str,
        query: &[(&str, &str)],
        sent: &Sent<'_>,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Heard, WordPressError> {
        let mut pairs = Serializer::new(String::new());
        pairs.append_pair("rest_route", route).extend_pairs(query);
        let path = format!("{}?{}", self.web.address().path(), pairs.finish());
        let mut request = Request::builder().method(method).uri(path);
        request = request.header(AUTHORIZATION, &self.authorization);
        let body = match sent {
            Sent::Nothing => Bytes::new(),
            Sent::Fields(fields) => {
                request = request.header(CONTENT_TYPE, "application/json");
                serde_json::to_vec(fields).map_err(|_| WordPressError::Malformed)?.into()
            }
            Sent::File { bytes, media_type, name } => {
                request = request.header(CONTENT_TYPE, *media_type);
                request = request.header(CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""));
                Bytes::copy_from_slice(bytes)
            }
        };
        let request = request.body(body).map_err(|_| WordPressError::Malformed)?;
        heard(self.web.ask(request, ANSWER_MAX, progress)?, route)
    }
}

/// Tells an answer that was expected from all others.
///
/// # Errors
/// [`WordPressError`].
pub fn heard(response: Response<Vec<u8>>, route: &str) -> Result<Heard, WordPressError> {
    let (head, body) = response.into_parts();
    let status = head.status;
    if status.is_redirection() {
        return Err(WordPressError::Moved);
    }
    let is_json =
        head.headers.get(CONTENT_TYPE).is_some_and(|value| value.as_bytes().starts_with(b"application/json"));
    let value: Option<Value> = if is_json { serde_json::from_slice(&body).ok() } else { None };
    if status.is_success() {
        let clock = head.headers.get(DATE).and_then(|date| date.to_str().ok());
        let clock = clock.and_then(|date| rfc2822::parse(date).ok()).map(|date| date.timestamp().as_second());
        return value.map(|value| Heard { value, clock }).ok_or(WordPressError::NotWordPress);
    }
    let code = value.as_ref().and_then(|value| value.get("code")?.as_str()).unwrap_or_default();
    Err(refusal(status, code, route))
}

/// Codes are the same in every language; messages are not.
fn refusal(status: StatusCode, code: &str, route: &str) -> WordPressError {
    let is_media = route.starts_with("/wp/v2/media");
    match (status.as_u16(), code) {
        (503, "") => WordPressError::Maintenance,
        (413, _) | (_, "rest_upload_unknown_error") => WordPressError::FileTooLarge,
        (401, _) => WordPressError::NotLoggedIn,
        (_, "rest_forbidden_status" | "rest_forbidden_context" | "rest_not_logged_in") => {
            WordPressError::NotLoggedIn
        }
        (_, "rest_cannot_publish") => WordPressError::MayNotPublish,
        (_, "rest_cannot_edit" | "rest_cannot_edit_others" | "rest_cannot_delete") => {
            WordPressError::MayNotChange
        }
        (403, "rest_cannot_create") if is_media => WordPressError::MayNotUpload,
        (403, "rest_cannot_create") => WordPressError::MayNotWrite,
        (_, "rest_post_invalid_id") => WordPressError::Gone,
        (_, "rest_upload_sideload_error") => WordPressError::FileRefused,
        // Whatever stands before the site said it.
        (_, "") => WordPressError::NotWordPress,
        (_, code) => {
            let word = code.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '_');
            WordPressError::Refused(word.take(CODE_MAX).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, content_type: &str, body: &str) -> Result<Heard, WordPressError> {
        let response = Response::builder().status(status).header(CONTENT_TYPE, content_type);
        let response = response.header(DATE, "Sat, 21 Nov 2026 10:00:00 GMT");
        heard(response.body(body.as_bytes().to_vec()).expect("an answer"), "/wp/v2/posts")
    }

    #[test]
    fn an_answer_is_json_or_none() {
        let heard = answer(200, "application/json; charset=UTF-8", "[]").ok();
        assert_eq!(heard.and_then(|heard| heard.clock), Some(1_795_255_200));
        for (status, content_type, body) in [
            (200, "text/html", "<!DOCTYPE html>"),
            (200, "application/json", "<br>Warning: POST Content-Length…{}"),
            (502, "text/html", "Bad Gateway"),
        ] {
            assert!(matches!(answer(status, content_type, body), Err(WordPressError::NotWordPress)));
        }
        assert!(matches!(answer(301, "text/html", ""), Err(WordPressError::Moved)));
        assert!(matches!(answer(503, "text/html", ""), Err(WordPressError::Maintenance)));
        assert!(matches!(answer(413, "text/html", ""), Err(WordPressError::FileTooLarge)));
    }

    #[test]
    fn a_code_that_is_no_word_does_not_reach_the_terminal() {
        let body = r#"{"code":"\u001b[2Jevil_code<script>","message":"x"}"#;
        let Err(WordPressError::Refused(word)) = answer(400, "application/json", body) else {
            panic!("refused");
        };
        assert_eq!(word, "2Jevil_codescript");
    }
}
