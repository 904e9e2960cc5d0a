//! The verbs at work: each returns a typed outcome, which `output` shows. Nothing here prints, or has words.

use crate::failure::Cause;
use crate::session::Session;
use crate::verbs::verbs;

pub(crate) use ending::{Ending, Ends};

pub(crate) mod action;
mod aside;
pub(crate) mod chosen;
mod colleagues;
pub(crate) mod correspondence;
pub(crate) mod days;
mod due;
pub(crate) mod each;
mod ending;
mod epochs;
pub(crate) mod forwarded;
pub(crate) mod heard;
mod history;
mod kept;
pub(crate) mod knowing;
pub(crate) mod letter;
pub(crate) mod marking;
pub(crate) mod message;
pub(crate) mod new_passphrase;
mod out_of_reach;
pub(crate) mod saving;
mod seal_on;
mod sheet;
pub(crate) mod standing;
mod writing;

/// What the work makes of the list of verbs: for each a module, which has what is asked, what comes of it, and `run`.
macro_rules! work {
    ($($verb:ident: $Asked:ident -> $Became:ident,)+) => {
        $(pub(crate) mod $verb;)+

        /// A verb, and what it is asked.
        pub(crate) enum Request {
            $($Asked($verb::$Asked),)+
        }

        /// What came of a verb.
        #[expect(clippy::large_enum_variant, reason = "there is one at a time")]
        pub(crate) enum Outcome {
            $($Asked($verb::$Became),)+
        }

        impl Outcome {
            /// How it ended.
            #[must_use]
            pub(crate) fn ending(&self) -> Ending {
                match self {
                    $(Self::$Asked(became) => became.ending(),)+
                }
            }
        }

        /// Does what was asked.
        ///
        /// # Errors
        /// [`Cause`], when the verb failed.
        pub(crate) fn run(session: &mut Session<'_>, request: &Request) -> Result<Outcome, Cause> {
            match request {
                $(Request::$Asked(asked) => $verb::run(session, asked).map(Outcome::$Asked),)+
            }
        }
    };
}

verbs!(work);
