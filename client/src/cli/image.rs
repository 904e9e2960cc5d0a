//! `estafette image`.

use clap::{Args, Subcommand};

use super::same_fields::same_fields;
use crate::commands::image as asked;
use crate::pictures::{Area, Number};
use crate::transcript::Languages;
use crate::vault::ShortId;

/// Prepare an item's pictures for publication: redraw, cover faces, review
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette image list 4f2a
  $ estafette image clean 4f2a
  $ estafette image clean 4f2a 2.1 2.2           # the first two pages of a PDF
  $ estafette image clean 4f2a 2 --paper
  $ estafette image cover 4f2a 1 --add 640,210,90x110 --drop 3
  $ estafette image cover 4f2a 1 --all --mosaic
  $ estafette image review 4f2a 1 --walk --alt 'A square, full of people'
  $ estafette image review 4f2a 1 --alt 'A banner over the gate'
  $ estafette image transcribe 4f2a 2 --language fra+ara")]
pub(crate) struct Image {
    /// What to do.
    #[command(subcommand)]
    pub step: Step,
}

/// What can be done with pictures.
#[derive(Subcommand)]
pub(crate) enum Step {
    /// List an item's pictures, and the state of each
    List {
        /// The beginning of an item's id, as `inbox` shows it
        #[arg(value_name = "ITEM")]
        item: ShortId,
    },
    /// Redraw them from their pixels, find the faces and cover them
    Clean {
        /// The beginning of an item's id, as `inbox` shows it
        #[arg(value_name = "ITEM")]
        item: ShortId,
        /// Only these pictures, by number; N.PAGE is one page
        #[arg(value_name = "NUMBER")]
        numbers: Vec<Number>,
        /// They are sheets of paper, photographed or scanned: make the lines level and the paper white
        #[arg(long, requires = "numbers")]
        paper: bool,
    },
    /// Say what is covered: faces, number plates, badges
    Cover(Cover),
    /// Review a picture; only then can it be published
    Review {
        /// The beginning of an item's id, as `inbox` shows it
        #[arg(value_name = "ITEM")]
        item: ShortId,
        /// The picture's number, or N.PAGE
        #[arg(value_name = "NUMBER")]
        number: Number,
        /// What it shows, for those who can't see it; name nobody
        #[arg(long, value_name = "TEXT")]
        alt: Option<String>,
        /// First look at it part by part, at full size
        #[arg(long, conflicts_with = "yes")]
        walk: bool,
        /// Don't ask: you saw it since it was redrawn, or say with --alt what it shows
        #[arg(long, short)]
        yes: bool,
        /// With --yes: accept it although a part of it did not arrive
        #[arg(long, requires = "yes")]
        incomplete: bool,
    },
    /// Read the text in a picture that was redrawn; a word that is unsure is marked [?so?]
    Transcribe {
        /// The beginning of an item's id, as `inbox` shows it
        #[arg(value_name = "ITEM")]
        item: ShortId,
        /// The picture's number
        #[arg(value_name = "NUMBER")]
        number: Number,
        /// What it is written in, the likeliest first [default: the item's language]
        #[arg(long, value_name = "LANGS")]
        language: Option<Languages>,
    },
}

/// Who is looked for again.
#[derive(Args)]
pub(crate) struct Anew {
    /// Start again, with every face that is found
    #[arg(long)]
    pub all: bool,
    /// Start again, with everybody whose face is found, from head to foot
    #[arg(long, conflicts_with = "all")]
    pub everyone: bool,
}

/// What is covered.
#[derive(Args)]
pub(crate) struct Cover {
    /// The beginning of an item's id, as `inbox` shows it
    #[arg(value_name = "ITEM")]
    pub item: ShortId,
    /// The picture's number, or N.PAGE
    #[arg(value_name = "NUMBER")]
    pub number: Number,
    /// One more area, in pixels of the picture that `image review` shows; can be repeated
    #[arg(long, value_name = "X,Y,WxH")]
    pub add: Vec<Area>,
    /// Uncover this area; can be repeated
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u32).range(1..))]
    pub drop: Vec<u32>,
    /// Move an area; can be repeated
    #[arg(long = "move", value_name = "K=X,Y,WxH", value_parser = parse_move)]
    pub moves: Vec<(u32, Area)>,
    /// What is found anew.
    #[command(flatten)]
    pub anew: Anew,
    /// Cover with a few coarse fields
    #[arg(long, conflicts_with = "solid")]
    pub mosaic: bool,
    /// Cover with one colour
    #[arg(long)]
    pub solid: bool,
}

same_fields!(Image as asked::Image { step });

impl From<Step> for asked::Step {
    fn from(asked: Step) -> Self {
        match asked {
            Step::List { item } => Self::List { item },
            Step::Clean { item, numbers, paper } => Self::Clean { item, numbers, paper },
            Step::Cover(asked) => Self::Cover(asked.into()),
            Step::Review { item, number, alt, walk, yes, incomplete } => {
                Self::Review { item, number, alt, walk, yes, incomplete }
            }
            Step::Transcribe { item, number, language } => Self::Transcribe { item, number, language },
        }
    }
}

same_fields!(Cover as asked::Covering { item, number, add, drop, moves, anew, mosaic, solid });
same_fields!(Anew as asked::Anew { all, everyone });

fn parse_move(text: &str) -> Result<(u32, Area), String> {
    let parsed = text.split_once('=').and_then(|(number, area)| {
        Some((number.parse().ok().filter(|number| *number > 0)?, area.parse().ok()?))
    });
    parsed.ok_or_else(|| "K=X,Y,WIDTHxHEIGHT".to_owned())
}
