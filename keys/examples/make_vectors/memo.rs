//! What a source is told of what it sent: opened, and sealed to it.

use estafette_keys::hex;
use estafette_keys::ids::{ReplyId, SubmissionId};
use estafette_keys::memo::{Memo, SealedMemo};
use estafette_keys::message::Kind;
use estafette_keys::secret::Secret;
use estafette_keys::source::SourceKeys;

use crate::Vectors;
use crate::sample::rng;

const ROOT: [u8; 32] = [7; 32];
const SUBMISSION: [u8; 16] = [0x22; 16];

pub(crate) fn write(vectors: &Vectors) {
    let reply = ReplyId::from_bytes([0x33; 16]);
    let text = Memo { kind: Kind::Communique, characters: 1_234, files: 0, bytes: 0, answer: None };
    let files = Memo { kind: Kind::Tip, characters: 0, files: 200, bytes: 5_000_000_000, answer: None };
    let yes = Memo { kind: Kind::Contact, characters: 0, answer: Some((true, reply)), ..text.clone() };
    let no = Memo { answer: Some((false, reply)), characters: 30, ..yes.clone() };
    for (name, memo) in [("a-text", &text), ("files", &files), ("a-yes", &yes), ("a-no", &no)] {
        vectors.good(&format!("{name}.bin"), memo.to_bytes().as_slice());
        let sealed = memo.seal(&SourceKeys::from_root(Secret::new(ROOT)), id(), &mut rng());
        vectors.good(&format!("{name}.toml"), sealed_to(ROOT, &sealed, memo));
    }
    let sealed = text.seal(&SourceKeys::from_root(Secret::new(ROOT)), id(), &mut rng());
    vectors.put("not-opened", "another-source.toml", sealed_to([8; 32], &sealed, &text));
    let mut damaged = *sealed.as_bytes();
    damaged[40] ^= 1;
    let damaged = damaged.as_slice().try_into().expect("as long");
    vectors.put("not-opened", "damaged.toml", sealed_to(ROOT, &damaged, &text));
    let changed = |at: usize, byte: u8| {
        let mut bytes = *no.to_bytes();
        bytes[at] = byte;
        bytes
    };
    for (name, bytes) in [
        ("another-version.bin", changed(0, 2)),
        ("an-unknown-kind.bin", changed(1, b'x')),
        ("a-kind-with-something-behind-it.bin", changed(16, b'x')),
        ("a-third-answer.bin", changed(31, 3)),
        ("a-question-without-an-answer.bin", changed(31, 0)),
    ] {
        vectors.put("malformed", name, bytes);
    }
    vectors.put("malformed", "a-byte-less.bin", &no.to_bytes()[1..]);
}

fn id() -> SubmissionId {
    SubmissionId::from_bytes(SUBMISSION)
}

fn sealed_to(root: [u8; 32], sealed: &SealedMemo, memo: &Memo) -> String {
    format!(
        "root = \"{}\"\nsubmission = \"{}\"\nsealed = \"{}\"\nmemo = \"{}\"\n",
        hex::encode(&root),
        id(),
        hex::encode(sealed.as_bytes()),
        hex::encode(memo.to_bytes().as_slice())
    )
}
