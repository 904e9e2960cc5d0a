//! What goes to the process that decodes, and what comes back from it. It may have been taken over by a picture: what it
//! answers is read as a stranger's.

use serde::{Deserialize, Serialize};

use super::kind::Kind;
use super::{
    AREAS_MAX, Area, Format, Made, PAGES_MAX, PUBLISHED_MAX, PictureError, SIDE_MAX, Sketch, Wanted,
};

/// A head is shorter.
const HEAD_MAX: usize = 256 * 1024;
/// A preview is shorter.
const PREVIEW_MAX: usize = PUBLISHED_MAX;
/// An answer is shorter.
pub const ANSWER_MAX: usize =
    4 + HEAD_MAX + PUBLISHED_MAX + PREVIEW_MAX + (Made::SKETCH * Made::SKETCH) as usize;

/// What is asked about a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum Job {
    /// How many pages it has.
    Count,
    /// One of them, made new.
    Make(Wanted),
}

/// What is said of it.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    /// So many pages.
    Pages(u32),
    /// A picture made new.
    Made(Box<Made>),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum Head {
    Pages(u32),
    Made(MadeForm),
    Failed(Failed),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MadeForm {
    width: u32,
    height: u32,
    format: Format,
    areas: Vec<Area>,
    missing: Option<u8>,
    file: usize,
    preview: usize,
    sketch_width: u32,
    sketch_height: u32,
}

/// What the process can say of a picture that it does not make new.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Failed {
    Unknown,
    Kind(Kind),
    Colours,
    Written,
    Locked,
    NoSuchPage,
    Damaged,
    TooLarge,
    Area,
    Crowd,
}

/// A head of so many bytes, which come first.
fn with_length(head: &impl Serialize) -> Vec<u8> {
    let head = serde_json::to_vec(head).unwrap_or_else(|_| unreachable!("numbers and names are JSON"));
    let length = u32::try_from(head.len()).unwrap_or(u32::MAX);
    [length.to_be_bytes().as_slice(), &head].concat()
}

/// The head and what follows it.
fn split(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok().filter(|length| *length <= HEAD_MAX)?;
    rest.split_at_checked(length)
}

/// What is asked, and the file it is asked about.
#[must_use]
pub(crate) fn job(job: &Job, file: &[u8]) -> Vec<u8> {
    let mut job = with_length(job);
    job.reserve_exact(file.len());
    job.extend_from_slice(file);
    job
}

/// The same, read again.
pub(super) fn parse_job(job: &[u8]) -> Option<(Job, &[u8])> {
    let (head, file) = split(job)?;
    Some((serde_json::from_slice(head).ok()?, file))
}

pub(super) fn answer(answer: &Result<Answer, PictureError>) -> Vec<u8> {
    match answer {
        Ok(Answer::Pages(pages)) => with_length(&Head::Pages(*pages)),
        Ok(Answer::Made(made)) => {
            let head = Head::Made(MadeForm {
                width: made.width,
                height: made.height,
                format: made.format,
                areas: made.areas.clone(),
                missing: made.missing,
                file: made.file.len(),
                preview: made.preview.len(),
                sketch_width: made.sketch.width,
                sketch_height: made.sketch.height(),
            });
            let mut answer = with_length(&head);
            for part in [&made.file, &made.preview, &made.sketch.grey] {
                answer.extend_from_slice(part);
            }
            answer
        }
        Err(error) => with_length(&Head::Failed(match error {
            PictureError::Unknown => Failed::Unknown,
            PictureError::Kind(kind) => Failed::Kind(*kind),
            PictureError::Colours => Failed::Colours,
            PictureError::Written => Failed::Written,
            PictureError::Locked => Failed::Locked,
            PictureError::NoSuchPage => Failed::NoSuchPage,
            PictureError::TooLarge => Failed::TooLarge,
            PictureError::Area => Failed::Area,
            PictureError::Crowd => Failed::Crowd,
            _ => Failed::Damaged,
        })),
    }
}

/// Reads an answer; one that does not hold together is a damaged picture.
///
/// # Errors
/// [`PictureError`].
pub fn parse_answer(answer: &[u8]) -> Result<Answer, PictureError> {
    let (head, rest) = split(answer).ok_or(PictureError::Damaged)?;
    let form = match serde_json::from_slice(head).map_err(|_| PictureError::Damaged)? {
        Head::Pages(pages @ 1..=PAGES_MAX) => return Ok(Answer::Pages(pages)),
        Head::Pages(_) => return Err(PictureError::Damaged),
        Head::Made(form) => form,
        Head::Failed(failed) => {
            return Err(match failed {
                Failed::Unknown => PictureError::Unknown,
                Failed::Kind(kind) => PictureError::Kind(kind),
                Failed::Colours => PictureError::Colours,
                Failed::Written => PictureError::Written,
                Failed::Locked => PictureError::Locked,
                Failed::NoSuchPage => PictureError::NoSuchPage,
                Failed::Damaged => PictureError::Damaged,
                Failed::TooLarge => PictureError::TooLarge,
                Failed::Area => PictureError::Area,
                Failed::Crowd => PictureError::Crowd,
            });
        }
    };
    form.parse(rest).map(|made| Answer::Made(Box::new(made))).ok_or(PictureError::Damaged)
}

impl MadeForm {
    fn parse(self, rest: &[u8]) -> Option<Made> {
        let Self { width, height, format, areas, missing, file, preview, sketch_width, sketch_height } = self;
        let sizes_fit = (1..=SIDE_MAX).contains(&width)
            && (1..=SIDE_MAX).contains(&height)
            && file <= PUBLISHED_MAX
            && preview <= PREVIEW_MAX
            && areas.len() <= AREAS_MAX
            && missing.is_none_or(|missing| missing <= 100);
        let inside = |area: &Area| {
            let right = u64::from(area.x) + u64::from(area.width);
            let bottom = u64::from(area.y) + u64::from(area.height);
            right <= u64::from(width) && bottom <= u64::from(height)
        };
        if !sizes_fit || !areas.iter().all(inside) {
            return None;
        }
        let (file, rest) = rest.split_at_checked(file)?;
        let (preview, grey) = rest.split_at_checked(preview)?;
        let sketch_fits = (1..=Made::SKETCH).contains(&sketch_width)
            && (1..=Made::SKETCH).contains(&sketch_height)
            && usize::try_from(sketch_width * sketch_height) == Ok(grey.len());
        // What is published and shown begins as what it says it is.
        let begins = match format {
            Format::Jpeg => file.starts_with(b"\xff\xd8\xff"),
            Format::Png => file.starts_with(b"\x89PNG"),
        };
        let holds = sketch_fits && begins && preview.starts_with(b"\xff\xd8\xff");
        holds.then(|| Made {
            width,
            height,
            format,
            areas,
            missing,
            file: file.to_vec(),
            preview: preview.to_vec(),
            sketch: Sketch { width: sketch_width, grey: grey.to_vec() },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made() -> Made {
        Made {
            width: 40,
            height: 30,
            format: Format::Jpeg,
            areas: vec![Area { x: 0, y: 0, width: 40, height: 30 }],
            missing: Some(7),
            file: b"\xff\xd8\xff-file".to_vec(),
            preview: b"\xff\xd8\xff-preview".to_vec(),
            sketch: Sketch { width: 4, grey: vec![9; 12] },
        }
    }

    #[test]
    fn a_job_and_its_answer_come_back_as_they_went() {
        let wanted = Wanted {
            part: None,
            page: 2,
            areas: None,
            cover: super::super::Cover::Solid,
            side: 100,
            paper: true,
        };
        for asked in [Job::Make(wanted), Job::Count] {
            let sent = job(&asked, b"bytes");
            assert_eq!(parse_job(&sent), Some((asked, b"bytes".as_slice())));
        }
        let sent = answer(&Ok(Answer::Made(Box::new(made()))));
        assert!(parse_answer(&sent).is_ok_and(|read| read == Answer::Made(Box::new(made()))));
        let sent = answer(&Ok(Answer::Pages(7)));
        assert!(parse_answer(&sent).is_ok_and(|read| read == Answer::Pages(7)));
        let sent = answer(&Err(PictureError::Kind(Kind::Gif)));
        assert!(matches!(parse_answer(&sent), Err(PictureError::Kind(Kind::Gif))));
        let sent = answer(&Err(PictureError::TooLarge));
        assert!(matches!(parse_answer(&sent), Err(PictureError::TooLarge)));
    }

    #[test]
    fn an_answer_that_lies_is_a_damaged_picture() {
        let whole = answer(&Ok(Answer::Made(Box::new(made()))));
        for end in 0..whole.len() {
            let cut = whole.get(..end).unwrap_or_default();
            assert!(matches!(parse_answer(cut), Err(PictureError::Damaged)), "cut at {end}");
        }
        let outside = Made { areas: vec![Area { x: 39, y: 0, width: 2, height: 2 }], ..made() };
        let other = Made { file: b"<svg onload=x>".to_vec(), ..made() };
        let flat = Made { sketch: Sketch { width: 0, grey: Vec::new() }, ..made() };
        let huge = Made { width: 90_000, ..made() };
        let more = Made { missing: Some(101), ..made() };
        for lie in [outside, other, flat, huge, more] {
            let lie = answer(&Ok(Answer::Made(Box::new(lie))));
            assert!(matches!(parse_answer(&lie), Err(PictureError::Damaged)));
        }
        for pages in [0, PAGES_MAX + 1] {
            let lie = answer(&Ok(Answer::Pages(pages)));
            assert!(matches!(parse_answer(&lie), Err(PictureError::Damaged)));
        }
    }
}
