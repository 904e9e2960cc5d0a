//! What a verb is asked, as plain values: whoever asks, the command line or another, makes these of what was said.

pub mod archive;
pub mod backup;
pub mod chosen;
pub mod completion;
pub mod correspondence;
pub mod doctor;
pub mod draft;
pub mod export;
pub mod fetch;
pub mod forget;
pub mod image;
pub mod inbox;
pub mod init;
pub mod join;
pub mod keep;
pub mod keys;
pub mod knowing;
pub mod lock;
pub mod proof;
pub mod publish;
pub mod read;
pub mod replies;
pub mod reply;
pub mod restore;
pub mod roster;
pub mod save;
pub mod send;
pub mod site;
pub mod unlock;
pub mod unpublish;
pub mod withdraw;

/// A verb, and what it is asked.
#[expect(missing_docs, reason = "each variant holds the request of the verb it is named after")]
pub enum Request {
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
