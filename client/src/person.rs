//! The person at the keyboard, as commands see them: asked, told, shown progress. `output` speaks to the real one.

use std::io;
use std::path::PathBuf;

use estafette_keys::day::Day;
use estafette_keys::secret::Secret;

use crate::failure::{Details, Explained};
use crate::pictures::Number;
use crate::plan::{draft, forget, forward, image, proof, publish, reply, roster, send, withdraw};
use crate::publish::Absent;
use crate::publish::target::Page;
use crate::vault::Elsewhere;
use crate::words::{Key, key};

/// Which passphrase is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    /// The vault's.
    Vault,
    /// The vault's, after a wrong one.
    VaultAgain,
    /// That of a file with keys.
    KeyFile,
    /// A new one.
    New,
    /// The new one once more.
    Repeat,
    /// A paper key's words.
    Paper,
    /// A paper key's words, after wrong ones.
    PaperAgain,
    /// A codename.
    Codename,
    /// A codename, after one that was none.
    CodenameAgain,
    /// The application password of a site's account.
    Site,
}

/// A yes or no.
pub(crate) enum Question<'a> {
    /// Write this page?
    Publish(&'a publish::Plan),
    /// Leave a page that the site does not show?
    Leave(Absent),
    /// Push a page though parts of the site are missing, and nothing was checked?
    Incomplete(&'a [String]),
    /// Go on, although the server was not asked?
    Unheard(&'a publish::UnsettledError),
    /// Remove this page?
    TakeBack(&'a Page),
    /// Is nothing in this part of a picture that must be covered, too?
    Part(&'a image::Part),
    /// Is everybody in this picture covered who must be?
    Review(&'a image::Look),
    /// Show this to its source?
    Proof(&'a proof::Plan),
    /// Send this answer?
    Reply(&'a reply::Plan),
    /// Sign this roster?
    Sign(&'a roster::Summary),
    /// Delete this item?
    Forget(&'a forget::Plan),
    /// Hand these to another section?
    Forward(&'a forward::Plan),
    /// Make new keys, and destroy by this day?
    Rotate(Day),
    /// Have this machine's keys receive in place of another's?
    TakeOver,
    /// Send this?
    Send(&'a send::Plan),
    /// Delete so many answers?
    DeleteReplies(usize),
    /// Take these back?
    Withdraw(&'a [withdraw::Waiting]),
}

/// Something to know at once, before the outcome.
pub(crate) enum Notice {
    /// The passphrase is easy to guess.
    WeakPassphrase,
    /// The two passphrases differ.
    PassphrasesDiffer,
    /// A text of an earlier, interrupted session was found, and is used.
    Recovered,
    /// A text was left in clear, here, because it could not be sealed.
    LeftInClear(PathBuf),
    /// That it was read could not be written: the disk is full, or only reads.
    NotMarked,
    /// gpg-agent is asked to sign; it may ask for a passphrase or a PIN.
    AskingAgent,
    /// This picture is made new, one of so many.
    Picture {
        /// Which.
        number: Number,
        /// It is the first, the second…
        at: usize,
        /// How many there are.
        of: usize,
    },
    /// Tor has come so far, in hundredths.
    Tor(u8),
    /// A server is connected to.
    Connecting,
    /// So many items are listed so far.
    Listing(usize),
    /// So many items are downloaded.
    Fetched {
        /// Are done.
        at: usize,
        /// Of all of these.
        of: usize,
    },
    /// What takes its time is over: what was shown of it goes.
    Over,
    /// While nobody looked, something came.
    News,
    /// The codename of what is about to be sent.
    Codename([&'static str; 8]),
    /// The roster that is written by, where no vault has it: its number, the day on which a root last signed it, its last day.
    Roster {
        /// Its number.
        number: u64,
        /// When it was signed.
        signed: Option<Day>,
        /// Until when it counts.
        expires: Day,
    },
    /// It can't be remembered here: an older one would not be noticed.
    RosterNotKept,
    /// Nobody has opened the section's box for long.
    Silent,
    /// The connection broke, and is made again.
    GoingOn,
    /// An answer of before was waiting, and is sent now.
    SendingWaiting,
    /// Other editors published it, too.
    Elsewhere(Vec<Elsewhere>),
}

impl Notice {
    /// Whether it says how far something has come, and nothing that stays.
    #[must_use]
    pub(crate) fn is_progress(&self) -> bool {
        matches!(self, Self::Connecting | Self::Listing(_) | Self::Fetched { .. } | Self::Over)
    }
}

/// Nobody could be asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PersonError {
    /// There is no terminal to ask on.
    #[error("there is nobody to ask: no terminal")]
    NoTerminal,
    /// Ctrl-C, or the terminal went away.
    #[error("interrupted")]
    Interrupted,
    /// The terminal failed, or was closed.
    #[error("could not ask")]
    Ask(#[source] io::Error),
}

impl Explained for PersonError {
    fn key(&self) -> Key {
        match self {
            Self::NoTerminal => key!("error-no-terminal"),
            Self::Interrupted => key!("error-interrupted"),
            Self::Ask(_) => key!("error-ask"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::Ask(cause) => Details::of_system(cause),
            Self::NoTerminal | Self::Interrupted => Details::default(),
        }
    }
}

impl From<io::Error> for PersonError {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::Interrupted { Self::Interrupted } else { Self::Ask(error) }
    }
}

/// Whoever is asked and told.
pub(crate) trait Person {
    /// Asks for a passphrase, without echo.
    ///
    /// # Errors
    /// [`PersonError`].
    fn passphrase(&mut self, asked: Asked) -> Result<Secret<String>, PersonError>;

    /// Asks a yes or no; no is the default.
    ///
    /// # Errors
    /// [`PersonError`].
    fn confirm(&mut self, question: &Question<'_>) -> Result<bool, PersonError>;

    /// Tells something at once.
    fn tell(&mut self, notice: &Notice);

    /// What whoever writes a draft should have before their eyes, in their language.
    fn notes(&self, notes: &draft::Notes<'_>) -> Vec<String>;

    /// What a source is told below a text that it is shown, in words of its own language; nothing where there is nothing to tell.
    fn told(&self, told: &proof::Told<'_>) -> Vec<String>;

    /// An answer of the program's own, in this language where there are words in it.
    fn stock(&self, stock: reply::Stock, language: &str) -> String;

    /// That something came, in words that say no more than that.
    fn news(&self) -> String;

    /// What a source is told, in its language, whose text was handed to the section of this title.
    fn handed_on(&self, language: &str, section: &str) -> String;

    /// A transfer of so many bytes begins.
    fn transfer(&mut self, bytes: u64);

    /// So many bytes of it are done; all of them: it is over.
    fn transferred(&mut self, bytes: u64);

    /// Another program has the terminal from now on, or no more: whoever shows something there steps aside.
    ///
    /// # Errors
    /// [`PersonError`]: it is not given.
    fn lends_terminal(&mut self, _is_lent: bool) -> Result<(), PersonError> {
        Ok(())
    }
}

#[cfg(test)]
pub(crate) mod scripted {
    //! A person who answers as written down.

    use super::*;

    /// Gives these passphrases in turn, then none.
    #[derive(Default)]
    pub(crate) struct Scripted {
        pub(crate) passphrases: Vec<&'static str>,
        pub(crate) asked: Vec<Asked>,
    }

    impl Person for Scripted {
        fn passphrase(&mut self, asked: Asked) -> Result<Secret<String>, PersonError> {
            self.asked.push(asked);
            if self.passphrases.is_empty() {
                return Err(PersonError::NoTerminal);
            }
            Ok(Secret::new(self.passphrases.remove(0).to_owned()))
        }

        fn confirm(&mut self, _: &Question<'_>) -> Result<bool, PersonError> {
            Err(PersonError::NoTerminal)
        }

        fn tell(&mut self, _: &Notice) {}

        fn notes(&self, _: &draft::Notes<'_>) -> Vec<String> {
            Vec::new()
        }

        fn told(&self, _: &proof::Told<'_>) -> Vec<String> {
            Vec::new()
        }

        fn stock(&self, _: reply::Stock, _: &str) -> String {
            String::new()
        }

        fn news(&self) -> String {
            String::new()
        }

        fn handed_on(&self, language: &str, section: &str) -> String {
            format!("{language}: {section}")
        }

        fn transfer(&mut self, _: u64) {}

        fn transferred(&mut self, _: u64) {}
    }
}
