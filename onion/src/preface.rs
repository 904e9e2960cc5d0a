//! What a connection to the server begins with: version 2 of HAProxy's PROXY protocol, with a random tag for the circuit
//! in a field of our own, and no address.

const SIGNATURE: &[u8; 12] = b"\r\n\r\n\0\r\nQUIT\n";
const PROXY: u8 = 0x21;
const LOCAL: u8 = 0x20;
const UNSPECIFIED: u8 = 0x00;
/// Of the types that anyone may give a meaning: the circuit's tag.
const TAG: u8 = 0xe2;

/// Of a circuit: sixteen random bytes that it keeps, and that mean nothing.
#[must_use]
pub(crate) fn of_circuit(tag: &[u8; 16]) -> Vec<u8> {
    let length = 3 + 16;
    let mut preface = [&SIGNATURE[..], &[PROXY, UNSPECIFIED, 0, length]].concat();
    preface.extend([TAG, 0, 16]);
    preface.extend(tag);
    preface
}

/// Of this process itself.
#[must_use]
pub(crate) fn of_ourselves() -> Vec<u8> {
    [&SIGNATURE[..], &[LOCAL, UNSPECIFIED, 0, 0]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_as_long_as_they_say() {
        let preface = of_circuit(&[7; 16]);
        assert_eq!(preface.len(), 16 + usize::from(preface[15]));
        assert!(preface.ends_with(&[7; 16]));
        assert_eq!(of_ourselves().len(), 16);
    }
}
