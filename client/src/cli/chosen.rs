//! What of an item is published, exported or shown.

use clap::Args;

use super::knowing::Knowing;
use super::same_fields::same_fields;
use crate::commands::chosen as asked;

/// A title, and what goes along.
#[derive(Args)]
pub(crate) struct Chosen {
    /// The title, if neither the draft nor the source gives one
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// Include all its pictures; each must have been reviewed (`image`)
    #[arg(long)]
    pub with_pictures: bool,
    /// Include a text file or a picture, by its number; can be repeated
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub with_file: Vec<u32>,
    /// What is known of it.
    #[command(flatten)]
    pub knowing: Knowing,
}

same_fields!(Chosen as asked::Chosen { title, with_pictures, with_file, knowing });
