//! What a hostile server can answer, and what a hostile program can ask: every lie about every message.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{Rng, RngCore, SeedableRng};
use serde_json::{Value, json};

use crate::proxy::{Exchange, Passed, halves, with_body};
use crate::stack::now;

/// What a lie says of itself; no program may repeat it to its person, or to anybody.
pub const MARK: &str = "mallory";
/// Longer than any field.
const LONG: usize = 300_000;
/// What stands around the names in an address.
const AROUND: [char; 4] = ['/', '?', '=', '&'];
const LATE: Duration = Duration::from_millis(1_500);

/// All of them take a quarter of an hour: they are told where this is in the environment. Else of those about single fields one in so many,
/// others in each run.
const ALL: &str = "ESTAFETTE_LIES";
const ONE_IN: u32 = 10;

/// A message that is not the honest one.
#[derive(Clone)]
pub struct Lie {
    /// What is wrong.
    pub name: String,
    how: How,
}

#[derive(Clone)]
enum How {
    /// Nothing at all.
    Silence,
    /// It, later.
    Late,
    /// A part of it.
    Half,
    /// All but its body.
    Headless,
    /// Other bytes, as many.
    Noise,
    /// Another status.
    Status(&'static str),
    /// What was said of something else, or of the same earlier.
    Instead(Vec<u8>),
    /// To another address.
    To(String),
    /// Another body.
    Body(Vec<u8>),
    /// Another value in this place of its JSON.
    At(Vec<Step>, Option<Value>),
    /// A list in this place, otherwise.
    List(Vec<Step>, fn(&mut Vec<Value>)),
    /// One letter of the text in this place is another.
    Flipped(Vec<Step>),
}

#[derive(Clone)]
enum Step {
    Name(String),
    First,
}

/// Which lies are told this time.
pub struct Choice {
    /// A failure tells it.
    pub seed: u64,
    /// What else is left to chance.
    pub rng: StdRng,
}

/// Another at each run.
impl Default for Choice {
    fn default() -> Self {
        let seed = now().unsigned_abs();
        Self { seed, rng: StdRng::seed_from_u64(seed) }
    }
}

impl Choice {
    /// Of these.
    pub fn of(&mut self, mut lies: Vec<Lie>) -> Vec<Lie> {
        #[expect(clippy::disallowed_methods, reason = "whoever runs the test says how long it may take")]
        let all = std::env::var_os(ALL).is_some();
        lies.retain(|lie| all || !lie.is_of_a_field() || self.rng.gen_ratio(1, ONE_IN));
        lies
    }
}

/// Every lie about the answers to one kind of request.
#[must_use]
pub fn about(heard: &BTreeMap<String, Vec<Exchange>>, kind: &str) -> Vec<Lie> {
    let lie = |name: &str, how| Lie { name: name.to_owned(), how };
    let mut lies = every(heard, kind, |exchange| &exchange.answer);
    lies.extend([
        lie("late", How::Late),
        lie("500", How::Status("500 Internal Server Error")),
        lie("404", How::Status("404 Not Found")),
        lie("elsewhere", How::Status("302 Found\r\nlocation: http://mallory.example/")),
    ]);
    lies
}

/// Every lie in a request of this kind.
#[must_use]
pub fn asked(heard: &BTreeMap<String, Vec<Exchange>>, kind: &str) -> Vec<Lie> {
    let lie = |name: &str, how| Lie { name: name.to_owned(), how };
    let mut lies = every(heard, kind, |exchange| &exchange.request);
    let (head, _) = halves(&heard[kind][0].request);
    let address = head.split(' ').nth(1).expect("an address");
    let parts: Vec<&str> = address.split_inclusive(AROUND).collect();
    for (at, part) in parts.iter().enumerate().skip(1) {
        let name = part.trim_end_matches(AROUND);
        let (before, after) = (parts[..at].concat(), part.replacen(name, "", 1) + &parts[at + 1..].concat());
        let long = "a".repeat(LONG / 20);
        for other in ["", "%2e%2e%2f", "%00", "%1b%5B31m%E2%80%AEmallory", MARK, &flipped(name), &long] {
            let shown: String = other.chars().take(30).collect();
            lies.push(lie(&format!("to {before}{shown}{after}"), How::To(format!("{before}{other}{after}"))));
        }
    }
    lies
}

/// Every lie about one side of these exchanges.
fn every(heard: &BTreeMap<String, Vec<Exchange>>, kind: &str, said: fn(&Exchange) -> &Vec<u8>) -> Vec<Lie> {
    let lie = |name: &str, how| Lie { name: name.to_owned(), how };
    let mut lies = vec![
        lie("silence", How::Silence),
        lie("half of it", How::Half),
        lie("no body", How::Headless),
        lie("noise", How::Noise),
        lie("null", How::Body(b"null".to_vec())),
        lie("a list", How::Body(b"[]".to_vec())),
        lie("an object", How::Body(b"{}".to_vec())),
    ];
    let given = &heard[kind];
    lies.extend(given.first().map(|first| lie("the first again", How::Instead(said(first).clone()))));
    lies.extend(others(heard, kind, said).iter().map(|other| {
        let line = String::from_utf8_lossy(&other.request).lines().next().unwrap_or_default().to_owned();
        lie(&format!("as of {line}"), How::Instead(said(other).clone()))
    }));
    // That which has most in it.
    let bodies = given.iter().filter_map(|exchange| serde_json::from_slice(halves(said(exchange)).1).ok());
    if let Some(body) = bodies.max_by_key(|body: &Value| body.to_string().len()) {
        walk(&body, &mut Vec::new(), &mut lies);
    }
    lies
}

/// One exchange of each of two other kinds: the one that has most in it, and what comes next.
fn others<'a>(
    heard: &'a BTreeMap<String, Vec<Exchange>>,
    kind: &str,
    said: fn(&Exchange) -> &Vec<u8>,
) -> Vec<&'a Exchange> {
    let others = || heard.iter().filter(|(other, _)| *other != kind).filter_map(|(_, given)| given.first());
    let next = heard.range(kind.to_owned()..).nth(1).and_then(|(_, given)| given.first());
    others().max_by_key(|exchange| said(exchange).len()).into_iter().chain(next).collect()
}

/// Every lie about each field of JSON.
fn walk(value: &Value, way: &mut Vec<Step>, lies: &mut Vec<Lie>) {
    let mut tell = |name: &str, how| lies.push(Lie { name: format!("{}: {name}", shown(way)), how });
    if !way.is_empty() {
        let at = |value| How::At(way.clone(), value);
        tell("missing", at(None));
        tell("nothing", at(Some(Value::Null)));
        tell("a number", at(Some(json!(u64::MAX))));
        tell("a text", at(Some(json!(format!("{MARK}\u{1b}[31m\u{202e}../../{MARK}")))));
        tell("a long text", at(Some(json!("a".repeat(LONG)))));
    }
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                way.push(Step::Name(name.clone()));
                walk(value, way, lies);
                way.pop();
            }
        }
        Value::Array(list) => {
            tell("none", How::List(way.clone(), Vec::clear));
            tell("each twice", How::List(way.clone(), |list| list.extend(list.clone())));
            tell("the other way round", How::List(way.clone(), |list| list.reverse()));
            tell("without the last", How::List(way.clone(), |list| drop(list.pop())));
            if let Some(first) = list.first() {
                way.push(Step::First);
                walk(first, way, lies);
                way.pop();
            }
        }
        Value::String(_) => tell("another letter", How::Flipped(way.clone())),
        Value::Number(_) => tell("less than nothing", How::At(way.clone(), Some(json!(-1)))),
        _ => {}
    }
}

fn shown(way: &[Step]) -> String {
    way.iter().fold(String::new(), |text, step| match step {
        Step::Name(name) => text + "." + name,
        Step::First => text + "[]",
    })
}

impl Lie {
    /// Whether it is about one field.
    fn is_of_a_field(&self) -> bool {
        matches!(self.how, How::At(..) | How::List(..) | How::Flipped(..))
    }

    /// What is said in the place of an honest message.
    #[must_use]
    pub fn told(&self, answer: &[u8]) -> Passed {
        let body = |body: &[u8]| Passed::Bytes(with_body(answer, body));
        let (head, honest) = halves(answer);
        match &self.how {
            How::Silence => Passed::Nothing,
            How::Late => {
                let began = Instant::now();
                while began.elapsed() < LATE {
                    std::thread::park_timeout(LATE);
                }
                Passed::Bytes(answer.to_vec())
            }
            How::Half => Passed::Bytes(answer[..answer.len() / 2].to_vec()),
            How::Headless => body(b""),
            How::Noise => {
                let mut noise = vec![0; honest.len()];
                rand::thread_rng().fill_bytes(&mut noise);
                body(&noise)
            }
            How::Status(status) => {
                let (_, rest) = head.split_once("\r\n").unwrap_or_default();
                Passed::Bytes([format!("HTTP/1.1 {status}\r\n{rest}").as_bytes(), honest].concat())
            }
            How::Instead(other) => Passed::Bytes(other.clone()),
            How::To(address) => {
                let (line, rest) = head.split_once("\r\n").unwrap_or_default();
                let method = line.split(' ').next().unwrap_or_default();
                Passed::Bytes([format!("{method} {address} HTTP/1.1\r\n{rest}").as_bytes(), honest].concat())
            }
            How::Body(other) => body(other),
            How::At(..) | How::List(..) | How::Flipped(..) => match serde_json::from_slice(honest) {
                Ok(mut value) => {
                    self.changes(&mut value);
                    body(value.to_string().as_bytes())
                }
                // This time it has no fields.
                Err(_) => Passed::Bytes(answer.to_vec()),
            },
        }
    }

    /// Changes an answer's JSON, where it has the place.
    fn changes(&self, value: &mut Value) {
        match &self.how {
            How::At(way, other) => {
                let Some((Step::Name(last), way)) = way.split_last() else {
                    set(at(value, way), other.as_ref());
                    return;
                };
                if let Some(object) = at(value, way).and_then(Value::as_object_mut) {
                    match other {
                        Some(other) => drop(object.insert(last.clone(), other.clone())),
                        None => drop(object.remove(last)),
                    }
                }
            }
            How::List(way, change) => {
                if let Some(list) = at(value, way).and_then(Value::as_array_mut) {
                    change(list);
                }
            }
            How::Flipped(way) => {
                if let Some(Value::String(text)) = at(value, way) {
                    *text = flipped(text);
                }
            }
            _ => {}
        }
    }
}

fn set(place: Option<&mut Value>, other: Option<&Value>) {
    if let (Some(place), Some(other)) = (place, other) {
        *place = other.clone();
    }
}

fn at<'a>(value: &'a mut Value, way: &[Step]) -> Option<&'a mut Value> {
    way.iter().try_fold(value, |value, step| match step {
        Step::Name(name) => value.get_mut(name),
        Step::First => value.get_mut(0),
    })
}

/// The letter in the middle is another of its kind: hex stays hex, and base64 stays base64.
fn flipped(text: &str) -> String {
    let middle = text.chars().count() / 2;
    let other = |letter: char| match letter {
        'a' => 'b',
        '0' => '1',
        _ if letter.is_ascii_digit() => '0',
        _ => 'a',
    };
    text.chars().enumerate().map(|(at, letter)| if at == middle { other(letter) } else { letter }).collect()
}
