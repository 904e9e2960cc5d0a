//! The display: the only place that prints, and where every word for people comes from (with `cli`, for the help).
//! Each verb's file turns its outcome into text for people and JSON for programs.

use std::process::ExitCode;

use serde_json::{Value, json};

use crate::commands::{Ending, Outcome};
use crate::config::Config;
use crate::failure::{Details, Doing, Explained, Failure};
use crate::words::{Key, Words, key};

mod archive;
mod backup;
mod completion;
mod consent;
mod doctor;
mod draft;
mod export;
pub(crate) mod failure;
mod fetch;
mod forget;
mod gone;
mod image;
mod inbox;
mod init;
mod join;
mod json_text;
mod keep;
mod keys;
mod lines;
mod mandate;
mod names;
pub(crate) mod panic;
mod person;
mod print;
mod proof;
mod publish;
mod qr;
mod quiet;
mod read;
mod reminders;
mod replies;
mod reply;
mod restore;
mod roster;
mod save;
pub(crate) mod screen;
mod send;
mod site;
mod style;
mod unlock;
mod unpublish;
pub(crate) mod usage;
mod withdraw;

pub(crate) use person::Terminal;
pub(crate) use screen::Screen;

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
            _ if self.json => print::text(&json_text::safe(&self.json(outcome))),
            _ if self.quiet && quiet::is_told_by_the_exit_code(outcome) => Ok(()),
            Outcome::Read(page) if !page.no_pager => {
                print::paged(&read::human(self, page), self.pager.as_deref())
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

    /// Shows why a verb failed.
    #[must_use]
    pub(crate) fn fail(&self, failure: &Failure) -> ExitCode {
        let told = failure::told(&self.words, failure);
        if self.json {
            let error = json!({ "error": { "doing": failure.doing.name, "message": told.message, "hint": told.hint } });
            print::error(&json_text::safe(&error));
        } else {
            print::error(&told.to_text(&self.words, &self.style));
        }
        exit_code(Ending::Failed)
    }

    fn human(&self, outcome: &Outcome) -> String {
        match outcome {
            Outcome::Init(made) => init::human(self, made),
            Outcome::Join(joined) => join::human(self, joined),
            Outcome::Fetch(fetched) => fetch::human(self, fetched),
            Outcome::Inbox(list) => inbox::human(self, list),
            Outcome::Read(page) => read::human(self, page),
            Outcome::Reply(sent) => reply::human(self, sent),
            Outcome::Save(saved) => save::human(self, saved),
            Outcome::Draft(drafted) => draft::human(self, drafted),
            Outcome::Image(outcome) => image::human(self, outcome),
            Outcome::Proof(sent) => proof::human(self, sent),
            Outcome::Publish(outcome) => publish::human(self, outcome),
            Outcome::Unpublish(taken) => unpublish::human(self, taken),
            Outcome::Export(exported) => export::human(self, exported),
            Outcome::Site(outcome) => site::human(self, outcome),
            Outcome::Archive(archived) => archive::human(self, archived),
            Outcome::Keep(kept) => keep::human(self, kept),
            Outcome::Forget(forgotten) => forget::human(self, forgotten),
            Outcome::Send(sent) => send::human(self, sent),
            Outcome::Replies(found) => replies::human(self, found),
            Outcome::Withdraw(withdrawn) => withdraw::human(self, withdrawn),
            Outcome::Keys(outcome) => keys::human(self, outcome),
            Outcome::Backup(backed_up) => backup::human(self, backed_up),
            Outcome::Restore(restored) => restore::human(self, restored),
            Outcome::Roster(outcome) => roster::human(self, outcome),
            Outcome::Unlock(unlocked) => unlock::human(self, unlocked),
            Outcome::Lock(locked) => unlock::human_locked(self, locked),
            Outcome::Doctor(findings) => doctor::human(self, findings),
            Outcome::Completion(script) => completion::human(script),
        }
    }

    fn json(&self, outcome: &Outcome) -> Value {
        match outcome {
            Outcome::Init(made) => init::json(made),
            Outcome::Join(joined) => join::json(joined),
            Outcome::Fetch(fetched) => fetch::json(self, fetched),
            Outcome::Inbox(list) => inbox::json(list),
            Outcome::Read(page) => read::json(page),
            Outcome::Reply(sent) => reply::json(sent),
            Outcome::Save(saved) => save::json(saved),
            Outcome::Draft(drafted) => draft::json(drafted),
            Outcome::Image(outcome) => image::json(self, outcome),
            Outcome::Proof(sent) => proof::json(sent),
            Outcome::Publish(outcome) => publish::json(outcome),
            Outcome::Unpublish(taken) => unpublish::json(taken),
            Outcome::Export(exported) => export::json(exported),
            Outcome::Site(outcome) => site::json(self, outcome),
            Outcome::Archive(archived) => archive::json(archived),
            Outcome::Keep(kept) => keep::json(kept),
            Outcome::Forget(forgotten) => forget::json(forgotten),
            Outcome::Send(sent) => send::json(sent),
            Outcome::Replies(found) => replies::json(found),
            Outcome::Withdraw(withdrawn) => withdraw::json(withdrawn),
            Outcome::Keys(outcome) => keys::json(outcome),
            Outcome::Backup(backed_up) => backup::json(self, backed_up),
            Outcome::Restore(restored) => restore::json(restored),
            Outcome::Roster(outcome) => roster::json(outcome),
            Outcome::Unlock(unlocked) => unlock::json(unlocked),
            Outcome::Lock(locked) => unlock::json_locked(locked),
            Outcome::Doctor(findings) => doctor::json(self, findings),
            Outcome::Completion(script) => Value::String(completion::human(script)),
        }
    }
}

fn exit_code(ending: Ending) -> ExitCode {
    ExitCode::from(match ending {
        Ending::Done => 0,
        Ending::Failed => 1,
        Ending::InPart => 3,
        Ending::Declined => 4,
    })
}
