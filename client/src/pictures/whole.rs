//! Finds out whether all of a JPEG arrived. Browsers and decoders draw one whose end is missing as far as it goes, and report
//! no error.

/// A run of at least so many equal bytes at the end is filling: a transfer or a memory card put it in place of lost data.
const FILLED: usize = 64;
/// Lines that are compared as one.
const BAND: usize = 8;
/// What is put in the place of what is missing, to see where it is drawn.
const FOREIGN: usize = 64 * 1024;

/// The bytes up to where it breaks off; `None` if it ends as it should.
pub(super) fn cut(file: &[u8]) -> Option<&[u8]> {
    if has_end(file) {
        return None;
    }
    let last = *file.last()?;
    let filled = file.iter().rev().take_while(|byte| **byte == last).count();
    file.get(..file.len() - if filled >= FILLED { filled } else { 0 })
}

/// Whether there is an end of the picture after its points, outside of every segment.
fn has_end(file: &[u8]) -> bool {
    let (mut at, mut in_scan) = (2, false);
    while let Some(byte) = file.get(at).copied() {
        if byte != 0xff {
            // Between segments there is nothing else; some put something there all the same.
            at += 1;
            continue;
        }
        match file.get(at + 1).copied() {
            Some(0xff) => at += 1,
            Some(0xd9) if in_scan => return true,
            Some(0x00 | 0x01 | 0xd0..=0xd9) => at += 2,
            Some(marker) => {
                let length = file.get(at + 2..at + 4).and_then(|length| <[u8; 2]>::try_from(length).ok());
                let Some(length) = length.map(u16::from_be_bytes) else { return false };
                in_scan |= marker == 0xda;
                at += 2 + usize::from(length.max(2));
            }
            None => return false,
        }
    }
    false
}

/// The same file with a different end, which a decoder turns into other pixels wherever data is missing.
pub(super) fn with_foreign_end(kept: &[u8]) -> Vec<u8> {
    let mut file = Vec::with_capacity(kept.len() + FOREIGN);
    file.extend_from_slice(kept);
    // A lone 0xff would be half a sign.
    if file.last() == Some(&0xff) {
        file.pop();
    }
    let mut state = 0x9e37_79b9_u32;
    for _ in 0..FOREIGN {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [byte, ..] = state.to_be_bytes();
        file.push(byte & 0x7f);
    }
    file
}

/// The sum of the pixels of each band of lines.
pub(super) fn bands(pixels: &[u8], width: u32) -> Vec<u64> {
    let line = usize::try_from(width).unwrap_or(1).max(1) * 3;
    let sum = |band: &[u8]| {
        band.iter().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
            (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        })
    };
    pixels.chunks(line * BAND).map(sum).collect()
}

/// How much is missing, in hundredths, 1 to 100: from the first line on that what follows the end decides.
pub(super) fn missing(one: &[u64], other: &[u64]) -> Option<u8> {
    let same = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    if same == one.len() && one.len() == other.len() {
        return None;
    }
    let lost = (one.len() - same) * 100;
    u8::try_from(lost.div_ceil(one.len().max(1)).clamp(1, 100)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_is_one_after_the_points_alone() {
        let begin = [0xff, 0xd8, 0xff, 0xe1, 0, 6, 0xff, 0xd9, 1, 2];
        let scan = [0xff, 0xda, 0, 4, 9, 9, 1, 2, 0xff, 0x00, 3, 0xff, 0xd0, 4];
        let table = [0xff, 0xc4, 0, 6, 0xff, 0xd9, 7, 7];
        let file = |parts: &[&[u8]]| parts.concat();
        assert!(cut(&file(&[&begin, &scan])).is_some(), "a small picture within has an end");
        assert!(cut(&file(&[&begin, &scan, &table, &scan])).is_some(), "a table has the same bytes");
        assert!(cut(&file(&[&begin, &scan, &[0xff, 0xd9]])).is_none());
        assert!(cut(&file(&[&begin, &scan, &[0xff, 0xff, 0xd9], b"PK behind"])).is_none());
        let filled = file(&[&begin, &scan, &[0; 500]]);
        assert_eq!(cut(&filled).map(<[u8]>::len), Some(begin.len() + scan.len()));
        assert!(cut(&[]).is_none());
    }

    #[test]
    fn what_is_missing_is_counted_from_above() {
        assert_eq!(missing(&[1, 2, 3, 4], &[1, 2, 3, 4]), None);
        assert_eq!(missing(&[1, 2, 3, 4], &[1, 2, 3, 5]), Some(25));
        assert_eq!(missing(&[1, 2, 3, 4], &[9, 2, 3, 4]), Some(100));
        assert_eq!(missing(&[1; 1_000], &[&[1; 999][..], &[2]].concat()), Some(1));
    }
}
