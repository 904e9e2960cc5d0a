//! How long a message is made, so that its sealed size says little.

/// Every text-only message has this length in bytes.
pub const FLOOR: u64 = 65_536;

/// The padded length for `length` bytes: [`FLOOR`], then Padmé.
///
/// Padmé (Nikitin et al., PETS 2019) keeps only the leading bits of a length, about as many as its
/// logarithm's logarithm: at most 3.1 % more above the floor, and few distinct sizes.
#[must_use]
pub fn padded(length: u64) -> u64 {
    if length <= FLOOR {
        return FLOOR;
    }
    let exponent = length.ilog2();
    let kept = exponent.ilog2() + 1;
    let mask = (1 << (exponent - kept)) - 1;
    // Past 2^63 there is no room above; no message comes near.
    length.checked_add(mask).map_or(length, |sum| sum & !mask)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_up_to_the_floor_is_the_floor() {
        for length in [0, 1, 4_096, FLOOR - 1, FLOOR] {
            assert_eq!(padded(length), FLOOR);
        }
    }

    #[test]
    fn sizes_never_shrink_never_cost_more_than_an_eighth_and_are_fixed_points() {
        for length in
            (0..64).map(|bit| 1_u64 << bit).flat_map(|n| [n - 1, n, n.saturating_add(1), n | n >> 3])
        {
            let size = padded(length);
            assert!(size >= length);
            assert_eq!(padded(size), size);
            assert!(length < FLOOR || u128::from(size - length) * 8 <= u128::from(length));
        }
    }

    #[test]
    fn two_gibibytes_have_few_sizes() {
        let mut sizes = 0;
        let mut length = FLOOR;
        while length < 1 << 31 {
            sizes += 1;
            length = padded(length + 1);
        }
        assert!(sizes < 500, "{sizes} sizes");
    }
}
