//! A picture, looked at part by part, as large as it is published: what no program finds, an eye does.

use estafette_files::private as private_file;

use super::desk::{Desk, wanted_of};
use super::error::ImageError;
use crate::failure::Cause;
use crate::person::Question;
use crate::pictures::{Area, Wanted};
use crate::plan::image::Part;
use crate::scratch::Scratch;
use crate::scratch::names::Temporary;
use crate::session::Session;
use crate::vault::Prepared;

/// A part's longer side, in pixels: it fits on a screen.
const SIDE: u32 = 960;
/// What two parts share, so that nothing is cut in two by every part that shows it.
const SHARED: u32 = 120;

impl Desk<'_> {
    /// Shows each part of what would be published. False: somebody saw something that is not covered.
    pub(super) fn walked(&self, session: &mut Session<'_>, prepared: &Prepared) -> Result<bool, Cause> {
        let file = self.files.item.picture(self.key, prepared.number)?;
        let scratch = Scratch::open(&session.config.memory_folders, None, &Temporary::Review.name())?;
        let parts = parts(prepared.width, prepared.height);
        for (at, area) in parts.iter().enumerate() {
            let wanted = Wanted {
                part: Some(*area),
                ..wanted_of(prepared.number, Some(Vec::new()), (prepared.cover, false))
            };
            // What was made is a picture of one page, whatever it was made from.
            let made = self.studio.make(&Wanted { page: 1, ..wanted }, &file)?;
            let name = format!("{}-part-{}.{}", prepared.number.in_a_name(), at + 1, made.format.ending());
            let path = scratch.folder().join(name);
            private_file::write(&path, &made.file).map_err(ImageError::Show)?;
            let part = Part { at: at + 1, of: parts.len(), area: *area, path, sketch: made.sketch };
            if !session.person.confirm(&Question::Part(&part))? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Parts of a picture of this size, line by line; together they show all of it.
fn parts(width: u32, height: u32) -> Vec<Area> {
    let (across, down) = (spans(width), spans(height));
    let line = |(y, high): &(u32, u32)| {
        let (y, height) = (*y, *high);
        across.iter().map(move |(x, width)| Area { x: *x, y, width: *width, height }).collect::<Vec<_>>()
    };
    down.iter().flat_map(line).collect()
}

/// Where parts begin along a side, and how long they are.
fn spans(length: u32) -> Vec<(u32, u32)> {
    if length <= SIDE {
        return vec![(0, length)];
    }
    let count = (length - SHARED).div_ceil(SIDE - SHARED);
    let last = length - SIDE;
    (0..count).map(|at| (last * at / (count - 1).max(1), SIDE)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_show_all_of_it_and_share_their_edges() {
        for length in [1, 959, 960, 961, 1_500, 1_921, 2_560] {
            let spans = spans(length);
            assert_eq!(spans.first().map(|(at, _)| *at), Some(0));
            assert_eq!(spans.last().map(|(at, long)| at + long), Some(length), "{length}");
            for pair in spans.windows(2) {
                let [(at, long), (next, _)] = pair else { unreachable!("two") };
                assert!(at < next && at + long >= next + SHARED, "{length}");
            }
        }
        assert_eq!(parts(2_560, 1_920).len(), 9);
    }
}
