//! What was typed, parsed at the door: all that is wrong at once, or what a header takes.

use estafette_keys::codename::CodenameError;
use estafette_keys::day::Day;
use estafette_keys::message::{
    Detail, FIELD_MAX, Form, Kind, LanguageTag, Line, Mandate, Publish, TEXT_MAX, text_length,
};

use crate::form::Typed;
use crate::i18n::{Locale, key};
use crate::source::Page;

/// A form whose fields are all of their form.
pub(super) struct Checked {
    pub(super) language: LanguageTag,
    pub(super) mandate: Mandate,
    pub(super) details: Vec<(Detail, Line)>,
}

/// What has to be put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldError {
    Empty,
    /// No word, and files that have no byte.
    FilesEmpty,
    /// Files that waited here, and do not any more.
    FilesGone,
    /// So many bytes.
    TextLong(usize),
    Publish,
    Language,
    /// A field, and what is wrong with it.
    Field(&'static str, Why),
    Codename(CodenameError),
    CodenameAgain,
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// So many bytes.
    Long(usize),
    /// What needs a day has none.
    DayMissing,
    /// Written as no day is written here.
    Day,
    /// Written as no time of day is.
    Time,
    /// There is a time, and no day.
    TimeAlone,
    /// None of the choices.
    Choice,
}

impl FieldError {
    /// The field to go to.
    pub(super) fn field(self) -> &'static str {
        match self {
            Self::Empty | Self::TextLong(_) => "text",
            Self::FilesEmpty | Self::FilesGone => "files",
            Self::Publish => "publish",
            Self::Language => "language",
            Self::Field(field, _) => field,
            Self::Codename(_) | Self::CodenameAgain => "codename",
        }
    }

    /// As it stands at its field.
    pub(super) fn sentence(self, locale: &Locale<'_>) -> String {
        let long =
            |key, limit: usize, found: usize| locale.say_with_two(key, ("limit", limit), ("found", found));
        match self {
            Self::Empty => locale.say(key!("error-empty")),
            Self::FilesEmpty => locale.say(key!("error-files-empty")),
            Self::FilesGone => locale.say(key!("ask-gone")),
            Self::TextLong(found) => long(key!("error-text-long"), TEXT_MAX, found),
            Self::Publish => locale.say(key!("error-publish")),
            Self::Language => locale.say(key!("error-language")),
            Self::Field(_, Why::Long(found)) => long(key!("error-long"), FIELD_MAX, found),
            Self::Field(_, Why::DayMissing) => locale.say(key!("error-day-missing")),
            Self::Field(_, Why::Day) => locale.say(key!("error-day")),
            Self::Field(_, Why::Time) => locale.say(key!("error-time")),
            Self::Field(_, Why::TimeAlone) => locale.say(key!("error-time-alone")),
            Self::Field(_, Why::Choice) => locale.say(key!("error-choice")),
            Self::Codename(error) => codename_sentence(locale, error),
            Self::CodenameAgain => locale.say(key!("error-codename-again")),
        }
    }

    /// As it stands above the form: with the field's name, where the sentence does not say it.
    pub(super) fn in_summary(self, page: &Page<'_>) -> String {
        let sentence = self.sentence(page.locale());
        match self {
            Self::Field(field, _) => {
                let field = page.say_named(&format!("field-{field}"));
                page.locale().say_with_two(key!("error-at"), ("field", &field), ("error", &sentence))
            }
            _ => sentence,
        }
    }
}

/// What is wrong with a codename, without a word of it.
pub(in crate::source) fn codename_sentence(locale: &Locale<'_>, error: CodenameError) -> String {
    match error {
        CodenameError::Count { found } => locale.say_with(key!("error-codename-count"), "found", found),
        CodenameError::UnknownWord { position } => {
            locale.say_with(key!("error-codename-word"), "position", position)
        }
        CodenameError::Digits { found } => locale.say_with(key!("error-codename-digits"), "found", found),
        CodenameError::Group { position } => {
            locale.say_with(key!("error-codename-group"), "position", position)
        }
        CodenameError::Order => locale.say(key!("error-codename-order")),
        CodenameError::Checksum => locale.say(key!("error-codename-typo")),
    }
}

impl Checked {
    /// Checks everything, and says all that is wrong.
    pub(super) fn of(kind: Kind, typed: &Typed, has_file: bool) -> Result<Self, Vec<FieldError>> {
        let mut wrong = Vec::new();
        let text = typed.value("text");
        let says_enough = |detail: &Detail| detail.says_enough() && !typed.value(detail.name()).is_empty();
        if text.trim().is_empty() && !has_file && !kind.details().iter().any(says_enough) {
            wrong.push(FieldError::Empty);
        }
        if text_length(text) > TEXT_MAX {
            wrong.push(FieldError::TextLong(text_length(text)));
        }
        let mut details = Vec::new();
        for detail in kind.details() {
            match detail_of(typed, *detail) {
                Ok(None) if is_needed(kind, *detail) => {
                    wrong.push(FieldError::Field(detail.name(), Why::DayMissing));
                }
                Ok(line) => details.extend(line.map(|line| (*detail, line))),
                Err((field, why)) => wrong.push(FieldError::Field(field, why)),
            }
        }
        let language = typed.value("language").trim().parse().map_err(|_| wrong.push(FieldError::Language));
        let publish: Result<Publish, ()> =
            typed.value("publish").trim().parse().map_err(|_| wrong.push(FieldError::Publish));
        let not_before = match typed.value("not-before").trim() {
            "" => None,
            day => day.parse().map_err(|_| wrong.push(FieldError::Field("not-before", Why::Day))).ok(),
        };
        let sign_as = optional(typed, "sign-as").map_err(|why| wrong.push(FieldError::Field("sign-as", why)));
        match (language, publish, sign_as) {
            (Ok(language), Ok(publish), Ok(sign_as)) if wrong.is_empty() => {
                Ok(Self { language, mandate: Mandate { publish, not_before, sign_as }, details })
            }
            _ => Err(wrong),
        }
    }
}

/// Whether the page asks for it before anything is sent: nobody can announce what has no day.
pub(super) fn is_needed(kind: Kind, detail: Detail) -> bool {
    kind == Kind::Event && detail == Detail::Starts
}

/// A detail as a header takes it: a day and a time of day are asked for apart. Else what is wrong, and where.
fn detail_of(typed: &Typed, detail: Detail) -> Result<Option<Line>, (&'static str, Why)> {
    let at = |why| (detail.name(), why);
    let line = match detail.form() {
        Form::LocalTime => day_and_time(typed, detail)?,
        Form::Day => day_of(typed, detail.name())?,
        Form::Line | Form::Choice(_) | Form::Item | Form::ProofAnswer | Form::Clues => {
            optional(typed, detail.name()).map_err(at)?
        }
    };
    match line {
        Some(line) if !detail.accepts(&line) => Err(at(Why::Choice)),
        line => Ok(line),
    }
}

/// A day, and a time where there is one.
fn day_and_time(typed: &Typed, detail: Detail) -> Result<Option<Line>, (&'static str, Why)> {
    let (day, time) = (detail.name(), detail.time_name());
    let of_day = day_of(typed, day)?;
    let typed_time = typed.value(time).trim();
    match (of_day, typed_time) {
        (of_day, "") => Ok(of_day),
        (None, _) => Err((day, Why::TimeAlone)),
        (Some(of_day), at) => {
            let both = Line::new(&format!("{}T{at}", of_day.as_str())).map_err(|_| (time, Why::Time))?;
            if detail.accepts(&both) { Ok(Some(both)) } else { Err((time, Why::Time)) }
        }
    }
}

fn day_of(typed: &Typed, field: &'static str) -> Result<Option<Line>, (&'static str, Why)> {
    match typed.value(field).trim() {
        "" => Ok(None),
        day if day.parse::<Day>().is_err() => Err((field, Why::Day)),
        day => Line::new(day).map(Some).map_err(|_| (field, Why::Day)),
    }
}

/// An empty field is none, and so is one of characters that no line holds.
fn optional(typed: &Typed, field: &str) -> Result<Option<Line>, Why> {
    let typed = typed.value(field);
    match Line::new(typed) {
        Ok(line) => Ok(Some(line)),
        Err(_) if typed.len() <= FIELD_MAX => Ok(None),
        Err(_) => Err(Why::Long(typed.split_whitespace().map(|word| word.len() + 1).sum::<usize>() - 1)),
    }
}
