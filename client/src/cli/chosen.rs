//! What of an item is published, exported or shown.

use clap::Args;

use super::knowing::Knowing;
use crate::request::chosen as request;

/// A title, and what goes along.
#[derive(Args)]
pub struct Chosen {
    /// The title, where neither draft nor source gave one
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// All its pictures along, once each was reviewed (`image`)
    #[arg(long)]
    pub with_pictures: bool,
    /// A text file or a picture along, by its number; can be repeated
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub with_file: Vec<u32>,
    /// What is known of it.
    #[command(flatten)]
    pub knowing: Knowing,
}

impl From<Chosen> for request::Chosen {
    fn from(asked: Chosen) -> Self {
        let Chosen { title, with_pictures, with_file, knowing } = asked;
        Self { title, with_pictures, with_file, knowing: knowing.into() }
    }
}
