//! Age files whose headers are whole (their MAC holds) but for what the name says.

use std::collections::HashSet;
use std::io::Write;

use age_core::format::{FileKey, Stanza};
use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use estafette_keys::age_format::{Identity, Recipient};
use estafette_keys::secret::Secret;

use crate::Vectors;

const CHUNK: usize = 64 * 1024;

/// Edits the stanza that a recipient wrote; the header's MAC is over the edited one.
struct Edited<'a> {
    recipient: &'a Recipient,
    edit: &'a dyn Fn(&mut Stanza),
}

impl age::Recipient for Edited<'_> {
    fn wrap_file_key(&self, file_key: &FileKey) -> Result<(Vec<Stanza>, HashSet<String>), age::EncryptError> {
        let (mut stanzas, labels) = self.recipient.wrap_file_key(file_key)?;
        stanzas.iter_mut().for_each(self.edit);
        Ok((stanzas, labels))
    }
}

fn sealed(recipients: &[&dyn age::Recipient], plaintext: &[u8]) -> Vec<u8> {
    let encryptor = age::Encryptor::with_recipients(recipients.iter().copied()).expect("recipients");
    let mut writer = encryptor.wrap_output(Vec::new()).expect("a header");
    writer.write_all(plaintext).expect("it is written");
    writer.finish().expect("it is ended")
}

pub(crate) fn write(vectors: &Vectors) {
    let identity = Identity::from_seed(Secret::new([5; 32]));
    let other = Identity::from_seed(Secret::new([6; 32]));
    let (ours, others) = (identity.recipient(), other.recipient());
    let edited = |edit: &dyn Fn(&mut Stanza)| sealed(&[&Edited { recipient: &ours, edit }], b"texte");
    vectors.good("five-bytes.age", sealed(&[&ours], b"texte"));
    vectors.good("nothing-in-it.age", sealed(&[&ours], b""));
    vectors.good("to-another-and-to-us.age", sealed(&[&others, &ours], b"texte"));
    vectors.good("one-chunk.age", sealed(&[&ours], &vec![b'e'; CHUNK]));

    let put = |name: &str, file: Vec<u8>| vectors.put("not-opened", name, file);
    put("nothing.age", Vec::new());
    put("to-another.age", sealed(&[&others], b"texte"));
    put("an-argument-too-many.age", edited(&|stanza| stanza.args.push("AAAA".to_owned())));
    put("no-argument.age", edited(&|stanza| stanza.args.clear()));
    put(
        "an-argument-not-base64.age",
        edited(&|stanza| stanza.args[0] = format!("*{}", &stanza.args[0][1..])),
    );
    put("an-argument-with-padding.age", edited(&|stanza| stanza.args[0].push('=')));
    put(
        "an-argument-with-bits-in-its-tail.age",
        edited(&|stanza| {
            let last =
                stanza.args[0].pop().map(|letter| char::from(u8::try_from(letter).expect("ASCII") + 1));
            stanza.args[0].extend(last);
        }),
    );
    let encapsulated = |edit: &dyn Fn(&mut Vec<u8>)| {
        edited(&|stanza| {
            let mut bytes = BASE64_STANDARD_NO_PAD.decode(&stanza.args[0]).expect("base64");
            edit(&mut bytes);
            stanza.args[0] = BASE64_STANDARD_NO_PAD.encode(bytes);
        })
    };
    put("a-share-of-1119-bytes.age", encapsulated(&|bytes| bytes.truncate(1_119)));
    put("a-share-of-1121-bytes.age", encapsulated(&|bytes| bytes.push(0)));
    put("a-share-of-order-one.age", encapsulated(&|bytes| bytes[1_088..].fill(0)));
    put(
        "a-share-of-order-two.age",
        encapsulated(&|bytes| {
            bytes[1_088..].fill(0);
            bytes[1_088] = 1;
        }),
    );
    put("a-post-quantum-half-changed.age", encapsulated(&|bytes| bytes[500] ^= 1));
    put("a-classical-half-changed.age", encapsulated(&|bytes| bytes[1_100] ^= 1));
    put("a-body-of-31-bytes.age", edited(&|stanza| stanza.body.truncate(31)));
    put("a-body-of-33-bytes.age", edited(&|stanza| stanza.body.push(0)));
    put("a-body-changed.age", edited(&|stanza| stanza.body[3] ^= 1));
    put("a-tag-of-another-kind.age", edited(&|stanza| "X25519".clone_into(&mut stanza.tag)));
    put("a-tag-in-capitals.age", edited(&|stanza| "MLKEM768X25519".clone_into(&mut stanza.tag)));

    let sound = sealed(&[&ours], b"texte");
    let mac = sound.windows(5).position(|window| window == b"\n--- ").expect("a MAC") + 5;
    let changed = |at: usize| {
        let mut file = sound.clone();
        file[at] = if file[at] == b'A' { b'B' } else { b'A' };
        file
    };
    put("a-mac-changed.age", changed(mac + 3));
    put("a-mac-missing.age", [&sound[..mac - 5], b"\n---\n", &sound[mac + 44..]].concat());
    put("a-stanza-swapped.age", {
        // Of another file to the same recipient: opens, but the MAC is not over it.
        let donor = sealed(&[&ours], b"texte");
        let end = donor.windows(5).position(|window| window == b"\n--- ").expect("a MAC") + 1;
        [&donor[..end], &sound[mac - 4..]].concat()
    });
    put("a-nonce-changed.age", changed(mac + 44 + 2));
    put("cut-in-the-header.age", sound[..200].to_vec());
    put("cut-before-the-nonce.age", sound[..mac + 44].to_vec());
    put("cut-in-the-nonce.age", sound[..mac + 44 + 9].to_vec());
    put("cut-before-the-first-chunk.age", sound[..mac + 44 + 16].to_vec());
    put("cut-in-the-last-chunk.age", sound[..sound.len() - 1].to_vec());
    put("a-byte-after-the-last-chunk.age", [sound.as_slice(), b"e"].concat());
    put("the-same-file-twice.age", [sound.as_slice(), sound.as_slice()].concat());
    let two = sealed(&[&ours], &vec![b'e'; CHUNK + 5]);
    let border = two.len() - (5 + 16);
    put("cut-between-two-chunks.age", two[..border].to_vec());
    put(
        "two-chunks-swapped.age",
        [&two[..border - CHUNK - 16], &two[border..], &two[border - CHUNK - 16..border]].concat(),
    );
    put("an-empty-last-chunk.age", {
        let one = sealed(&[&ours], &vec![b'e'; CHUNK]);
        [one.as_slice(), &sound[sound.len() - 16..]].concat()
    });
    put(
        "armored.age",
        format!(
            "-----BEGIN AGE ENCRYPTED FILE-----\n{}\n-----END AGE ENCRYPTED FILE-----\n",
            BASE64_STANDARD_NO_PAD.encode(&sound[..48])
        )
        .into_bytes(),
    );
    vectors.put("version", "age-version-2.age", [b"age-encryption.org/v2", &sound[21..]].concat());
    let stanza = format!("-> mlkem768x25519 {}\n{}\n", "A".repeat(1_494), "A".repeat(43));
    let grease = format!("-> grease\n{}\n", "A".repeat(43));
    let of = |stanza: &str, count: usize| {
        format!("age-encryption.org/v1\n{}--- {}\n", stanza.repeat(count), "A".repeat(43))
    };
    vectors.put("too-large", "sixty-five-stanzas.age", of(&grease, 65));
    vectors.put(
        "too-large",
        "a-header-of-129-kilobytes.age",
        of(&format!("{stanza}{}", format!("{}\n", "A".repeat(64)).repeat(9)), 64),
    );
    put(
        "a-line-of-five-kilobytes.age",
        format!("age-encryption.org/v1\n-> x {}\n", "A".repeat(5_000)).into_bytes(),
    );
}
