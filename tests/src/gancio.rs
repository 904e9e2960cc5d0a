//! Something that answers as Gancio does. The real one is in no registry that this machine reaches: this is its interface as its
//! documentation and its source have it (1.2x), with what is awkward in it: a wrong password is a fault of the server's, a place is
//! known by its name alone, a picture that is not sent again is gone, and who asks for an event that is hidden is told that there is none.

use std::sync::{Arc, Mutex, MutexGuard};

use serde_json::{Map, Value, json};

use crate::machine::Machine;
use crate::wordpress::before;

/// The account.
pub const LOGIN: &str = "redaction@site.example";
/// Its password, of which each sign counts.
pub const PASSWORD: &str = "un mot de passe, +&%";

/// An agenda that runs.
pub struct Gancio {
    /// Where it answers.
    pub url: String,
    kept: Arc<Mutex<Kept>>,
}

#[derive(Default)]
struct Kept {
    events: Vec<Value>,
    places: Vec<Value>,
    made: u64,
    requests: Vec<Vec<u8>>,
}

impl Default for Gancio {
    fn default() -> Self {
        let kept = Arc::<Mutex<Kept>>::default();
        let all = Arc::clone(&kept);
        let url = before(move |request| all.lock().expect("nobody panicked").answer(request));
        Self { url, kept }
    }
}

impl Gancio {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().expect("nobody panicked")
    }

    /// Its port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.url.rsplit_once(':').and_then(|(_, port)| port.parse().ok()).expect("a port")
    }

    /// All that is there.
    #[must_use]
    pub fn events(&self) -> Vec<Value> {
        self.kept().events.clone()
    }

    /// The requests that came, each whole.
    #[must_use]
    pub fn requests(&self) -> Vec<Vec<u8>> {
        self.kept().requests.clone()
    }

    /// Its editors change a field of an event.
    pub fn changes(&self, at: usize, field: &str, value: Value) {
        self.kept().events[at][field] = value;
    }

    /// Its editors know a place.
    pub fn knows(&self, name: &str, address: &str) {
        self.kept().places.push(json!({ "name": name, "address": address }));
    }

    /// Makes it known to a machine, under the name `agenda`.
    pub fn is_known_to(&self, machine: &Machine, url: &str, more: &[&str]) -> String {
        let file = machine.path("password-agenda");
        if !std::path::Path::new(&file).exists() {
            machine.put("password-agenda", PASSWORD.as_bytes());
        }
        let add = ["site", "add", "agenda", "--gancio", url, "--login", LOGIN, "--password", &file];
        machine.does(&[&add[..], &["--zone", "Europe/Brussels"], more].concat())
    }
}

impl Kept {
    fn answer(&mut self, request: &[u8]) -> Vec<u8> {
        let end = memchr::memmem::find(request, b"\r\n\r\n").expect("a head");
        let head = String::from_utf8_lossy(&request[..end]).into_owned();
        let body = &request[end + 4..];
        let line = head.lines().next().unwrap_or_default().to_owned();
        self.requests.push(request.to_vec());
        let mut words = line.split(' ');
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let query: Map<String, Value> = pairs(query.as_bytes());
        let is_ours = head.contains("Bearer a-token") || head.to_lowercase().contains("bearer a-token");
        let id = path.rsplit('/').next().and_then(|id| id.parse::<u64>().ok());
        let (status, value) = match (method, path) {
            ("POST", "/oauth/login") => login(body),
            ("GET", "/api/user") if is_ours => (200, json!({ "id": 1, "email": LOGIN, "is_admin": false })),
            (_, "/api/user") => (403, Value::Null),
            ("GET", "/api/events") => (200, self.listed(&query)),
            ("GET", "/api/place") => (200, self.places_like(&query)),
            ("GET", _) if path.starts_with("/api/event/detail/") => {
                match self.events.iter().find(|event| Some(event["id"].as_u64()) == Some(id)) {
                    Some(event) if event["is_visible"] == true => {
                        let mut event = event.clone();
                        event["isMine"] = json!(is_ours);
                        (200, event)
                    }
                    _ => (404, Value::Null),
                }
            }
            ("POST" | "PUT", "/api/event") => self.brought(method, &fields(&head, body), is_ours),
            ("DELETE", _) if path.starts_with("/api/event/") => {
                let count = self.events.len();
                self.events.retain(|event| !is_ours || Some(event["id"].as_u64()) != Some(id));
                (if self.events.len() < count { 200 } else { 403 }, Value::Null)
            }
            _ => (404, Value::Null),
        };
        let body = if value.is_null() { "OK".to_owned() } else { value.to_string() };
        format!(
            "HTTP/1.1 {status} X\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )
        .into_bytes()
    }

    fn listed(&self, query: &Map<String, Value>) -> Value {
        let second =
            |name: &str| query.get(name).and_then(Value::as_str).and_then(|at| at.parse::<i64>().ok());
        let (from, until) = (second("start").unwrap_or_default(), second("end").unwrap_or(i64::MAX));
        let shown = self.events.iter().filter(|event| {
            let starts = event["start_datetime"].as_i64().unwrap_or_default();
            event["is_visible"] == true && starts >= from && starts <= until
        });
        let listed = shown.map(|event| {
            let mut event = event.clone();
            event.as_object_mut().expect("an event").remove("description");
            event
        });
        listed.collect()
    }

    fn places_like(&self, query: &Map<String, Value>) -> Value {
        let search = query.get("search").and_then(Value::as_str).unwrap_or_default().to_lowercase();
        let has = |place: &&Value| {
            ["name", "address"]
                .iter()
                .any(|field| place[*field].as_str().unwrap_or_default().to_lowercase().contains(&search))
        };
        self.places.iter().filter(has).cloned().collect()
    }

    fn brought(&mut self, method: &str, fields: &[(String, String)], is_ours: bool) -> (u16, Value) {
        let text =
            |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
        let second = |name: &str| text(name).and_then(|value| value.parse::<i64>().ok());
        let id = text("id").and_then(|id| id.parse::<u64>().ok());
        let at = self.events.iter().position(|event| id.is_some() && event["id"].as_u64() == id);
        let (name, address) =
            (text("place_name").unwrap_or_default(), text("place_address").unwrap_or_default());
        let (Some(title), Some(starts)) = (text("title"), second("start_datetime")) else {
            return (400, Value::Null);
        };
        let ends = second("end_datetime");
        if name.is_empty() || address.is_empty() || ends.is_some_and(|ends| ends < starts) {
            return (400, Value::Null);
        }
        if method == "PUT" && !is_ours {
            return (403, Value::Null);
        }
        if method == "PUT" && at.is_none() {
            return (404, Value::Null);
        }
        let is_it =
            |place: &&Value| place["name"].as_str().unwrap_or_default().to_lowercase() == name.to_lowercase();
        let place = self.places.iter().find(is_it).cloned();
        let place = place.unwrap_or_else(|| {
            let place = json!({ "name": name, "address": address });
            self.places.push(place.clone());
            place
        });
        // What it takes from a text is its own affair.
        let description = text("description").unwrap_or_default().replace(" rel=\"noreferrer\"", "");
        let tags: Vec<&str> =
            fields.iter().filter(|(name, _)| name == "tags[]").map(|(_, tag)| tag.as_str()).collect();
        let number = id.unwrap_or(self.made + 1);
        let media: Vec<Value> = text("image")
            .map(|bytes| json!({ "name": text("image_name"), "size": bytes.len() }))
            .into_iter()
            .collect();
        let event = json!({
            "id": number, "slug": format!("evenement-{number}"), "title": title.trim(), "description": description, "place": place,
            "start_datetime": starts, "end_datetime": ends, "multidate": text("multidate") == Some("true"), "tags": tags,
            "is_visible": is_ours, "media": media,
        });
        if let Some(at) = at {
            self.events[at] = event.clone();
        } else {
            self.made += 1;
            self.events.push(event.clone());
        }
        (200, event)
    }
}

fn login(body: &[u8]) -> (u16, Value) {
    let form = pairs(body);
    let is = |name: &str, value: &str| form.get(name).and_then(Value::as_str) == Some(value);
    let is_known = is("username", LOGIN) && is("password", PASSWORD);
    if is_known && is("grant_type", "password") && is("client_id", "self") {
        (200, json!({ "access_token": "a-token", "token_type": "Bearer", "username": LOGIN }))
    } else {
        (500, Value::Null)
    }
}

fn pairs(form: &[u8]) -> Map<String, Value> {
    form_urlencoded::parse(form).map(|(name, value)| (name.into_owned(), json!(value))).collect()
}

/// The fields of a form with files in it.
fn fields(head: &str, body: &[u8]) -> Vec<(String, String)> {
    let boundary =
        head.split("boundary=").nth(1).and_then(|rest| rest.split(['\r', '\n']).next()).expect("a form");
    let mark = format!("--{boundary}");
    let body = body.iter().map(|byte| char::from(*byte)).collect::<String>();
    let parts = body.split(&mark).filter(|part| part.starts_with("\r\n"));
    let field = |part: &str| {
        let (head, value) = part.split_once("\r\n\r\n").expect("a part has a head");
        let name = head.split("name=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a name");
        let bytes: Vec<u8> =
            value.strip_suffix("\r\n").unwrap_or(value).chars().map(|byte| byte as u8).collect();
        (name.to_owned(), String::from_utf8_lossy(&bytes).into_owned())
    };
    parts.map(field).collect()
}
