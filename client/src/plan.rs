//! What verbs would do, and what has to be known first, as values: whoever asks the person shows them, and knows no verb.

pub(crate) mod draft;
pub(crate) mod forget;
pub(crate) mod forward;
pub(crate) mod image;
pub(crate) mod proof;
pub(crate) mod publish;
pub(crate) mod reply;
pub(crate) mod roster;
pub(crate) mod send;
pub(crate) mod withdraw;
