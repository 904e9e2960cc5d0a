//! A view cut into tiles that the net looks at one by one: what it needs of memory grows with a tile, not with the picture.

/// The longer side of a tile, in points: it takes some 130 MB to look at.
const SIDE_MAX: u32 = 704;
/// What neighbours share, in points: a face of this size is whole in one of them. Larger ones are found in smaller views.
const SHARED: u32 = 48;
/// The net halves a tile five times.
const STEP: u32 = 32;

/// Tiles of one size, which cover a view.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tiles {
    pub(super) width: u32,
    pub(super) height: u32,
    /// Their upper left corners.
    pub(super) corners: Vec<(u32, u32)>,
}

impl Tiles {
    /// As few as cover a view of this size. The last ones may reach out of it.
    pub(super) fn of(width: u32, height: u32) -> Self {
        let ((tile_width, columns), (tile_height, rows)) = (along(width), along(height));
        let corners = rows.iter().flat_map(|y| columns.iter().map(|x| (*x, *y))).collect();
        Self { width: tile_width, height: tile_height, corners }
    }
}

/// How long tiles are along a side, and where each begins.
fn along(length: u32) -> (u32, Vec<u32>) {
    let count = if length <= SIDE_MAX { 1 } else { (length - SHARED).div_ceil(SIDE_MAX - SHARED) };
    let tile = (length + (count - 1) * SHARED).div_ceil(count).next_multiple_of(STEP).min(SIDE_MAX);
    let last = length.saturating_sub(tile);
    let begin = |at: u32| if count == 1 { 0 } else { at * last / (count - 1) };
    (tile, (0..count).map(begin).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_of_the_size_that_tiles_share_is_whole_in_one_of_them() {
        for length in (1..4_000).step_by(7) {
            let (tile, begins) = along(length);
            assert!(tile <= SIDE_MAX && tile.is_multiple_of(STEP), "{length}");
            assert_eq!(begins.first(), Some(&0), "{length}");
            assert!(begins.last().is_some_and(|last| last + tile >= length), "{length}");
            for pair in begins.windows(2) {
                assert!(pair[0] + tile >= pair[1] + SHARED, "{length}: {pair:?} of {tile}");
                assert!(pair[1] + tile <= length, "{length}: {pair:?} of {tile}");
            }
        }
    }

    #[test]
    fn tiles_are_no_larger_than_it_takes() {
        assert_eq!(Tiles::of(100, 60), Tiles { width: 128, height: 64, corners: vec![(0, 0)] });
        let tiles = Tiles::of(1_920, 1_280);
        assert_eq!((tiles.width, tiles.height, tiles.corners.len()), (672, 672, 6));
        assert_eq!(tiles.corners.last(), Some(&(1_248, 608)));
    }
}
