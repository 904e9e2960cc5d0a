//! The program's library against a server that speaks the editors' API, honest or not.
