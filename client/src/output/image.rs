//! `estafette image`, shown.

use serde_json::{Value, json};

use super::failure;
use super::lines::Lines;
use super::screen::{Screen, size};
use super::transcript;
use crate::commands::image::{Listed, Outcome, Shown};
use crate::pictures::{Area, Cover, Number, PictureError, Sketch};
use crate::plan::image::{Look, Part};
use crate::terminal::inline;
use crate::vault::{Prepared, ShortId};
use crate::words::{Words, key};

/// From dark to light.
const GREYS: [char; 10] = [' ', '.', ':', '-', '=', '+', '*', '#', '%', '@'];

pub(super) fn human(screen: &Screen, outcome: &Outcome) -> String {
    let words = &screen.words;
    match outcome {
        Outcome::Listed(short, pictures) => {
            let about = |picture: &Listed| state_and_more(words, picture);
            let lines: String =
                runs(pictures, about).into_iter().map(|(first, last)| listed(screen, first, last)).collect();
            let has_raw = pictures.iter().any(|picture| picture.prepared.is_none());
            let next = if has_raw { key!("next-image-clean") } else { key!("next-image-review") };
            let first = pictures.iter().find(|picture| !is_reviewed(picture));
            let first = first.map_or(Number::of_file(1), |picture| picture.number);
            let values = [("item", short.as_str().into()), ("number", first.to_string().into())];
            lines + &screen.next(next, &values)
        }
        Outcome::Made(short, made, failed) => shown(screen, short, made, failed),
        Outcome::Reviewed(short, prepared) => {
            let said = words
                .say(key!("say-image-reviewed"), &[("number", prepared.number.to_string().into())])
                + "\n";
            said + &screen.next(key!("next-image-publish"), &[("item", short.as_str().into())])
        }
        Outcome::Read(short, read) => transcript::human(screen, short, read),
        Outcome::Declined => words.say(key!("say-nothing-done"), &[]) + "\n",
    }
}

fn is_reviewed(picture: &Listed) -> bool {
    picture.prepared.as_ref().is_some_and(|prepared| prepared.reviewed)
}

/// Pages of one file that follow one another and of which the same is said, by the first and the last: nobody reads a line a page
/// where there are hundreds.
fn runs(pictures: &[Listed], about: impl Fn(&Listed) -> String) -> Vec<(&Listed, Number)> {
    let mut runs: Vec<(&Listed, Number, String)> = Vec::new();
    for picture in pictures {
        let said = about(picture);
        let follows = |last: &Number| {
            last.file == picture.number.file
                && last.page.is_some_and(|page| picture.number.page == Some(page + 1))
        };
        match runs.last_mut() {
            Some((_, last, before)) if follows(last) && *before == said => *last = picture.number,
            _ => runs.push((picture, picture.number, said)),
        }
    }
    runs.into_iter().map(|(first, last, _)| (first, last)).collect()
}

/// How far it got, and what is known of it.
fn state_and_more(words: &Words, picture: &Listed) -> String {
    let state = match &picture.prepared {
        None => key!("image-raw"),
        Some(prepared) if prepared.reviewed => key!("image-reviewed"),
        Some(_) => key!("image-made"),
    };
    let more = picture.prepared.as_ref().map_or_else(String::new, |prepared| about(words, prepared));
    format!("{}\n{more}", words.say(state, &[]))
}

fn listed(screen: &Screen, picture: &Listed, last: Number) -> String {
    let words = &screen.words;
    let number =
        if last == picture.number { last.to_string() } else { format!("{}–{last}", picture.number) };
    let (name, size) = (inline(&picture.name), size(words, picture.size));
    format!("{}  {name}  {size}  {}", screen.style.bold(&number), state_and_more(words, picture))
}

/// What is missing of it.
fn incomplete(words: &Words, missing: u8) -> String {
    match missing {
        0 => words.say(key!("say-image-in-part"), &[]),
        missing => words.say(key!("say-image-incomplete"), &[("missing", missing.into())]),
    }
}

/// Size, what is covered, what it shows.
fn about(words: &Words, prepared: &Prepared) -> String {
    let mut lines = Lines::default();
    let cover = match prepared.cover {
        Cover::Solid => key!("cover-solid"),
        Cover::Mosaic => key!("cover-mosaic"),
    };
    let values = [
        ("width", prepared.width.into()),
        ("height", prepared.height.into()),
        ("count", prepared.areas.len().into()),
        ("cover", words.say(cover, &[]).into()),
    ];
    lines.add(format!("   {}", words.say(key!("say-image-about"), &values)));
    if prepared.paper {
        lines.add(format!("   {}", words.say(key!("say-image-paper"), &[])));
    }
    if let Some(missing) = prepared.missing {
        lines.add(format!("   {}", incomplete(words, missing)));
    }
    for (area, number) in prepared.areas.iter().zip(1..) {
        lines.add(format!("   {number}: {area}"));
    }
    if let Some(alt) = &prepared.alt {
        lines.add(format!("   « {} »", inline(alt)));
    }
    lines.finish()
}

fn shown(screen: &Screen, short: &ShortId, made: &[Shown], failed: &[(Number, PictureError)]) -> String {
    let words = &screen.words;
    let mut lines = Lines::default();
    for picture in made {
        let number = picture.prepared.number.to_string();
        lines.add(screen.style.bold(&words.say(key!("say-image-made"), &[("number", number.into())])));
        lines.add_text(about(words, &picture.prepared));
        if !screen.quiet {
            lines.add_text(sketch(&picture.sketch, &picture.prepared));
        }
    }
    for (number, error) in failed {
        let cause = failure::message_of(words, error);
        let values = [("number", number.to_string().into()), ("cause", cause.into())];
        lines.add(screen.style.warn(&words.say(key!("say-image-failed"), &values)));
    }
    if let Some(picture) = made.first() {
        let number = picture.prepared.number.to_string();
        let values = [("item", short.as_str().into()), ("number", number.into())];
        lines.add_text(screen.next(key!("next-image-review"), &values));
    }
    lines.finish()
}

/// Two lines of points are one of letters, which are twice as high as wide; each area is framed and has its number.
fn sketch(sketch: &Sketch, prepared: &Prepared) -> String {
    let width = usize::try_from(sketch.width).unwrap_or(1).max(1);
    let mut canvas = points(sketch);
    let high = canvas.len();
    for (area, number) in prepared.areas.iter().zip(1_usize..) {
        frame(&mut canvas, *area, number, (prepared.width, prepared.height), (width, high));
    }
    canvas.into_iter().map(line).collect()
}

fn line(letters: Vec<char>) -> String {
    letters.into_iter().collect::<String>().trim_end().to_owned() + "\n"
}

fn points(sketch: &Sketch) -> Vec<Vec<char>> {
    let width = usize::try_from(sketch.width).unwrap_or(1).max(1);
    let of_two = |lines: &[u8]| {
        let (upper, lower) = lines.split_at(width.min(lines.len()));
        let letter = |(at, grey): (usize, &u8)| {
            let below = lower.get(at).copied().unwrap_or(*grey);
            let mean = usize::from(grey.midpoint(below));
            GREYS.get(mean * GREYS.len() / 256).copied().unwrap_or(' ')
        };
        upper.iter().enumerate().map(letter).collect()
    };
    sketch.grey.chunks(width * 2).map(of_two).collect()
}

fn frame(
    canvas: &mut [Vec<char>],
    area: Area,
    number: usize,
    picture: (u32, u32),
    (width, high): (usize, usize),
) {
    let place = |at: u32, of: u32, cells: usize| {
        let cell = u64::from(at) * cells as u64 / u64::from(of.max(1));
        usize::try_from(cell).unwrap_or_default().min(cells.saturating_sub(1))
    };
    let (left, right) = (place(area.x, picture.0, width), place(area.x + area.width, picture.0, width));
    let (top, bottom) = (place(area.y, picture.1, high), place(area.y + area.height, picture.1, high));
    let mut put = |x: usize, y: usize, letter: char| {
        if let Some(cell) = canvas.get_mut(y).and_then(|line| line.get_mut(x)) {
            *cell = letter;
        }
    };
    for y in top..=bottom {
        for x in left..=right {
            let letter = match (y == top || y == bottom, x == left || x == right) {
                (true, true) => '+',
                (true, false) => '-',
                (false, true) => '|',
                (false, false) => ' ',
            };
            put(x, y, letter);
        }
    }
    for (at, digit) in number.to_string().chars().enumerate() {
        put((left + 1 + at).min(right), (top + 1).min(bottom), digit);
    }
}

/// What is looked at closely.
pub(super) fn part(words: &Words, part: &Part) -> String {
    let mut lines = Lines::default();
    let values = [("at", part.at.into()), ("count", part.of.into()), ("area", part.area.to_string().into())];
    lines.add(words.say(key!("say-image-part"), &values));
    lines.add(format!("  {}", inline(&part.path.display().to_string())));
    lines.add_text(points(&part.sketch).into_iter().map(line).collect::<String>());
    lines.finish()
}

/// What is looked over.
pub(super) fn look(words: &Words, look: &Look) -> String {
    let mut lines = Lines::default();
    lines.add(words.say(key!("say-image-look"), &[]));
    for path in [&look.covered, &look.numbered] {
        lines.add(format!("  {}", inline(&path.display().to_string())));
    }
    if let Some(missing) = look.missing {
        lines.add(incomplete(words, missing));
    }
    lines.add(words.say(key!("say-image-areas"), &[("count", look.areas.into())]));
    lines.add(format!("{} {}", words.say(key!("label-alt"), &[]), inline(&look.alt)));
    lines.finish()
}

pub(super) fn json(screen: &Screen, outcome: &Outcome) -> Value {
    let prepared = |picture: &Prepared| {
        json!({
            "number": picture.number.file, "page": picture.number.page, "format": picture.format, "width": picture.width, "height": picture.height,
            "areas": picture.areas.iter().map(ToString::to_string).collect::<Vec<_>>(), "cover": picture.cover,
            "alt": picture.alt, "paper": picture.paper, "missing": picture.missing, "reviewed": picture.reviewed, "seen": picture.seen,
        })
    };
    match outcome {
        Outcome::Listed(short, pictures) => json!({
            "item": short.as_str(),
            "pictures": pictures.iter().map(|picture| json!({
                "number": picture.number.file, "page": picture.number.page, "name": picture.name, "size": picture.size,
                "made": picture.prepared.as_ref().map(prepared),
            })).collect::<Vec<_>>(),
        }),
        Outcome::Made(short, made, failed) => json!({
            "item": short.as_str(),
            "made": made.iter().map(|picture| prepared(&picture.prepared)).collect::<Vec<_>>(),
            "failed": failed.iter().map(|(number, error)| json!({
                "number": number.file, "page": number.page, "error": failure::message_of(&screen.words, error),
            })).collect::<Vec<_>>(),
        }),
        Outcome::Reviewed(short, picture) => json!({ "item": short.as_str(), "reviewed": prepared(picture) }),
        Outcome::Read(short, read) => transcript::json(short, read),
        Outcome::Declined => json!({ "outcome": "declined" }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(file: u32, page: Option<u32>) -> Listed {
        Listed { number: Number { file, page }, name: format!("{file}.pdf"), size: 9, prepared: None }
    }

    #[test]
    fn hundreds_of_pages_are_a_line_unless_one_of_them_is_not_like_the_others() {
        let pages = (1..=400).map(|number| page(2, Some(number)));
        let pictures: Vec<Listed> =
            [page(1, None)].into_iter().chain(pages).chain([page(3, None), page(4, Some(401))]).collect();
        let shown = |about: &dyn Fn(&Listed) -> String| {
            let runs = runs(&pictures, about).into_iter();
            runs.map(|(first, last)| format!("{}-{last}", first.number)).collect::<Vec<_>>()
        };
        assert_eq!(shown(&|_| String::new()), ["1-1", "2.1-2.400", "3-3", "4.401-4.401"]);
        let covered = |picture: &Listed| (picture.number.page == Some(7)).to_string();
        assert_eq!(shown(&covered), ["1-1", "2.1-2.6", "2.7-2.7", "2.8-2.400", "3-3", "4.401-4.401"]);
    }
}
