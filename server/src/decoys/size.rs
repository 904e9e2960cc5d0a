//! How large a decoy is: the sizes of decoys follow what a section really gets, up to the largest that a decoy may have.

use rand::Rng;

/// What is sealed without files is below this many bytes.
const TEXT_ONLY: u64 = 69_000;
/// What a message weighs beside its files, sealed, or a little more.
const BESIDE_FILES: u64 = 68_000;
/// Of so many, one has a size that is no other's.
const OF_ITS_OWN: u32 = 50;
/// Of those in ten, so many have no files.
const WITHOUT_FILES: u32 = 7;
/// The smallest files there are, in bytes.
const SMALL: f64 = 20_000.0;
/// How far a size may lie from the one it was taken from: from e to the minus this, to e to the plus.
const SPREAD: f64 = 0.1;

/// The most bytes that a decoy has, where it may have so many: those of a message without files in any case.
pub(super) fn largest_of(bytes: u64) -> u64 {
    bytes.max(TEXT_ONLY)
}

/// How many bytes of files a decoy has where something has this size, which is not above `largest`: about as many; now and then a
/// number of its own, so that what is alone of its size is not for that a real one.
///
/// What would be too large is mirrored at the largest size, in proportion. Cut off there, decoys would lie in a heap just below it.
pub(super) fn of_files(there: Option<u64>, largest: u64, rng: &mut impl Rng) -> u64 {
    let most = float(largest);
    let size = match there {
        Some(size) if rng.gen_range(0..OF_ITS_OWN) > 0 => {
            if size <= TEXT_ONLY {
                return 0;
            }
            let size = float(size) * rng.gen_range(-SPREAD..=SPREAD).exp();
            if size > most { most * most / size } else { size }
        }
        _ if rng.gen_range(0..10) < WITHOUT_FILES => return 0,
        _ => {
            let most = (most - float(BESIDE_FILES)).max(SMALL);
            rng.gen_range(SMALL.ln()..=most.ln()).exp() + float(BESIDE_FILES)
        }
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and megabytes")]
    let size = size as u64;
    size.saturating_sub(BESIDE_FILES)
}

#[expect(clippy::cast_precision_loss, reason = "megabytes, of which the last bytes do not count")]
fn float(bytes: u64) -> f64 {
    bytes as f64
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::random::Random;

    const LARGEST: u64 = 8_000_000;
    const ENVELOPES: usize = 20_000;
    /// The share that a guess may get right: one half, and what the decoys of a size of their own tell in a section that gets
    /// nothing of their kind.
    const CHANCE: f64 = 0.57;

    /// As a message of so many bytes of files is padded (`FORMAT.md` §5).
    fn sealed(files: u64) -> u64 {
        if files == 0 {
            return TEXT_ONLY - 500;
        }
        let size = BESIDE_FILES + files;
        let steps = size.ilog2() - (size.ilog2().ilog2() + 1);
        size.next_multiple_of(1 << steps)
    }

    /// Files of so many bytes, as many small as large ones in proportion.
    fn between(least: f64, most: f64, rng: &mut Random) -> u64 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "megabytes")]
        let size = rng.gen_range(least.ln()..most.ln()).exp() as u64;
        size
    }

    fn films(rng: &mut Random) -> u64 {
        between(2e6, 30e6, rng)
    }

    fn letters(_: &mut Random) -> u64 {
        0
    }

    fn both(rng: &mut Random) -> u64 {
        match rng.gen_range(0..14) {
            0 => films(rng),
            1 => between(2e4, 9e5, rng),
            _ => 0,
        }
    }

    /// The sizes of what a section gets, at most the largest of a decoy; and of as many decoys among them. And how many decoys are
    /// padded to more than that.
    fn section(real: fn(&mut Random) -> u64) -> ([Vec<u64>; 2], usize) {
        let (mut rng, mut all, mut sizes) = (Random::seeded(1), Vec::new(), [Vec::new(), Vec::new()]);
        let mut above = 0;
        for _ in 0..ENVELOPES {
            let is_decoy = rng.gen_bool(0.5);
            let files = if is_decoy {
                let there = (!all.is_empty()).then(|| all[rng.gen_range(0..all.len())]);
                of_files(there, LARGEST, &mut rng)
            } else {
                real(&mut rng)
            };
            let size = sealed(files);
            if size <= LARGEST {
                all.push(size);
                sizes[usize::from(is_decoy)].push(size);
            } else if is_decoy {
                above += 1;
            }
        }
        let many = sizes[0].len().min(sizes[1].len());
        let sizes = sizes.map(|mut sizes| {
            sizes.truncate(many);
            sizes
        });
        (sizes, above)
    }

    #[expect(clippy::cast_precision_loss, reason = "thousands")]
    fn share(sizes: &[u64], is: impl Fn(u64) -> bool) -> f64 {
        sizes.iter().filter(|size| is(**size)).count() as f64 / sizes.len() as f64
    }

    /// What the best cut in two tells, and what is learnt from each size that half of them have.
    fn best([real, decoys]: &[Vec<u64>; 2]) -> f64 {
        let mut cuts = real.clone();
        cuts.sort_unstable();
        cuts.dedup();
        let below = |cut: &u64| share(real, |size| size <= *cut) - share(decoys, |size| size <= *cut);
        let by_cut = 0.5 + cuts.iter().map(|cut| below(cut).abs() / 2.0).fold(0.0, f64::max);
        let half = real.len() / 2;
        let mut learnt: HashMap<u64, i64> = HashMap::new();
        real[..half].iter().for_each(|size| *learnt.entry(*size).or_default() += 1);
        decoys[..half].iter().for_each(|size| *learnt.entry(*size).or_default() -= 1);
        let is_real = |size| learnt.get(&size).is_none_or(|more| *more >= 0);
        let right = share(&real[half..], is_real) + share(&decoys[half..], |size| !is_real(size));
        by_cut.max(right / 2.0)
    }

    #[test]
    fn no_size_tells_decoys_in_a_section_of_films_of_letters_or_of_both() {
        for (name, real) in [("films", films as fn(&mut Random) -> u64), ("letters", letters), ("both", both)]
        {
            let (sizes, _) = section(real);
            let best = best(&sizes);
            assert!(best < CHANCE, "{name}: {best}");
        }
    }

    #[test]
    fn no_more_decoys_lie_just_at_the_largest_size_than_others() {
        let ([real, decoys], above) = section(films);
        // What is mirrored just below it is padded, here and there, to a little more. What is cut off always is.
        assert!(above < ENVELOPES / 1_000, "{above} decoys are larger");
        let is_near = |size| size > LARGEST / 10 * 9;
        let (real, decoys) = (share(&real, is_near), share(&decoys, is_near));
        assert!((real - decoys).abs() < 0.03, "{real} of what people sent, {decoys} of the decoys");
    }
}
