//! What a verb is asked, as plain values: whoever asks, the command line or another, makes these of what was said.

pub(crate) mod archive;
pub(crate) mod backup;
pub(crate) mod chosen;
pub(crate) mod completion;
pub(crate) mod correspondence;
pub(crate) mod doctor;
pub(crate) mod draft;
pub(crate) mod export;
pub(crate) mod fetch;
pub(crate) mod forget;
pub(crate) mod image;
pub(crate) mod inbox;
pub(crate) mod init;
pub(crate) mod join;
pub(crate) mod keep;
pub(crate) mod keys;
pub(crate) mod knowing;
pub(crate) mod lock;
pub(crate) mod proof;
pub(crate) mod publish;
pub(crate) mod read;
pub(crate) mod replies;
pub(crate) mod reply;
pub(crate) mod restore;
pub(crate) mod roster;
pub(crate) mod save;
pub(crate) mod send;
pub(crate) mod site;
pub(crate) mod unlock;
pub(crate) mod unpublish;
pub(crate) mod withdraw;

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
    Lock(lock::Lock),
    Doctor(doctor::Doctor),
    Completion(completion::Completion),
}
