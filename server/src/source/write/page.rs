//! The form as a page: what each kind asks for, what was typed, and what is wrong with it, at its place.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use estafette_keys::message::{Detail, Kind, TEXT_MAX};

use super::Place;
use super::checked::Wrong;
use crate::form::Typed;
use crate::i18n::{Locale, TEXT_LANGUAGES};
use crate::source::holding::until_sent;
use crate::source::problem::Problem;
use crate::source::{Page, rendered, section};
use crate::token::Purpose;

/// Fields that a page sends along, without an input.
const CARRIED: [&str; 2] = ["again", "proof"];

#[derive(Template)]
#[template(path = "write.html")]
struct WritePage<'a> {
    page: Page<'a>,
    heading: String,
    note: Option<String>,
    alert: Option<String>,
    errors: Vec<(&'static str, String)>,
    files_again: bool,
    action: String,
    nonce: String,
    token: Option<&'a str>,
    carried: Vec<(&'static str, &'a str)>,
    groups: Vec<Group<'a>>,
    rules: Vec<String>,
}

struct Group<'a> {
    legend: String,
    hint: Option<String>,
    inputs: Vec<Input<'a>>,
}

/// One question.
struct Input<'a> {
    name: &'static str,
    shape: Shape,
    label: String,
    hint: Option<String>,
    value: &'a str,
    error: Option<String>,
}

enum Shape {
    /// A line; `date` and `time` are lines that the browser helps with.
    Line(&'static str),
    Codename,
    Text,
    Files,
    /// One of these: value and words.
    Select(Vec<(&'static str, String)>),
    /// The same, all in view.
    Radio(Vec<(&'static str, String)>),
}

impl Input<'_> {
    /// The ids of what explains it.
    fn described(&self) -> Option<String> {
        let hint = self.hint.is_some().then(|| format!("{}-hint", self.name));
        let error = self.error.is_some().then(|| format!("{}-error", self.name));
        match (hint, error) {
            (Some(hint), Some(error)) => Some(format!("{hint} {error}")),
            (hint, error) => hint.or(error),
        }
    }
}

/// What is to be said above the form.
pub(super) enum Fault<'a> {
    /// Nothing.
    None,
    /// To be put right.
    Wrong(&'a [Wrong]),
    /// Not the form's fault.
    Problem(Problem),
}

impl Place<'_> {
    /// The form with what this kind presets. `token`: of a codename that was entered.
    pub(in crate::source) fn empty(self, token: Option<&str>) -> Response {
        let mut typed = Typed::default();
        typed.preset("language", self.language);
        typed.preset(
            "publish",
            match self.kind {
                Kind::Communique | Kind::Event => "edited",
                Kind::Prisoner => "as-written",
                Kind::Tip | Kind::Offer | Kind::Invite | Kind::Contact | Kind::Correction => "background",
            },
        );
        if let Some(token) = token {
            typed.preset("token", token);
        }
        self.form(typed, &Fault::None, false)
    }

    /// The form with what was typed. `files_again`: there were files, and a browser forgets them.
    pub(super) fn form(self, mut typed: Typed, fault: &Fault<'_>, files_again: bool) -> Response {
        let turn = typed.take_turn();
        let (source, kind, name) = (self.source, self.kind, &self.section.name);
        let token = Some(typed.value("token")).filter(|token| !token.is_empty());
        let first_look = matches!(fault, Fault::None) && token.is_none();
        // A link to another language would drop what was typed, or the codename.
        let page = if first_look {
            Page::new(source, self.language, format!("write/{name}/{kind}"))
        } else {
            Page::alone(source, self.language)
        };
        let wrong = match fault {
            Fault::Wrong(wrong) => *wrong,
            Fault::None | Fault::Problem(_) => &[],
        };
        let (status, alert) = match fault {
            Fault::None => (StatusCode::OK, None),
            Fault::Wrong(_) => (StatusCode::UNPROCESSABLE_ENTITY, Some(page.say("error-summary"))),
            Fault::Problem(problem) => (problem.status(), Some(problem.sentence(&page, source))),
        };
        let title = self.section.title(page.language());
        let kind_name = page.say_of("kind", kind);
        let form = WritePage {
            heading: page.locale.say_with_two("write-title", ("kind", &kind_name), ("section", title)),
            note: match kind {
                Kind::Contact if typed.value("proof").starts_with("yes") => Some(page.say("write-proof-yes")),
                Kind::Contact if typed.value("proof").starts_with("no") => Some(page.say("write-proof-no")),
                Kind::Prisoner => Some(page.say("write-note-prisoner")),
                Kind::Communique => Some(page.say("write-note-communique")),
                _ => None,
            },
            alert,
            errors: wrong.iter().map(|wrong| (wrong.field(), wrong.in_summary(&page))).collect(),
            files_again,
            action: format!("/{}/write/{name}/{kind}", page.language()),
            nonce: self.nonce_for(&typed),
            token,
            // What no input asks for is sent along: the form stays what it was.
            carried: CARRIED.map(|name| (name, typed.value(name))).to_vec(),
            groups: self.groups(&page.locale, &typed, wrong),
            rules: section::rules(self.section, page.language()),
            page,
        };
        let response = rendered(status, &form);
        let response = match fault {
            Fault::Problem(problem) => problem.with_when(response),
            Fault::None | Fault::Wrong(_) => response,
        };
        until_sent(response, turn)
    }

    /// A form that comes back keeps its nonce: sent at last, it is still the same form. One that no longer opens
    /// would be taken for a new form at every try.
    fn nonce_for(self, typed: &Typed) -> String {
        let nonce = typed.value("nonce");
        let opens = self.source.tokens.open(Purpose::Form, nonce, self.source.clock.now()).is_ok();
        if opens { nonce.to_owned() } else { self.source.form_nonce() }
    }

    fn groups<'t>(self, locale: &Locale<'_>, typed: &'t Typed, wrong: &[Wrong]) -> Vec<Group<'t>> {
        let ask = |name: &'static str, shape: Shape, hint: Option<String>| Input {
            name,
            // A browser that helps with a day shows nothing of what is none.
            shape: match shape {
                Shape::Line(_) if wrong.iter().any(|wrong| wrong.field() == name) => Shape::Line("text"),
                shape => shape,
            },
            label: locale.say(&format!("field-{name}")),
            hint,
            value: typed.value(name),
            error: wrong.iter().find(|wrong| wrong.field() == name).map(|wrong| wrong.sentence(locale)),
        };
        let choices = |name: &str, values: &[&'static str]| {
            values.iter().map(|value| (*value, locale.say(&format!("field-{name}-{value}")))).collect()
        };
        let hint = |name: &str| Some(locale.say(&format!("field-{name}-hint")));
        let group = |legend: &str, hint: Option<String>, inputs: Vec<Input<'t>>| Group {
            legend: locale.say(legend),
            hint,
            inputs,
        };

        let mut groups = Vec::new();
        if wrong.iter().any(|wrong| wrong.field() == "codename") {
            groups.push(group(
                "write-codename",
                None,
                vec![ask("codename", Shape::Codename, hint("codename"))],
            ));
        }
        let details: Vec<_> = self
            .kind
            .details()
            .iter()
            .flat_map(|detail| match detail {
                Detail::Starts => vec![
                    ask("starts", Shape::Line("date"), None),
                    ask("starts-at", Shape::Line("time"), None),
                ],
                Detail::Ends => {
                    vec![ask("ends", Shape::Line("date"), None), ask("ends-at", Shape::Line("time"), None)]
                }
                Detail::PublishFrom => {
                    vec![ask("publish-from", Shape::Line("date"), hint("publish-from"))]
                }
                Detail::Offers => {
                    let choices = choices("offers", &["time", "skill", "material"]);
                    vec![ask("offers", Shape::Select(choices), None)]
                }
                // Said by the buttons below a proof, never typed.
                Detail::Proof => Vec::new(),
                other => vec![ask(other.name(), Shape::Line("text"), None)],
            })
            .collect();
        if !details.is_empty() {
            groups.push(group("write-details", None, details));
        }
        let length = locale.say_with("field-text-hint", "kilobytes", TEXT_MAX / 1_000);
        let languages = TEXT_LANGUAGES.iter().map(|(tag, name)| (*tag, (*name).to_owned()));
        let languages = languages.chain([("und", locale.say("field-language-und"))]).collect();
        groups.push(group(
            "write-message",
            None,
            vec![ask("language", Shape::Select(languages), None), ask("text", Shape::Text, Some(length))],
        ));
        let publish = choices("publish", &["as-written", "edited", "background"]);
        groups.push(group(
            "write-mandate",
            Some(locale.say("write-mandate-hint")),
            vec![
                ask("publish", Shape::Radio(publish), None),
                ask("not-before", Shape::Line("date"), hint("not-before")),
                ask("sign-as", Shape::Line("text"), hint("sign-as")),
            ],
        ));
        let limit = locale.say_with("field-files-hint", "limit", self.source.limit());
        groups.push(group("write-files", None, vec![ask("files", Shape::Files, Some(limit))]));
        groups
    }
}
