//! One call: what is asked, and what may come back.

use std::fmt::Write as _;

use form_urlencoded::Serializer;
use hyper::body::Bytes;
use hyper::header::{AUTHORIZATION, CONTENT_TYPE};
use hyper::{Method, Request};
use serde_json::Value;

use super::{Gancio, GancioError};
use crate::publish::web::Web;

/// A list of the events of one moment is far smaller.
const ANSWER_MAX: usize = 16 * 1024 * 1024;
const FORM: &str = "application/x-www-form-urlencoded";

/// An agenda, by one account.
pub(super) struct Api<'a> {
    web: &'a Web,
    token: String,
}

/// A field of a form, or its picture.
pub(super) enum Part<'a> {
    Text(&'static str, String),
    Picture { name: String, media_type: &'static str, bytes: &'a [u8] },
}

struct Sent {
    media_type: Option<String>,
    body: Bytes,
}

impl Drop for Api<'_> {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.token);
    }
}

impl<'a> Api<'a> {
    /// Logs in. What answers must be a Gancio that knows the account.
    pub(super) fn log_in(web: &'a Web, site: &Gancio) -> Result<Self, GancioError> {
        let mut form = Serializer::new(String::new());
        form.append_pair("username", &site.login)
            .append_pair("password", site.password.expose_secret())
            .append_pair("grant_type", "password")
            .append_pair("client_id", "self");
        let sent = Sent { media_type: Some(FORM.to_owned()), body: form.finish().into() };
        let (status, answer) = ask(web, &Method::POST, "oauth/login", None, sent)?;
        let token = answer.as_ref().and_then(|answer| answer.get("access_token")).and_then(Value::as_str);
        let token = match (status, token) {
            (200, Some(token)) => token.to_owned(),
            // It says with 500 that a password is wrong.
            (400 | 401 | 403 | 500, _) => return Err(GancioError::NotLoggedIn),
            (429 | 501.., _) => return Err(GancioError::Refused(status)),
            _ => return Err(GancioError::NotGancio),
        };
        let api = Self { web, token };
        match api.get("api/user", &[])? {
            Some(account) if account.get("email").is_some() => Ok(api),
            _ => Err(GancioError::NotGancio),
        }
    }

    /// The event of this number, if it is shown.
    pub(super) fn event(&self, id: u64) -> Result<Option<Value>, GancioError> {
        self.get(&format!("api/event/detail/{id}"), &[])
    }

    /// Events that are shown.
    pub(super) fn events(&self, query: &[(&str, &str)]) -> Result<Vec<Value>, GancioError> {
        self.list("api/events", query)
    }

    /// Places whose names or addresses have this in them.
    pub(super) fn places(&self, search: &str) -> Result<Vec<Value>, GancioError> {
        self.list("api/place", &[("search", search)])
    }

    /// Brings an event, or changes one.
    pub(super) fn bring(
        &self,
        method: &Method,
        boundary: &str,
        parts: &[Part<'_>],
    ) -> Result<Value, GancioError> {
        let media_type = Some(format!("multipart/form-data; boundary={boundary}"));
        let sent = Sent { media_type, body: form(boundary, parts).into() };
        match ask(self.web, method, "api/event", Some(&self.token), sent)? {
            (200 | 201, Some(event)) => Ok(event),
            (200 | 201, None) => Err(GancioError::Malformed),
            (status, _) => Err(refusal(status)),
        }
    }

    /// Deletes an event; what is gone already is no error.
    pub(super) fn delete(&self, id: u64) -> Result<(), GancioError> {
        let sent = Sent { media_type: None, body: Bytes::new() };
        let route = format!("api/event/{id}");
        let (status, _) = ask(self.web, &Method::DELETE, &route, Some(&self.token), sent)?;
        match status {
            200 | 204 | 404 => Ok(()),
            // It says the same of an event of another account and of one that is not there.
            403 if self.event(id)?.is_none() => Ok(()),
            status => Err(refusal(status)),
        }
    }

    fn list(&self, route: &str, query: &[(&str, &str)]) -> Result<Vec<Value>, GancioError> {
        match self.get(route, query)? {
            Some(Value::Array(found)) => Ok(found),
            Some(_) => Err(GancioError::Malformed),
            None => Ok(Vec::new()),
        }
    }

    fn get(&self, route: &str, query: &[(&str, &str)]) -> Result<Option<Value>, GancioError> {
        let query = Serializer::new(String::new()).extend_pairs(query).finish();
        let route = if query.is_empty() { route.to_owned() } else { format!("{route}?{query}") };
        let sent = Sent { media_type: None, body: Bytes::new() };
        match ask(self.web, &Method::GET, &route, Some(&self.token), sent)? {
            (200, Some(value)) => Ok(Some(value)),
            (200, None) => Err(GancioError::NotGancio),
            (404, _) => Ok(None),
            (401, _) => Err(GancioError::NotLoggedIn),
            (status, _) => Err(refusal(status)),
        }
    }
}

fn refusal(status: u16) -> GancioError {
    match status {
        401 => GancioError::NotLoggedIn,
        403 => GancioError::MayNotChange,
        404 => GancioError::Gone,
        status => GancioError::Refused(status),
    }
}

/// Sends it, and reads the answer: its status, and what it holds if that is JSON.
fn ask(
    web: &Web,
    method: &Method,
    route: &str,
    token: Option<&str>,
    sent: Sent,
) -> Result<(u16, Option<Value>), GancioError> {
    let path = format!("{}{route}", web.address().path());
    let mut request = Request::builder().method(method).uri(path);
    if let Some(token) = token {
        request = request.header(AUTHORIZATION, format!("Bearer {token}"));
    }
    if let Some(media_type) = sent.media_type {
        request = request.header(CONTENT_TYPE, media_type);
    }
    let request = request.body(sent.body).map_err(|_| GancioError::Malformed)?;
    let answer = web.ask(request, ANSWER_MAX, &mut |_| ())?;
    Ok((answer.status().as_u16(), serde_json::from_slice(answer.body()).ok()))
}

/// A form with a file in it. Nobody can guess what stands between its parts.
fn form(boundary: &str, parts: &[Part<'_>]) -> Vec<u8> {
    let mut form = Vec::new();
    for part in parts {
        // Into a text: it can't fail.
        let mut head = format!("--{boundary}\r\nContent-Disposition: form-data; ");
        match part {
            Part::Text(name, value) => {
                let _ = write!(head, "name=\"{name}\"\r\n\r\n{value}");
                form.extend_from_slice(head.as_bytes());
            }
            Part::Picture { name, media_type, bytes } => {
                let _ =
                    write!(head, "name=\"image\"; filename=\"{name}\"\r\nContent-Type: {media_type}\r\n\r\n");
                form.extend_from_slice(head.as_bytes());
                form.extend_from_slice(bytes);
            }
        }
        form.extend_from_slice(b"\r\n");
    }
    form.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    form
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_its_fields_and_its_picture() {
        let picture =
            Part::Picture { name: "image-1.png".into(), media_type: "image/png", bytes: b"\x89PNG" };
        let form = form("c-1", &[Part::Text("title", "Bal\r\n\"été\"".into()), picture]);
        let expected = "--c-1\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nBal\r\n\"été\"\r\n--c-1\r\n\
                        Content-Disposition: form-data; name=\"image\"; filename=\"image-1.png\"\r\nContent-Type: image/png\r\n\r\n";
        let expected = [expected.as_bytes(), b"\x89PNG\r\n--c-1--\r\n"].concat();
        assert_eq!(form, expected);
    }
}
