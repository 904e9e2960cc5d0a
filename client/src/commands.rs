//! The verbs at work: each returns a typed outcome, which `output` shows. Nothing here prints, or has words.

use crate::failure::Cause;
use crate::session::Session;

pub(crate) mod action;
pub(crate) mod archive;
pub(crate) mod backup;
pub(crate) mod chosen;
pub(crate) mod completion;
pub(crate) mod correspondence;
pub(crate) mod days;
mod desk;
pub(crate) mod doctor;
pub(crate) mod draft;
mod epochs;
pub(crate) mod export;
pub(crate) mod fetch;
pub(crate) mod forget;
pub(crate) mod history;
pub(crate) mod image;
pub(crate) mod inbox;
pub(crate) mod init;
pub(crate) mod join;
pub(crate) mod keep;
mod kept;
pub(crate) mod keys;
pub(crate) mod knowing;
pub(crate) mod letter;
pub(crate) mod message;
pub(crate) mod new_passphrase;
pub(crate) mod proof;
pub(crate) mod publish;
pub(crate) mod read;
pub(crate) mod replies;
pub(crate) mod reply;
pub(crate) mod restore;
pub(crate) mod roster;
pub(crate) mod save;
pub(crate) mod saving;
mod seal_on;
pub(crate) mod send;
pub(crate) mod site;
pub(crate) mod standing;
mod template;
pub(crate) mod unlock;
pub(crate) mod unpublish;
pub(crate) mod withdraw;
mod writing;

/// A verb, and what it is asked.
pub(crate) enum Request {
    Init(init::Init),
    Join(join::Join),
    Fetch(fetch::Fetch),
    Inbox(inbox::Inbox),
    Read(read::Read),
    Reply(reply::Reply),
    Save(save::Save),
    Draft(draft::Draft),
    Image(image::Image),
    Proof(proof::Proof),
    Publish(publish::Publish),
    Unpublish(unpublish::Unpublish),
    Export(export::Export),
    Site(site::Site),
    Keep(keep::Keep),
    Archive(archive::Archive),
    Forget(forget::Forget),
    Send(Box<send::Send>),
    Replies(replies::Replies),
    Withdraw(withdraw::Withdraw),
    Keys(keys::Keys),
    Backup(backup::Backup),
    Restore(restore::Restore),
    Roster(roster::Roster),
    Unlock(unlock::Unlock),
    Lock(unlock::Lock),
    Doctor(doctor::Doctor),
    Completion(completion::Completion),
}

/// What came of a verb.
pub(crate) enum Outcome {
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
pub(crate) enum Ending {
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
    pub(crate) fn ending(&self) -> Ending {
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
pub(crate) fn run(session: &mut Session<'_>, request: &Request) -> Result<Outcome, Cause> {
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
