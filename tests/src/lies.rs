//! What a hostile server can answer: every lie about every message.

use std::time::{Duration, Instant};

use rand::RngCore;
use serde_json::{Value, json};

use crate::proxy::{Exchange, Passed, halves, with_body};

/// What a lie says of itself; no program may repeat it to its person, or to anybody.
pub const MARK: &str = "mallory";
/// Longer than any field.
const LONG: usize = 300_000;
const LATE: Duration = Duration::from_millis(1_500);

/// An answer that is not the one that the server gave.
#[derive(Clone)]
pub struct Lie {
    /// What is wrong.
    pub name: String,
    how: How,
}

#[derive(Clone)]
enum How {
    /// No answer at all.
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
    /// What was answered to something else, or to the same earlier.
    Instead(Vec<u8>),
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

/// Every lie about the answers to one kind of request: those that were given, and those that were given to other kinds.
#[must_use]
pub fn about(given: &[&Exchange], others: &[&Exchange]) -> Vec<Lie> {
    let lie = |name: &str, how| Lie { name: name.to_owned(), how };
    let mut lies = vec![
        lie("silence", How::Silence),
        lie("late", How::Late),
        lie("half of it", How::Half),
        lie("no body", How::Headless),
        lie("noise", How::Noise),
        lie("500", How::Status("500 Internal Server Error")),
        lie("404", How::Status("404 Not Found")),
        lie("elsewhere", How::Status("302 Found\r\nlocation: http://mallory.example/")),
        lie("null", How::Body(b"null".to_vec())),
        lie("a list", How::Body(b"[]".to_vec())),
        lie("an object", How::Body(b"{}".to_vec())),
    ];
    lies.extend(given.first().map(|first| lie("what it said first", How::Instead(first.answer.clone()))));
    lies.extend(others.iter().map(|other| {
        let line = String::from_utf8_lossy(&other.request).lines().next().unwrap_or_default().to_owned();
        lie(&format!("the answer to {line}"), How::Instead(other.answer.clone()))
    }));
    // The answer that has most in it.
    let bodies = given.iter().filter_map(|exchange| serde_json::from_slice(halves(&exchange.answer).1).ok());
    if let Some(body) = bodies.max_by_key(|body: &Value| body.to_string().len()) {
        walk(&body, &mut Vec::new(), &mut lies);
    }
    lies
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
    /// Whether it is about one field of the answer.
    #[must_use]
    pub fn is_of_a_field(&self) -> bool {
        matches!(self.how, How::At(..) | How::List(..) | How::Flipped(..))
    }

    /// What is said in the place of an honest answer.
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
