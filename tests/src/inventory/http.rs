//! What passes between programs, and between a browser and the pages.

use std::collections::BTreeMap;

use super::files::without_ids;
use super::nested::json;
use super::{Inventory, Value};
use crate::proxy::{Exchange, halves};

/// Headers of one message count as fields of all messages of an API.
pub struct Api {
    /// What the API is called in the list.
    pub name: &'static str,
    /// Segments before those that are names, and what those are called.
    pub names: &'static [(&'static str, &'static str)],
}

/// Holds a request and its answer against the list.
pub fn exchange(inventory: &mut Inventory, api: &Api, exchange: &Exchange) {
    let place = request(inventory, api, &exchange.request);
    let (answer, given) = halves(&exchange.answer);
    let status: i64 = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    inventory.see_all(&format!("{}: an answer", api.name), headers(&answer));
    if status < 400 {
        let several = place.ends_with("/v1/submissions/contents");
        inventory.see_all(&place, if several { contents(given) } else { body("← ", given) });
    } else {
        inventory.see_all(&format!("{}: an error", api.name), body("← ", given));
    }
}

/// Holds a request alone against the list; gives where it stands there.
pub fn request(inventory: &mut Inventory, api: &Api, request: &[u8]) -> String {
    let (request, sent) = halves(request);
    let (method, address) = first_two(&request);
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    // WordPress takes its path as a field.
    let (routes, query): (Vec<_>, Vec<_>) =
        query.split('&').filter_map(|pair| pair.split_once('=')).partition(|(name, _)| *name == "rest_route");
    let path = routes.first().map_or_else(|| path.to_owned(), |(_, route)| route.replace("%2F", "/"));
    let (path, in_path) = api.pattern(&path);
    let place = format!("{}: {method} {path}", api.name);
    inventory.see_all(&place, in_path.into_iter().map(|(name, value)| (name, Value::Text(value))));
    inventory.see_all(&format!("{}: a request", api.name), headers(&request));
    for (name, value) in query {
        inventory.see(&place, &format!("?{name}"), &Value::Text(value.to_owned()));
    }
    inventory.see_all(&place, body("→ ", sent));
    place
}

/// Holds a page against the list: what is in its forms and its head.
pub fn page(inventory: &mut Inventory, place: &str, answer: &crate::http::Answer) {
    inventory.see_all("pages: an answer", headers(&answer.head));
    let text = answer.text();
    for tag in text
        .split('<')
        .filter(|tag| ["input ", "button ", "textarea ", "select "].iter().any(|kind| tag.starts_with(kind)))
    {
        let attribute = |name: &str| crate::source::between(tag, &format!(" {name}=\""), "\"");
        if let Some(name) = attribute("name") {
            inventory.see(place, name, &Value::Text(attribute("value").unwrap_or_default().to_owned()));
        }
    }
}

impl Api {
    /// Which kind of request it is that begins so: its method and path, with names and ids taken out.
    #[must_use]
    pub fn kind(&self, head: &str) -> String {
        let (method, address) = first_two(head);
        let path = address.split('?').next().unwrap_or_default();
        format!("{method} {}", self.pattern(path).0)
    }

    /// Exchanges, by the kind of the request.
    #[must_use]
    pub fn by_kind(&self, exchanges: Vec<Exchange>) -> BTreeMap<String, Vec<Exchange>> {
        let mut kinds = BTreeMap::<String, Vec<Exchange>>::new();
        for exchange in exchanges {
            let kind = self.kind(&String::from_utf8_lossy(&exchange.request));
            kinds.entry(kind).or_default().push(exchange);
        }
        kinds
    }

    /// A path with its names and ids taken out, and these.
    fn pattern(&self, path: &str) -> (String, Vec<(String, String)>) {
        let (mut pattern, mut taken, mut before) = (String::new(), Vec::new(), "");
        for segment in path.split('/').skip(1) {
            let name = self.names.iter().find(|(after, _)| *after == before).map(|(_, name)| *name);
            let is_number = !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_digit());
            let name = name.or_else(|| (without_ids(segment) == "ID" || is_number).then_some("id"));
            pattern.push('/');
            match name {
                Some(name) => {
                    let name = format!("{{{name}}}");
                    pattern.push_str(&name);
                    taken.push((name, segment.to_owned()));
                }
                None => pattern.push_str(segment),
            }
            before = segment;
        }
        (pattern, taken)
    }
}

fn first_two(head: &str) -> (&str, &str) {
    let mut words = head.split(' ');
    (words.next().expect("a method"), words.next().expect("a path"))
}

fn headers(head: &str) -> Vec<(String, Value)> {
    let lines = head.lines().skip(1).filter_map(|line| line.split_once(':'));
    let value = |text: &str| {
        Value::Text(text.trim().trim_start_matches("Bearer ").trim_start_matches("Basic ").to_owned())
    };
    lines.map(|(name, text)| (name.to_lowercase(), value(text))).collect()
}

/// Contents, each behind its id and its length.
fn contents(mut bytes: &[u8]) -> Vec<(String, Value)> {
    let mut fields = Vec::new();
    while let Some((head, rest)) = bytes.split_at_checked(24) {
        let (id, length) = head.split_at(16);
        let length = u64::from_be_bytes(length.try_into().expect("eight bytes"));
        let (content, rest) = rest.split_at(usize::try_from(length).expect("a length"));
        fields.push(("← [].id".to_owned(), Value::Bytes(id.to_vec())));
        fields.push(("← [].length".to_owned(), Value::Number(i64::try_from(length).expect("a length"))));
        fields.push(("← [].content".to_owned(), Value::Bytes(content.to_vec())));
        bytes = rest;
    }
    fields
}

/// The fields of a body: JSON's, or what it is as a whole.
fn body(which: &str, bytes: &[u8]) -> Vec<(String, Value)> {
    if bytes.is_empty() {
        return Vec::new();
    }
    match serde_json::from_slice(bytes) {
        Ok(serde_json::Value::Null) => Vec::new(),
        Ok(value) => {
            json(&value).into_iter().map(|(name, value)| (which.to_owned() + &name, value)).collect()
        }
        Err(_) if bytes.starts_with(b"BEGIN:VCALENDAR") => {
            vec![(which.to_owned() + "calendar", Value::Bytes(bytes.to_vec()))]
        }
        Err(_) => vec![(which.to_owned() + "content", Value::Bytes(bytes.to_vec()))],
    }
}
