//! What verbs would do, and what has to be known first, as values: whoever asks the person shows them, and knows no verb.

pub mod draft;
pub mod forget;
pub mod image;
pub mod proof;
pub mod publish;
pub mod reply;
pub mod roster;
pub mod send;
pub mod withdraw;
