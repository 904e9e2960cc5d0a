//! What somebody who publishes knows of, and goes on with.

use crate::publish::consent::Concern;

/// What needs a word of its own: `--yes` skips none of it.
pub(crate) struct Knowing {
    /// Go on although the server is not asked what was taken back or answered
    pub offline: bool,
    /// Go on although you were told this of it: taken-back, said-no, changed, silence, words, colleague, replaced
    pub despite: Vec<Concern>,
}
