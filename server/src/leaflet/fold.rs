//! The sheet: four pages of A6 on one side of an A4, whose upper half is folded away behind the lower one, and then once more. SVG
//! breaks no lines, so they are broken here, by what letters measure at most in the usual fonts.

use super::Leaflet;

/// A page of A6, in millimetres.
const WIDTH: f64 = 105.0;
const HEIGHT: f64 = 148.5;
const MARGIN: f64 = 10.0;
/// From one line to the next, in heights of letters.
const LEADING: f64 = 1.35;
/// The width of a letter on average, in heights; of a bold one; of one in a font where all are as wide.
const LETTER: f64 = 0.54;
const BOLD: f64 = 0.6;
/// How high code and mark are.
const CODE: f64 = 52.0;
const MARK: f64 = 26.0;
/// Groups of the address on a line.
const GROUPS: usize = 4;
/// What does not fit is made smaller, down to this.
const SMALLEST: f64 = 0.5;
const SMALLER: f64 = 0.95;

/// A page of the folded sheet.
pub(super) struct Panel {
    /// Where on the sheet it is, and which way up.
    pub(super) place: &'static str,
    pub(super) pieces: Vec<Piece>,
}

/// Something on a page, with its place in millimetres.
pub(super) enum Piece {
    /// A line of text.
    Line(Line),
    /// A picture: its markup.
    Drawn(String),
}

pub(super) struct Line {
    /// The side on which reading begins.
    pub(super) x: String,
    /// Where letters stand.
    pub(super) y: String,
    pub(super) size: String,
    pub(super) weight: &'static str,
    pub(super) family: &'static str,
    pub(super) direction: &'static str,
    pub(super) text: String,
}

/// What a page has, from its top down.
enum Block {
    Text { text: String, size: f64, look: Look },
    Mark,
    Code,
    Gap(f64),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Plain,
    Bold,
    /// Read letter by letter, from the left in every language.
    Exact,
}

/// The four pages. The upper half stands on its head, so that it stands upright once it is folded away; where people read from right to
/// left, the leaflet opens the other way.
pub(super) fn panels(leaflet: &Leaflet) -> Vec<Panel> {
    const LOWER: [&str; 2] = ["translate(0 148.5)", "translate(105 148.5)"];
    const UPPER: [&str; 2] = ["translate(105 148.5) rotate(180)", "translate(210 148.5) rotate(180)"];
    let (front, back) = if leaflet.is_right_to_left() { (0, 1) } else { (1, 0) };
    let pages = [
        (LOWER[front], cover(leaflet)),
        // What is behind the front comes first.
        (UPPER[front], steps(leaflet)),
        (UPPER[back], address(leaflet)),
        (LOWER[back], rest(leaflet)),
    ];
    pages.into_iter().map(|(place, blocks)| Panel { place, pieces: fitted(leaflet, &blocks) }).collect()
}

fn cover(leaflet: &Leaflet) -> Vec<Block> {
    let mut blocks = vec![Block::Gap(10.0)];
    if leaflet.mark.is_some() {
        blocks.extend([Block::Mark, Block::Gap(8.0)]);
    }
    blocks.extend([
        text(&leaflet.name, 9.0, Look::Bold),
        Block::Gap(5.0),
        text(&leaflet.aim, 6.0, Look::Bold),
    ]);
    if let Some((_, trust)) = &leaflet.trust {
        blocks.extend([Block::Gap(5.0), text(trust, 4.6, Look::Plain)]);
    }
    blocks
}

fn steps(leaflet: &Leaflet) -> Vec<Block> {
    let mut blocks = vec![text(&leaflet.steps_title, 6.0, Look::Bold)];
    for (number, step) in (1..).zip(leaflet.steps.iter().chain([&leaflet.on_paper])) {
        blocks.extend([Block::Gap(3.0), text(&format!("{number}. {step}"), 4.6, Look::Plain)]);
    }
    blocks.extend([Block::Gap(5.0), text(&leaflet.care, 4.6, Look::Plain)]);
    blocks
}

fn address(leaflet: &Leaflet) -> Vec<Block> {
    let mut blocks =
        vec![text(&leaflet.address_title, 6.0, Look::Bold), Block::Gap(2.0), Block::Code, Block::Gap(2.0)];
    let groups: Vec<&str> = leaflet.address.groups().chain([".onion"]).collect();
    blocks.extend(groups.chunks(GROUPS).map(|line| text(&line.join(" "), 3.7, Look::Exact)));
    let words = text(&leaflet.words, 4.2, Look::Exact);
    blocks.extend([Block::Gap(3.0), text(&leaflet.words_title, 4.2, Look::Plain), Block::Gap(1.0), words]);
    blocks
}

fn rest(leaflet: &Leaflet) -> Vec<Block> {
    vec![
        Block::Gap(10.0),
        text(&leaflet.intro, 4.6, Look::Plain),
        Block::Gap(5.0),
        text(&leaflet.copied, 4.6, Look::Plain),
    ]
}

fn text(text: &str, size: f64, look: Look) -> Block {
    Block::Text { text: text.to_owned(), size, look }
}

/// All of it on one page, smaller if need be.
fn fitted(leaflet: &Leaflet, blocks: &[Block]) -> Vec<Piece> {
    let mut scale = 1.0;
    loop {
        let (pieces, end) = laid(leaflet, blocks, scale);
        if end <= HEIGHT - MARGIN || scale < SMALLEST {
            return pieces;
        }
        scale *= SMALLER;
    }
}

/// The pieces, and where they end.
fn laid(leaflet: &Leaflet, blocks: &[Block], scale: f64) -> (Vec<Piece>, f64) {
    let is_right_to_left = leaflet.is_right_to_left();
    let (mut pieces, mut y) = (Vec::new(), MARGIN);
    // Where a picture of this width begins.
    let beginning = |width: f64| if is_right_to_left { WIDTH - MARGIN - width } else { MARGIN };
    for block in blocks {
        match block {
            Block::Gap(gap) => y += gap * scale,
            Block::Mark => {
                let (side, width) = (MARK * scale, WIDTH - 2.0 * MARGIN);
                let align = if is_right_to_left { "xMaxYMid" } else { "xMinYMid" };
                let place = format!(
                    "x=\"{MARGIN}\" y=\"{y:.2}\" width=\"{width}\" height=\"{side:.2}\" preserveAspectRatio=\"{align}\""
                );
                pieces.extend(leaflet.mark.as_ref().map(|mark| Piece::Drawn(mark.at(&place))));
                y += side;
            }
            Block::Code => {
                let (side, code) = (CODE * scale, &leaflet.code);
                let (x, dot) = (beginning(side), side / f64::from(code.side));
                pieces.push(Piece::Drawn(format!(
                    "<path transform=\"translate({x:.2} {y:.2}) scale({dot:.4})\" d=\"{}\"/>",
                    code.path
                )));
                y += side;
            }
            Block::Text { text, size, look } => {
                let size = size * scale;
                let direction = if *look == Look::Exact { "ltr" } else { leaflet.direction };
                let x = if direction == "rtl" { WIDTH - MARGIN } else { MARGIN };
                for text in broken(text, size, *look) {
                    y += size * LEADING;
                    pieces.push(Piece::Line(Line {
                        x: format!("{x}"),
                        y: format!("{y:.2}"),
                        size: format!("{size:.2}"),
                        weight: if *look == Look::Plain { "normal" } else { "bold" },
                        family: if *look == Look::Exact { "monospace" } else { "sans-serif" },
                        direction,
                        text,
                    }));
                }
            }
        }
    }
    (pieces, y)
}

/// A text in lines that fit.
fn broken(text: &str, size: f64, look: Look) -> Vec<String> {
    let letter = size * if look == Look::Plain { LETTER } else { BOLD };
    let mut lines: Vec<String> = Vec::new();
    let mut room = 0.0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let width = word.chars().map(|_| letter).sum::<f64>();
        match lines.last_mut() {
            Some(line) if width + letter <= room => {
                line.extend([" ", word]);
                room -= width + letter;
            }
            _ => {
                lines.push(word.to_owned());
                room = WIDTH - 2.0 * MARGIN - width;
            }
        }
    }
    lines
}
