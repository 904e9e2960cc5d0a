//! Shows a source what will be published: the exact title and text, and the covered pictures, small.

use estafette_keys::day::Day;
use estafette_keys::message::FileName;

use super::Session;
use super::publish::material;
use super::reply::{self, Letter, ReplyError};
use crate::cli::proof::Proof as Asked;
use crate::failure::Cause;
use crate::person::Question;
use crate::pictures::studio::Studio;
use crate::pictures::{Cover, Wanted};
use crate::vault::{Proof, ShortId};

mod long;

/// A picture's longer side, in pixels: enough to see who is in it.
const SIDE: u32 = 640;
/// All of them together, in bytes: an answer is small.
const PICTURES_MAX: usize = 1_500_000;

/// What will be shown, to be confirmed.
pub struct Plan {
    /// The item.
    pub short: ShortId,
    /// Title and text.
    pub text: String,
    /// So many pictures.
    pub pictures: usize,
    /// Silence until then is a yes.
    pub until: Day,
}

/// What came of it.
pub enum Sent {
    /// It is in the mailbox.
    Arrived(Plan),
    /// The person said no.
    Declined,
}

/// Runs `estafette proof`.
///
/// # Errors
/// [`Cause`].
pub fn run(session: &mut Session<'_>, asked: &Asked) -> Result<Sent, Cause> {
    let vault = session.open_vault()?;
    let joined = vault.joined()?;
    let keyring = vault.keyring(&joined)?;
    let item = vault.find(&asked.item)?;
    let state = item.state()?;
    if asked.until <= session.clock.today() {
        return Err(ReplyError::Until.into());
    }
    let source = reply::source(&item, &keyring, &state)?;
    // What waits for its day is shown before it.
    let material = material(session, &vault, &item, &state, &asked.chosen, true)?;
    let text = format!("{}\n\n{}", material.title, material.body);
    let (beginning, whole) = long::fitted(&text);
    let mut files: Vec<long::File> = Vec::new();
    for picture in &material.pictures {
        // Made from what will be published: what is covered there is covered here.
        let wanted = Wanted { areas: Some(Vec::new()), cover: Cover::Solid, side: SIDE };
        let small = Studio::new(None).make(&wanted, &picture.file)?;
        let name = FileName::sanitised(&format!("image-{}.{}", picture.number, small.format.ending()));
        files.push((name, small.format.media_type(), small.file));
    }
    if files.iter().map(|(_, _, bytes)| bytes.len()).sum::<usize>() > PICTURES_MAX {
        return Err(ReplyError::TooLong.into());
    }
    let plan = Plan { short: material.short.clone(), text, pictures: files.len(), until: asked.until };
    files.extend(whole);
    if !asked.yes && !session.person.confirm(&Question::Proof(&plan))? {
        return Ok(Sent::Declined);
    }
    reply::send_waiting(session, &item, &joined, &keyring)?;
    let letter = Letter { text: &beginning, until: Some(asked.until), files };
    let journal = reply::seal(&joined, &keyring, &state, &source, &letter, session.clock)?;
    let (id, day, hash) = (journal.id, session.clock.today(), material.hash());
    // Remembered before it is sent: an answer finds what it is about.
    item.update(|state| state.proofs.push(Proof { id, day, until: asked.until, hash, answer: None }))?;
    reply::keep(&item, &keyring, &state, &journal, &plan.text)?;
    reply::send(session, &item, &joined, &keyring, &journal)?;
    Ok(Sent::Arrived(plan))
}
