//! The form as a page: what each kind asks for, what was typed, and what is wrong with it, at its place.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use estafette_keys::message::{Detail, Form, Kind, Publish, TEXT_MAX};
use estafette_words::Key;

use super::Intake;
use super::checked::FieldError;
use crate::form::Typed;
use crate::i18n::{Locale, TEXT_LANGUAGES, key};
use crate::source::arrived;
use crate::source::problem::Problem;
use crate::source::progress::FormSeen;
use crate::source::turn::until_sent;
use crate::source::{Page, rendered, section};
use crate::token::Purpose;

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
    /// Where it is seen how much of it has arrived.
    progress: String,
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

/// One input, or one group of choices.
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

/// What the page says above the form.
pub(super) enum Fault<'a> {
    /// Nothing.
    None,
    /// To be put right.
    FieldError(&'a [FieldError]),
    /// Not the form's fault.
    Problem(Problem),
}

impl Intake<'_> {
    /// The form with what this kind presets. `token`: of a codename that was entered.
    pub(in crate::source) fn empty(self, token: Option<&str>) -> Response {
        let mut typed = Typed::default();
        typed.preset("language", self.language);
        typed.preset("publish", self.kind.usually().name());
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
            Fault::FieldError(wrong) => *wrong,
            Fault::None | Fault::Problem(_) => &[],
        };
        let (status, alert) = match fault {
            Fault::None => (StatusCode::OK, None),
            Fault::FieldError(_) => (StatusCode::UNPROCESSABLE_ENTITY, Some(page.say(key!("error-summary")))),
            Fault::Problem(problem) => (problem.status(), Some(problem.sentence(&page, source))),
        };
        let title = self.section.title(page.language());
        let kind_name = page.say_named(&format!("kind-{kind}"));
        let nonce = self.nonce_for(&typed);
        let form = WritePage {
            heading: page.locale.say_with_two(key!("write-title"), ("kind", &kind_name), ("section", title)),
            note: self.note(&page.locale, &typed),
            alert,
            errors: wrong.iter().map(|wrong| (wrong.field(), wrong.in_summary(&page))).collect(),
            files_again,
            action: self.address(page.language()),
            progress: self.progress(&nonce, page.language()),
            nonce,
            token,
            // What no input asks for is sent along: the form stays what it was.
            carried: carried(kind).map(|name| (name, typed.value(name))).collect(),
            groups: self.groups(&page.locale, &typed, wrong),
            rules: section::rules(self.section, page.language()),
            page,
        };
        let response = rendered(status, &form);
        let response = match fault {
            Fault::Problem(problem) => problem.with_when(response),
            Fault::None | Fault::FieldError(_) => response,
        };
        until_sent(response, turn)
    }

    /// A form that comes back keeps its nonce: sent at last, it is still the same form. One that no longer opens
    /// would be taken for a new form at every try.
    fn nonce_for(self, typed: &Typed) -> String {
        let nonce = typed.value("nonce");
        let opens = self.source.tokens.open(Purpose::Form, nonce, self.source.clock.now()).is_ok();
        if opens {
            nonce.to_owned()
        } else if typed.value("token").is_empty() {
            self.source.new_form_nonce()
        } else {
            // It brings no codename, so none need be stretched for it.
            self.source.form_nonce()
        }
    }

    /// Where its source sees how much of it has come.
    fn progress(self, nonce: &str, language: &str) -> String {
        let (tokens, now) = (&self.source.tokens, self.source.clock.now());
        // It was sealed just now, or opened.
        let form = tokens.open(Purpose::Form, nonce, now).unwrap_or_else(|_| tokens.begin_form(now));
        arrived::address(language, &FormSeen::of(&form))
    }

    /// What is said above the form: of the answer that it gives, else of its kind, where there are words for that.
    fn note(self, locale: &Locale<'_>, typed: &Typed) -> Option<String> {
        let mut answers = self.kind.details().iter().filter(|detail| detail.says_enough());
        let answer = answers.find_map(|detail| match typed.value(detail.name()) {
            yes if yes.starts_with("yes") => Some(key!("write-proof-yes")),
            no if no.starts_with("no") => Some(key!("write-proof-no")),
            _ => None,
        });
        answer.map_or_else(
            || locale.find(&format!("kind-{}-note", self.kind)),
            |answer| Some(locale.say(answer)),
        )
    }

    fn groups<'t>(self, locale: &Locale<'_>, typed: &'t Typed, wrong: &[FieldError]) -> Vec<Group<'t>> {
        let ask = |name: &'static str, shape: Shape| Input {
            name,
            // A date input shows nothing for a value that is not a date, so what was typed goes back into a plain one.
            shape: match shape {
                Shape::Line(_) if wrong.iter().any(|wrong| wrong.field() == name) => Shape::Line("text"),
                shape => shape,
            },
            label: locale.say_named(&format!("field-{name}")),
            hint: locale.find(&format!("field-{name}-hint")),
            value: typed.value(name),
            error: wrong.iter().find(|wrong| wrong.field() == name).map(|wrong| wrong.sentence(locale)),
        };
        let hinted = |input: Input<'t>, hint: String| Input { hint: Some(hint), ..input };
        let choices = |name: &str, values: &[&'static str]| {
            values.iter().map(|value| (*value, locale.say_named(&format!("field-{name}-{value}")))).collect()
        };
        let group =
            |legend: Key, inputs: Vec<Input<'t>>| Group { legend: locale.say(legend), hint: None, inputs };

        let mut groups = Vec::new();
        if wrong.iter().any(|wrong| wrong.field() == "codename") {
            groups.push(group(key!("write-codename"), vec![ask("codename", Shape::Codename)]));
        }
        let inputs = |detail: &Detail| match detail.form() {
            Form::LocalTime => {
                vec![ask(detail.name(), Shape::Line("date")), ask(detail.time_name(), Shape::Line("time"))]
            }
            Form::Day => vec![ask(detail.name(), Shape::Line("date"))],
            Form::Choice(values) => {
                vec![ask(detail.name(), Shape::Select(choices(detail.name(), values)))]
            }
            Form::Line | Form::Item => vec![ask(detail.name(), Shape::Line("text"))],
            Form::ProofAnswer => Vec::new(),
        };
        let details: Vec<_> = self.kind.details().iter().flat_map(inputs).collect();
        if !details.is_empty() {
            groups.push(group(key!("write-details"), details));
        }
        let languages = TEXT_LANGUAGES.iter().map(|(tag, name)| (*tag, (*name).to_owned()));
        let languages = languages.chain([("und", locale.say(key!("field-language-und")))]).collect();
        let text = hinted(
            ask("text", Shape::Text),
            locale.say_with(key!("field-text-hint"), "kilobytes", TEXT_MAX / 1_000),
        );
        groups.push(group(key!("write-message"), vec![ask("language", Shape::Select(languages)), text]));
        let publish: Vec<_> = Publish::ALL.iter().map(|publish| publish.name()).collect();
        let mandate = group(
            key!("write-mandate"),
            vec![
                ask("publish", Shape::Radio(choices("publish", &publish))),
                ask("not-before", Shape::Line("date")),
                ask("sign-as", Shape::Line("text")),
            ],
        );
        groups.push(Group { hint: Some(locale.say(key!("write-mandate-hint"))), ..mandate });
        let files = hinted(
            ask("files", Shape::Files),
            locale.say_with(key!("field-files-hint"), "limit", self.source.limit()),
        );
        groups.push(group(key!("write-files"), vec![files]));
        groups
    }
}

/// Fields that the page sends along without an input: what was said before it, by a button or by the server.
fn carried(kind: Kind) -> impl Iterator<Item = &'static str> {
    let said = kind.details().iter().filter(|detail| detail.says_enough());
    std::iter::once("again").chain(said.map(|detail| detail.name()))
}
