//! One call: what is asked, and what may come back. An answer counts if its status is the one that was expected, it is JSON,
//! and it has what was asked for.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use form_urlencoded::Serializer;
use hyper::body::Bytes;
use hyper::header::{ALLOW, AUTHORIZATION, CONTENT_DISPOSITION, CONTENT_TYPE, DATE, HeaderMap, LOCATION};
use hyper::{Method, Request, Response};
use jiff::fmt::rfc2822;
use serde_json::Value;

use super::answer::json;
use super::guard::{Instead, instead};
use super::{WordPress, WordPressError};
use crate::publish::web::Web;

/// A page of posts with all they hold is smaller.
const ANSWER_MAX: usize = 16 * 1024 * 1024;
/// A code is a word.
const CODE_MAX: usize = 64;
/// A host's name is shorter.
const HOST_MAX: usize = 253;

/// A WordPress, by one account.
pub(crate) struct Rest<'a> {
    web: &'a Web,
    authorization: String,
}

/// What is sent along.
pub(crate) enum Sent<'a> {
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
    /// May this account make something here? `None` where the site does not say.
    pub may_make: Option<bool>,
}

impl Drop for Rest<'_> {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.authorization);
    }
}

impl<'a> Rest<'a> {
    /// As this account.
    #[must_use]
    pub(crate) fn new(web: &'a Web, site: &WordPress) -> Self {
        let mut pair = format!("{}:{}", site.login, site.password.expose_secret());
        let authorization = format!("Basic {}", BASE64_STANDARD.encode(&pair));
        zeroize::Zeroize::zeroize(&mut pair);
        Self { web, authorization }
    }

    /// Reads.
    ///
    /// # Errors
    /// [`WordPressError`].
    pub(crate) fn get(&self, route: &str, query: &[(&str, &str)]) -> Result<Heard, WordPressError> {
        self.call(&Method::GET, route, query, &Sent::Nothing, &mut |_| ())
    }

    /// Makes something.
    ///
    /// # Errors
    /// [`WordPressError`].
    pub(crate) fn post(
        &self,
        route: &str,
        query: &[(&str, &str)],
        fields: &Value,
    ) -> Result<Heard, WordPressError> {
        self.call(&Method::POST, route, query, &Sent::Fields(fields), &mut |_| ())
    }

    /// Changes something; what is not named stays.
    ///
    /// # Errors
    /// [`WordPressError`].
    pub(crate) fn put(&self, route: &str, fields: &Value) -> Result<Heard, WordPressError> {
        self.call(&Method::PUT, route, &[], &Sent::Fields(fields), &mut |_| ())
    }

    /// Deletes something, for good.
    ///
    /// # Errors
    /// [`WordPressError`].
    pub(crate) fn delete(&self, route: &str) -> Result<Heard, WordPressError> {
        self.call(&Method::DELETE, route, &[("force", "true")], &Sent::Nothing, &mut |_| ())
    }

    /// The same; what is gone already is no error.
    ///
    /// # Errors
    /// [`WordPressError`].
    pub(super) fn delete_if_there(&self, route: &str) -> Result<(), WordPressError> {
        match self.delete(route) {
            Ok(_) | Err(WordPressError::Gone) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Sends a file.
    ///
    /// # Errors
    /// [`WordPressError`].
    pub(crate) fn upload(
        &self,
        query: &[(&str, &str)],
        file: &Sent<'_>,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Heard, WordPressError> {
        self.call(&Method::POST, "/wp/v2/media", query, file, progress)
    }

    /// A page of the site, as anybody sees it; `None` where there is none.
    pub(super) fn page(&self, below: &str) -> Option<String> {
        let path = format!("{}{below}", self.web.address().path());
        let request = Request::builder().method(Method::GET).uri(path).body(Bytes::new()).ok()?;
        let response = self.web.ask(request, ANSWER_MAX, &mut |_| ()).ok()?;
        let is_there = response.status().is_success();
        is_there.then(|| String::from_utf8_lossy(response.body()).into_owned())
    }

    /// The same, of an address that the site gave; of this site alone.
    pub(super) fn page_of(&self, link: &str) -> Option<String> {
        let (_, rest) = link.split_once("://")?;
        let (_, path) = rest.split_once('/')?;
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-._~/%?&=".contains(letter);
        let below = format!("/{path}");
        let below = below.strip_prefix(self.web.address().path())?;
        if below.chars().all(is_plain) { self.page(below) } else { None }
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
    if head.status.is_redirection() {
        return Err(moved(&head.headers));
    }
    let Some(value) = json(&body) else {
        return Err(match (head.status.as_u16(), instead(head.status.as_u16(), &head.headers, &body)) {
            (413, _) => WordPressError::FileTooLarge,
            (_, Instead::Maintenance) => WordPressError::Maintenance,
            (_, instead) => WordPressError::Instead(instead),
        });
    };
    let code = value.get("code").and_then(Value::as_str).unwrap_or_default();
    // Where something was printed before it, the answer's own status came too late.
    let own = value.pointer("/data/status").and_then(Value::as_u64).and_then(|own| u16::try_from(own).ok());
    let status = own.filter(|own| !code.is_empty() && *own >= 400).unwrap_or(head.status.as_u16());
    if !(200..300).contains(&status) {
        return Err(refusal(status, code, route));
    }
    let text = |name| head.headers.get(name).and_then(|value| value.to_str().ok());
    let clock =
        text(DATE).and_then(|date| rfc2822::parse(date).ok()).map(|date| date.timestamp().as_second());
    let may_make = text(ALLOW).map(|allowed| allowed.split(',').any(|method| method.trim() == "POST"));
    Ok(Heard { value, clock, may_make })
}

/// Where it sends: to a page to log in, or to another host. Nothing is sent there.
fn moved(headers: &HeaderMap) -> WordPressError {
    let location = headers.get(LOCATION).and_then(|location| location.to_str().ok()).unwrap_or_default();
    let lower = location.to_ascii_lowercase();
    if ["login", "signin", "sign-in", "/sso", "/auth", "connexion"].iter().any(|word| lower.contains(word)) {
        return WordPressError::LoginPage;
    }
    let host = lower.split_once("://").map(|(_, rest)| rest).unwrap_or_default();
    let host = host.split(['/', '?', '#']).next().unwrap_or_default();
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || "-.:".contains(letter);
    let is_host = !host.is_empty() && host.len() <= HOST_MAX && host.chars().all(is_name);
    let scheme = if lower.starts_with("https://") { "https" } else { "http" };
    WordPressError::Moved(is_host.then(|| format!("{scheme}://{host}")))
}

/// Codes are the same in every language; messages are not.
fn refusal(status: u16, code: &str, route: &str) -> WordPressError {
    let is_media = route.starts_with("/wp/v2/media");
    match (status, code) {
        (503, "") => WordPressError::Maintenance,
        (413, _) | (_, "rest_upload_unknown_error") => WordPressError::FileTooLarge,
        (
            _,
            "rest_forbidden_status"
            | "rest_forbidden_context"
            | "rest_not_logged_in"
            | "incorrect_password"
            | "invalid_username"
            | "invalid_email",
        ) => WordPressError::NotLoggedIn,
        (401, code) if code.starts_with("rest_cannot_") || code.starts_with("rest_forbidden") => {
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
        (_, "db_insert_error" | "db_update_error") => WordPressError::Database,
        (401 | 403, code) => WordPressError::Closed(word(code)),
        // Whatever stands before the site said it.
        (_, "") => WordPressError::NotWordPress,
        (_, code) => WordPressError::Refused(word(code)),
    }
}

/// A code is a word, and nothing that a terminal would obey.
fn word(code: &str) -> String {
    let letters = code.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '_');
    letters.take(CODE_MAX).collect()
}

/// What has this token, or one that the site made of it.
pub(super) fn with_token(
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

pub(super) fn number(value: &Value, field: &str) -> Result<u64, WordPressError> {
    value.get(field).and_then(Value::as_u64).filter(|number| *number > 0).ok_or(WordPressError::Malformed)
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
            (403, "text/html", "<h1>Forbidden</h1>"),
        ] {
            assert!(
                matches!(answer(status, content_type, body), Err(WordPressError::Instead(_))),
                "{status}"
            );
        }
        assert!(matches!(answer(503, "text/html", "maintenance"), Err(WordPressError::Maintenance)));
        assert!(matches!(answer(413, "text/html", ""), Err(WordPressError::FileTooLarge)));
    }

    #[test]
    fn where_a_site_sends_is_said_and_its_words_are_not() {
        let sends = |to: &str| {
            let response = Response::builder().status(302).header(LOCATION, to).body(Vec::new());
            heard(response.expect("an answer"), "/").err()
        };
        assert!(matches!(
            sends("https://www.site.example/?rest_route=/"),
            Some(WordPressError::Moved(Some(host))) if host == "https://www.site.example"
        ));
        assert!(matches!(sends("/somewhere"), Some(WordPressError::Moved(None))));
        assert!(matches!(sends("https://evil<b>/x"), Some(WordPressError::Moved(None))));
        assert!(matches!(sends("https://site.example/wp-login.php?x=1"), Some(WordPressError::LoginPage)));
    }

    #[test]
    fn an_answer_whose_status_came_too_late_is_what_it_says_it_is() {
        let body = "\u{feff}{\"code\":\"rest_cannot_create\",\"data\":{\"status\":401}}";
        assert!(matches!(answer(200, "text/html", body), Err(WordPressError::NotLoggedIn)));
        let body = "\u{feff}{\"id\":7}";
        assert!(answer(200, "text/html", body).is_ok());
        let closed = "{\"code\":\"rest_api_closed\",\"data\":{\"status\":403}}";
        assert!(matches!(
            answer(403, "application/json", closed),
            Err(WordPressError::Closed(code)) if code == "rest_api_closed"
        ));
        let full = "{\"code\":\"db_insert_error\",\"data\":{\"status\":500}}";
        assert!(matches!(answer(500, "application/json", full), Err(WordPressError::Database)));
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
