//! The display: the only place that prints, and where every word for people comes from (with `cli`, for the help).
//! Each verb's file turns its outcome into text for people and JSON for programs.

use std::process::ExitCode;

use serde_json::{Value, json};

use crate::commands::{Ending, Outcome};
use crate::config::Config;
use crate::failure::{Details, Doing, Explained, Failure};
use crate::verbs::verbs;
use crate::words::{Key, Words, key};

mod changes;
mod consent;
mod each;
pub(crate) mod failure;
mod gone;
mod json_text;
mod lines;
mod mandate;
mod marking;
mod names;
pub(crate) mod panic;
mod person;
mod print;
mod qr;
mod quiet;
mod reminders;
pub(crate) mod screen;
mod speech;
mod style;
mod transcript;
pub(crate) mod usage;

pub(crate) use person::Terminal;
pub(crate) use screen::Screen;
pub(crate) use speech::Speech;

/// The outcome could not be written.
#[derive(Debug, thiserror::Error)]
#[error("could not write the answer")]
struct ShowError(#[source] std::io::Error);

impl Explained for ShowError {
    fn key(&self) -> Key {
        key!("error-show")
    }

    fn details(&self) -> Details<'_> {
        Details::of_system(&self.0)
    }
}

impl Screen {
    /// The person at this terminal.
    #[must_use]
    pub(crate) fn person(&self, config: &Config) -> Terminal {
        Terminal::new(Words::new(self.words.language()), config)
    }

    /// Shows what came of a verb.
    #[must_use]
    pub(crate) fn show(&mut self, doing: Doing, outcome: &Outcome) -> ExitCode {
        let ending = outcome.ending();
        let shown = match outcome {
            Outcome::Completion(script) => print::bytes(&script.0),
            _ if self.json => print::text(&self.json_text(&self.json(outcome))),
            _ if (self.quiet || self.in_lines) && quiet::is_told_by_the_exit_code(outcome) => Ok(()),
            Outcome::Read(pages) if !pages.0.iter().any(|page| page.no_pager) => {
                print::paged(&read::human(self, pages), self.pager.as_deref())
            }
            _ => print::text(&self.human(outcome)),
        };
        match shown {
            Ok(()) => exit_code(ending),
            // Whoever reads our output has read enough.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => exit_code(ending),
            Err(error) => self.fail(&Failure { doing, cause: ShowError(error).into() }),
        }
    }

    fn json_text(&self, value: &Value) -> String {
        if self.in_lines { json_text::line(value) } else { json_text::safe(value) }
    }

    /// Shows why a verb failed.
    #[must_use]
    pub(crate) fn fail(&self, failure: &Failure) -> ExitCode {
        let told = failure::told(&self.words, failure);
        if self.json {
            let error = json!({ "error": { "doing": failure.doing.name, "message": told.message, "hint": told.hint } });
            print::error(&self.json_text(&error));
        } else {
            print::error(&told.to_text(&self.words, &self.style));
        }
        exit_code(Ending::Failed)
    }
}

/// What the display makes of the list of verbs: for each a module, which has the outcome as text and as JSON.
macro_rules! shown {
    ($($verb:ident: $Asked:ident -> $Became:ident,)+) => {
        $(mod $verb;)+

        impl Screen {
            /// An outcome, as text for people.
            #[must_use]
            pub(crate) fn human(&self, outcome: &Outcome) -> String {
                match outcome {
                    $(Outcome::$Asked(became) => $verb::human(self, became),)+
                }
            }

            fn json(&self, outcome: &Outcome) -> Value {
                match outcome {
                    $(Outcome::$Asked(became) => $verb::json(self, became),)+
                }
            }
        }
    };
}

verbs!(shown);

fn exit_code(ending: Ending) -> ExitCode {
    ExitCode::from(match ending {
        Ending::Done => 0,
        Ending::Failed => 1,
        Ending::InPart => 3,
        Ending::Declined => 4,
        Ending::News => 10,
    })
}
