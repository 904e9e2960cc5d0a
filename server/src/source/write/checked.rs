//! What was typed, parsed at the door: all that is wrong at once, or what a header takes.

use estafette_keys::codename::CodenameError;
use estafette_keys::message::{Detail, Kind, LanguageTag, Line, Mandate, Publish, TEXT_MAX, text_length};

use crate::form::Typed;
use crate::i18n::Locale;
use crate::source::Page;

/// A form whose fields are all of their form.
pub(super) struct Checked {
    pub(super) language: LanguageTag,
    pub(super) mandate: Mandate,
    pub(super) details: Vec<(Detail, Line)>,
}

/// What has to be put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrong {
    Empty,
    TextLong,
    Publish,
    Language,
    Field(&'static str),
    Codename(CodenameError),
    CodenameAgain,
}

impl Wrong {
    /// The field to go to.
    pub(super) fn field(self) -> &'static str {
        match self {
            Self::Empty | Self::TextLong => "text",
            Self::Publish => "publish",
            Self::Language => "language",
            Self::Field(field) => field,
            Self::Codename(_) | Self::CodenameAgain => "codename",
        }
    }

    /// As it stands at its field.
    pub(super) fn sentence(self, locale: &Locale<'_>) -> String {
        match self {
            Self::Empty => locale.say("error-empty"),
            Self::TextLong => locale.say("error-text-long"),
            Self::Publish => locale.say("error-publish"),
            Self::Language => locale.say("error-language"),
            Self::Field(_) => locale.say("error-field"),
            Self::Codename(error) => codename_sentence(locale, error),
            Self::CodenameAgain => locale.say("error-codename-again"),
        }
    }

    /// As it stands above the form: with the field's name, where the sentence does not say it.
    pub(super) fn in_summary(self, page: &Page<'_>) -> String {
        let sentence = self.sentence(page.locale());
        match self {
            Self::Field(field) => {
                let field = page.say_of("field", field);
                page.locale().say_with_two("error-at", ("field", &field), ("error", &sentence))
            }
            _ => sentence,
        }
    }
}

/// What is wrong with a codename, without a word of it.
pub(in crate::source) fn codename_sentence(locale: &Locale<'_>, error: CodenameError) -> String {
    match error {
        CodenameError::Count { found } => locale.say_with("error-codename-count", "found", found),
        CodenameError::UnknownWord { position } => {
            locale.say_with("error-codename-word", "position", position)
        }
        CodenameError::Checksum => locale.say("error-codename-typo"),
    }
}

impl Checked {
    /// Checks everything, and says all that is wrong.
    pub(super) fn of(kind: Kind, typed: &Typed, has_file: bool) -> Result<Self, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let text = typed.value("text");
        // A yes or a no says enough.
        let says_something = has_file || (kind == Kind::Contact && !typed.value("proof").is_empty());
        if text.trim().is_empty() && !says_something {
            wrong.push(Wrong::Empty);
        }
        if text_length(text) > TEXT_MAX {
            wrong.push(Wrong::TextLong);
        }
        let mut details = Vec::new();
        for detail in kind.details() {
            match detail_of(typed, *detail) {
                Ok(Some(line)) if detail.accepts(&line) => details.push((*detail, line)),
                Ok(None) => {}
                Ok(Some(_)) | Err(()) => wrong.push(Wrong::Field(detail.name())),
            }
        }
        let language = typed.value("language").parse().map_err(|_| wrong.push(Wrong::Language));
        let publish: Result<Publish, ()> =
            typed.value("publish").parse().map_err(|_| wrong.push(Wrong::Publish));
        let not_before = match typed.value("not-before").trim() {
            "" => None,
            day => day.parse().map_err(|_| wrong.push(Wrong::Field("not-before"))).ok(),
        };
        let sign_as = optional(typed, "sign-as").map_err(|()| wrong.push(Wrong::Field("sign-as")));
        match (language, publish, sign_as) {
            (Ok(language), Ok(publish), Ok(sign_as)) if wrong.is_empty() => {
                Ok(Self { language, mandate: Mandate { publish, not_before, sign_as }, details })
            }
            _ => Err(wrong),
        }
    }
}

/// A detail as a header takes it: a day and a time of day are asked for apart.
fn detail_of(typed: &Typed, detail: Detail) -> Result<Option<Line>, ()> {
    let time = match detail {
        Detail::Starts => typed.value("starts-at").trim(),
        Detail::Ends => typed.value("ends-at").trim(),
        _ => "",
    };
    match (typed.value(detail.name()).trim(), time) {
        (_, "") => optional(typed, detail.name()),
        ("", _) => Err(()),
        (day, time) => Line::new(&format!("{day}T{time}")).map(Some).map_err(|_| ()),
    }
}

/// An empty field is none.
fn optional(typed: &Typed, field: &str) -> Result<Option<Line>, ()> {
    match typed.value(field).trim() {
        "" => Ok(None),
        value => Line::new(value).map(Some).map_err(|_| ()),
    }
}
