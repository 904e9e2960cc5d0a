//! The form as a page: what each kind asks for, what was typed, and what is wrong with it, at its place.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use estafette_keys::day::Day;
use estafette_keys::message::{Detail, FIELD_MAX, FILES_MAX, Form, Kind, Publish, TEXT_MAX};
use estafette_words::Key;

use super::checked::{FieldError, is_needed};
use super::found::{Found, traced};
use super::{Intake, files};
use crate::form::Typed;
use crate::i18n::{Locale, TEXT_LANGUAGES, key, text_language};
use crate::source::arrived;
use crate::source::held::{Cleaning, Named, Ticket};
use crate::source::problem::Problem;
use crate::source::progress::FormSeen;
use crate::source::said::Said;
use crate::source::turn::until_sent;
use crate::source::{Page, rendered, section};
use crate::token::Purpose;

#[derive(Template)]
#[template(path = "write.html")]
struct WritePage<'a> {
    page: Page<'a>,
    /// Where the form goes to come back in another language, behind that.
    switch: String,
    title: String,
    heading: String,
    note: Option<String>,
    alert: Option<String>,
    errors: Vec<(&'static str, String)>,
    files_again: bool,
    /// Whether all it needs is to be sent again.
    is_asked: bool,
    /// Files that wait here.
    held: Vec<HeldFile>,
    /// Whether of those some can be cleaned; and whether they are to be.
    cleans: Option<bool>,
    action: String,
    nonce: String,
    /// Where it is seen how much of it has arrived.
    progress: String,
    token: Option<&'a str>,
    carried: Vec<(&'static str, &'a str)>,
    groups: Vec<Group<'a>>,
    rules: Vec<Said>,
}

/// A file that waits here.
struct HeldFile {
    number: usize,
    words: String,
    is_dropped: bool,
    cleans: bool,
}

struct Group<'a> {
    legend: String,
    hint: Option<String>,
    /// Whether it is shown at first, where it can be folded.
    folded: Option<bool>,
    inputs: Vec<Input<'a>>,
}

impl Group<'_> {
    /// Whether help with files belongs to it.
    fn takes_files(&self) -> bool {
        self.inputs.iter().any(|input| matches!(input.shape, Shape::Files))
    }
}

/// One input, or one group of choices.
struct Input<'a> {
    name: &'static str,
    shape: Shape,
    label: String,
    /// Whether it is needed or not, where that is said.
    mark: Option<String>,
    /// The browser asks for it, too.
    required: bool,
    hint: Option<String>,
    value: &'a str,
    error: Option<String>,
}

enum Shape {
    /// A line, and how long it may be, in words.
    Line(String),
    Date,
    Time,
    Codename,
    Text,
    Files,
    /// One of these: value and words.
    Select(Vec<(&'static str, String)>),
    /// The same, all in view.
    Radio(Vec<(&'static str, String)>),
}

impl Shape {
    /// Whether a browser shows this value in it, rather than nothing.
    fn shows(&self, value: &str) -> bool {
        let is_below = |number: &str, limit: u8| {
            number.len() == 2
                && number.bytes().all(|byte| byte.is_ascii_digit())
                && number.parse().is_ok_and(|at: u8| at < limit)
        };
        match self {
            Self::Date => value.is_empty() || value.parse::<Day>().is_ok(),
            Self::Time => {
                value.is_empty()
                    || value
                        .split_once(':')
                        .is_some_and(|(hour, minute)| is_below(hour, 24) && is_below(minute, 60))
            }
            _ => true,
        }
    }
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
    /// Nobody's: a question.
    Asked(&'a [Found]),
}

impl Fault<'_> {
    /// What is said at each field.
    fn at_fields(&self, locale: &Locale<'_>) -> Vec<(&'static str, String)> {
        match self {
            Self::FieldError(wrong) => {
                wrong.iter().map(|wrong| (wrong.field(), wrong.sentence(locale))).collect()
            }
            Self::Asked(found) => found.iter().map(|found| (found.field(), found.sentence(locale))).collect(),
            Self::None | Self::Problem(_) => Vec::new(),
        }
    }
}

impl Intake<'_> {
    /// The form with what this kind presets. `token`: of a codename that was entered.
    pub(in crate::source) fn empty(self, token: Option<&str>) -> Response {
        let mut typed = Typed::default();
        typed.preset("language", text_language(self.language));
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
        let page = Page::alone(source, self.language);
        let (status, alert) = match fault {
            Fault::None => (StatusCode::OK, None),
            Fault::FieldError(_) => (StatusCode::UNPROCESSABLE_ENTITY, Some(page.say(key!("error-summary")))),
            Fault::Problem(problem) => (problem.status(), Some(problem.sentence(&page, source))),
            Fault::Asked(_) => (StatusCode::UNPROCESSABLE_ENTITY, Some(page.say(key!("ask-summary")))),
        };
        let errors = match fault {
            Fault::FieldError(wrong) => {
                wrong.iter().map(|wrong| (wrong.field(), wrong.in_summary(&page))).collect()
            }
            _ => fault.at_fields(&page.locale),
        };
        let held = self.held(&page.locale, &typed);
        let title = self.section.title(page.language());
        let kind_name = page.say_named(&format!("kind-{kind}"));
        let heading = page.locale.say_with_two(key!("write-title"), ("kind", &kind_name), ("section", title));
        let nonce = self.nonce_for(&typed);
        let form = WritePage {
            switch: format!("write/{name}/{kind}/language"),
            title: match fault {
                Fault::None => heading.clone(),
                Fault::Asked(_) => page.say_with(key!("title-ask"), "title", &heading),
                Fault::FieldError(_) | Fault::Problem(_) => page.title_error(&heading),
            },
            heading,
            note: self.note(&page.locale, &typed),
            alert,
            errors,
            // Those that wait here are all there were, or it is said.
            files_again: files_again || (held.is_none() && !typed.value("held").is_empty()),
            is_asked: matches!(fault, Fault::Asked(_)),
            action: self.address(page.language()),
            progress: self.progress(&nonce, page.language()),
            nonce,
            token,
            // What no input asks for is sent along: the form stays what it was.
            carried: carried(kind, held.is_some()).map(|name| (name, typed.value(name))).collect(),
            cleans: held.iter().flatten().any(|file| file.cleans).then(|| files::cleans(&typed)),
            held: held.unwrap_or_default(),
            groups: self.groups(&page.locale, &typed, &fault.at_fields(&page.locale)),
            rules: section::rules(&page, self.section),
            page,
        };
        let response = rendered(status, &form);
        let response = match fault {
            Fault::Problem(problem) => problem.with_when(response),
            Fault::None | Fault::FieldError(_) | Fault::Asked(_) => response,
        };
        until_sent(response, turn)
    }

    /// The files that wait for this form; `None` where none do.
    fn held(self, locale: &Locale<'_>, typed: &Typed) -> Option<Vec<HeldFile>> {
        let names = self.source.held.names(&Ticket::of(typed.value("held"))?)?;
        let dropped = files::dropped(typed);
        let line = |(number, file): (usize, Named)| {
            let size = locale.say_size(file.bytes);
            let words = locale.say_with_two(key!("sent-file"), ("name", &file.name), ("size", &size));
            let told =
                Some(file.traces).filter(|traces| !traces.is_empty()).map(|traces| traced(traces, locale));
            let words = [Some(words), told].into_iter().flatten().collect::<Vec<_>>().join(" · ");
            let cleans = file.cleaning == Cleaning::Possible;
            HeldFile { number, words, is_dropped: dropped.contains(&number), cleans }
        };
        Some((1..).zip(names).map(line).collect())
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

    fn groups<'t>(
        self,
        locale: &Locale<'_>,
        typed: &'t Typed,
        wrong: &[(&'static str, String)],
    ) -> Vec<Group<'t>> {
        let wrong_at = |name: &str| {
            let here = wrong.iter().filter(|(field, _)| *field == name);
            here.map(|(_, sentence)| sentence.as_str()).collect::<Vec<_>>().join("\u{a0}· ")
        };
        let line = || Shape::Line(locale.say_with(key!("field-limit"), "limit", FIELD_MAX));
        let ask = |name: &'static str, shape: Shape| Input {
            name,
            // A date input shows nothing for a value that is not a date, so what was typed goes back into a plain one.
            shape: if shape.shows(typed.value(name)) { shape } else { line() },
            mark: None,
            required: false,
            label: locale.say_named(&format!("field-{name}")),
            hint: locale.find(&format!("field-{name}-hint")),
            value: typed.value(name),
            error: Some(wrong_at(name)).filter(|sentence| !sentence.is_empty()),
        };
        let hinted = |input: Input<'t>, hint: String| Input { hint: Some(hint), ..input };
        let optional = |input: Input<'t>| Input { mark: Some(locale.say(key!("mark-optional"))), ..input };
        let needed =
            |input: Input<'t>| Input { mark: Some(locale.say(key!("mark-needed"))), required: true, ..input };
        let choices = |name: &str, values: &[&'static str]| {
            values.iter().map(|value| (*value, locale.say_named(&format!("field-{name}-{value}")))).collect()
        };
        let group = |legend: Key, inputs: Vec<Input<'t>>| Group {
            legend: locale.say(legend),
            hint: None,
            folded: None,
            inputs,
        };

        let mut groups = Vec::new();
        if wrong.iter().any(|(field, _)| *field == "codename") {
            groups.push(group(key!("write-codename"), vec![needed(ask("codename", Shape::Codename))]));
        }
        let text = ask("text", Shape::Text);
        let text_hint = locale.say_with(key!("field-text-hint"), "kilobytes", TEXT_MAX / 1_000);
        let message = group(key!("write-message"), vec![hinted(text, text_hint)]);
        groups.push(Group { hint: Some(locale.say(key!("write-message-hint"))), ..message });
        let inputs = |detail: &Detail| match detail.form() {
            Form::LocalTime if is_needed(self.kind, *detail) => {
                vec![needed(ask(detail.name(), Shape::Date)), optional(ask(detail.time_name(), Shape::Time))]
            }
            Form::LocalTime => {
                vec![
                    optional(ask(detail.name(), Shape::Date)),
                    optional(ask(detail.time_name(), Shape::Time)),
                ]
            }
            Form::Day => vec![optional(ask(detail.name(), Shape::Date))],
            Form::Choice(values) => {
                vec![ask(detail.name(), Shape::Select(choices(detail.name(), values)))]
            }
            Form::Line | Form::Item => vec![optional(ask(detail.name(), line()))],
            Form::ProofAnswer | Form::Clues => Vec::new(),
        };
        let is_rare = |detail: &&Detail| matches!(detail, Detail::Ends | Detail::PublishFrom);
        let (rare, details): (Vec<&Detail>, Vec<&Detail>) = self.kind.details().iter().partition(is_rare);
        let details: Vec<_> = details.into_iter().flat_map(&inputs).collect();
        if !details.is_empty() {
            groups.push(group(key!("write-details"), details));
        }
        let mut more: Vec<_> = rare.into_iter().flat_map(&inputs).collect();
        if is_published(self.kind) {
            let publish: Vec<_> = Publish::ALL.iter().map(|publish| publish.name()).collect();
            let mut mandate = vec![needed(ask("publish", Shape::Radio(choices("publish", &publish))))];
            let sign_as = optional(ask("sign-as", line()));
            if self.kind == Kind::Prisoner {
                mandate.push(sign_as);
            } else {
                more.push(sign_as);
            }
            more.push(optional(ask("not-before", Shape::Date)));
            let mandate = group(key!("write-mandate"), mandate);
            groups.push(Group { hint: Some(locale.say(key!("write-mandate-hint"))), ..mandate });
        }
        let languages = TEXT_LANGUAGES.iter().map(|(tag, name)| (*tag, (*name).to_owned()));
        let languages = languages.chain([("und", locale.say(key!("field-language-und")))]).collect();
        more.push(ask("language", Shape::Select(languages)));
        let is_filled = |input: &Input<'_>| {
            input.error.is_some() || (input.name != "language" && !input.value.is_empty())
        };
        let open = more.iter().any(is_filled);
        groups.push(Group { folded: Some(open), ..group(key!("write-more"), more) });
        // Last: a browser sends fields in their order, and files are sealed as they come, behind all that is said of them.
        let (limit, count) = (self.source.limit().to_string(), FILES_MAX.to_string());
        let files_hint = locale.say_with_two(key!("field-files-hint"), ("limit", &limit), ("count", &count));
        let files = hinted(ask("files", Shape::Files), files_hint);
        groups.push(group(key!("write-files"), vec![optional(files)]));
        groups
    }
}

/// Kinds that are there to be published, or not: their form asks what the section may do with them.
fn is_published(kind: Kind) -> bool {
    matches!(kind, Kind::Tip | Kind::Communique | Kind::Prisoner | Kind::Event)
}

/// Fields that the page sends along without an input: what was said before it, by a button or by the server.
fn carried(kind: Kind, has_held: bool) -> impl Iterator<Item = &'static str> {
    let said = kind.details().iter().filter(|detail| detail.says_enough());
    let mandate = ["publish", "not-before", "sign-as"].into_iter().filter(move |_| !is_published(kind));
    let held = has_held.then_some("held");
    ["again", "asked"].into_iter().chain(held).chain(mandate).chain(said.map(|detail| detail.name()))
}
