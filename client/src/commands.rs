//! The verbs at work: each returns a typed outcome, which `output` shows. Nothing here prints, or has words.

use crate::failure::Cause;
use crate::request::Request;
use crate::session::Session;

pub mod action;
pub mod archive;
pub mod backup;
pub mod completion;
pub mod correspondence;
pub mod days;
mod desk;
pub mod doctor;
pub mod draft;
mod epochs;
pub mod export;
pub mod fetch;
pub mod forget;
pub mod history;
pub mod image;
pub mod inbox;
pub mod init;
pub mod join;
pub mod keep;
mod kept;
pub mod keys;
pub mod letter;
pub mod message;
pub mod new_passphrase;
pub mod proof;
pub mod publish;
pub mod read;
pub mod replies;
pub mod reply;
pub mod restore;
pub mod roster;
pub mod save;
pub mod saving;
mod seal_on;
pub mod send;
pub mod site;
pub mod standing;
mod template;
pub mod unlock;
pub mod unpublish;
pub mod withdraw;
mod writing;

/// What came of a verb.
#[expect(missing_docs, reason = "each variant holds the outcome of the verb it is named after")]
pub enum Outcome {
    Init(init::Made),
    Join(join::JoinedNow),
    Fetch(fetch::Fetched),
    Inbox(inbox::List),
    Read(Box<read::Page>),
    Reply(reply::Sent),
    Save(save::Saved),
    Draft(draft::Drafted),
    Image(image::Outcome),
    Proof(proof::Sent),
    Publish(publish::Outcome),
    Unpublish(unpublish::Taken),
    Export(export::Outcome),
    Site(site::Outcome),
    Archive(archive::Archived),
    Keep(keep::Kept),
    Forget(forget::Forgotten),
    Send(send::Sent),
    Replies(replies::Found),
    Withdraw(withdraw::Withdrawn),
    Keys(keys::Outcome),
    Backup(backup::BackedUp),
    Restore(restore::Restored),
    Roster(roster::Outcome),
    Unlock(unlock::Unlocked),
    Lock(unlock::Locked),
    Doctor(doctor::Findings),
    Completion(completion::Script),
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// All of it was done.
    Done,
    /// None of it.
    Failed,
    /// Some of it.
    InPart,
    /// The person said no.
    Declined,
}

impl Outcome {
    /// How it ended.
    #[must_use]
    pub fn ending(&self) -> Ending {
        let ended = |done: bool, otherwise| if done { Ending::Done } else { otherwise };
        match self {
            Self::Fetch(fetched) => ended(fetched.is_complete(), Ending::InPart),
            Self::Keys(keys::Outcome::Rotated(rotated)) => ended(rotated.published.is_ok(), Ending::InPart),
            Self::Replies(found) if found.declined => Ending::Declined,
            Self::Doctor(findings) => ended(findings.is_well(), Ending::Failed),
            Self::Image(image::Outcome::Made(_, _, failed)) => ended(failed.is_empty(), Ending::InPart),
            Self::Site(site::Outcome::Followed(posts)) => {
                ended(posts.iter().all(|post| post.error.is_none()), Ending::InPart)
            }
            Self::Unpublish(taken) if taken.is_declined() => Ending::Declined,
            Self::Reply(reply::Sent::Declined)
            | Self::Publish(publish::Outcome::Declined)
            | Self::Export(export::Outcome::Declined)
            | Self::Image(image::Outcome::Declined)
            | Self::Proof(proof::Sent::Declined)
            | Self::Forget(forget::Forgotten::Declined)
            | Self::Send(send::Sent::Declined)
            | Self::Withdraw(withdraw::Withdrawn::Declined)
            | Self::Keys(keys::Outcome::Declined)
            | Self::Roster(roster::Outcome::Declined) => Ending::Declined,
            _ => Ending::Done,
        }
    }
}

/// Does what was asked.
///
/// # Errors
/// [`Cause`], when the verb failed.
pub fn run(session: &mut Session<'_>, request: &Request) -> Result<Outcome, Cause> {
    match request {
        Request::Init(asked) => init::run(session, asked).map(Outcome::Init),
        Request::Join(asked) => join::run(session, asked).map(Outcome::Join),
        Request::Fetch(asked) => fetch::run(session, asked).map(Outcome::Fetch),
        Request::Inbox(asked) => inbox::run(session, asked).map(Outcome::Inbox),
        Request::Read(asked) => read::run(session, asked).map(|page| Outcome::Read(Box::new(page))),
        Request::Reply(asked) => reply::run(session, asked).map(Outcome::Reply),
        Request::Save(asked) => save::run(session, asked).map(Outcome::Save),
        Request::Draft(asked) => draft::run(session, asked).map(Outcome::Draft),
        Request::Image(asked) => image::run(session, asked).map(Outcome::Image),
        Request::Proof(asked) => proof::run(session, asked).map(Outcome::Proof),
        Request::Publish(asked) => publish::run(session, asked).map(Outcome::Publish),
        Request::Unpublish(asked) => unpublish::run(session, asked).map(Outcome::Unpublish),
        Request::Export(asked) => export::run(session, asked).map(Outcome::Export),
        Request::Site(asked) => site::run(session, asked).map(Outcome::Site),
        Request::Archive(asked) => archive::run(session, asked).map(Outcome::Archive),
        Request::Keep(asked) => keep::run(session, asked).map(Outcome::Keep),
        Request::Forget(asked) => forget::run(session, asked).map(Outcome::Forget),
        Request::Send(asked) => send::run(session, asked).map(Outcome::Send),
        Request::Replies(asked) => replies::run(session, asked).map(Outcome::Replies),
        Request::Withdraw(asked) => withdraw::run(session, asked).map(Outcome::Withdraw),
        Request::Keys(asked) => keys::run(session, asked).map(Outcome::Keys),
        Request::Backup(asked) => backup::run(session, asked).map(Outcome::Backup),
        Request::Restore(asked) => restore::run(session, asked).map(Outcome::Restore),
        Request::Roster(asked) => roster::run(session, asked).map(Outcome::Roster),
        Request::Unlock(asked) => unlock::run(session, asked).map(Outcome::Unlock),
        Request::Lock(asked) => unlock::lock(session, asked).map(Outcome::Lock),
        Request::Doctor(asked) => Ok(Outcome::Doctor(doctor::run(session, asked))),
        Request::Completion(asked) => Ok(Outcome::Completion(completion::run(asked))),
    }
}
