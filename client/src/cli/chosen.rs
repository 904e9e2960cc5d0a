//! What of an item is published, exported or shown.

use clap::Args;

use super::knowing::Knowing;
use super::same_fields::same_fields;
use crate::commands::chosen as asked;
use crate::pictures::Number;

/// A title, and what goes along.
#[derive(Args)]
pub(crate) struct Chosen {
    /// The title, if neither the draft nor the source gives one
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// Include all its pictures; each must have been reviewed (`image`)
    #[arg(long)]
    pub with_pictures: bool,
    /// Include a text file, a picture or a page, by its number; can be repeated
    #[arg(long, value_name = "NUMBER")]
    pub with_file: Vec<Number>,
    /// What is known of it.
    #[command(flatten)]
    pub knowing: Knowing,
}

same_fields!(Chosen as asked::Chosen { title, with_pictures, with_file, knowing });
