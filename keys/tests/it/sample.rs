//! One submission, the same on every run but for what age draws itself.

use std::io::Read;

use estafette_keys::age_format::OpenError;
use estafette_keys::codename::Codename;
use estafette_keys::envelope::{Binding, ItemKey};
use estafette_keys::ids::{InstanceId, SubmissionId};
use estafette_keys::message::{
    Detail, FileName, Header, Kind, Line, Mandate, MessageOpener, MessageSealer, Publish, What,
};
use estafette_keys::secret::Secret;
use estafette_keys::signing::AuthorPublic;
use estafette_keys::source::SourceKeys;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

/// 2026-11-20, noon UTC.
pub(crate) const NOW: i64 = 1_795_176_000;
pub(crate) const INSTANCE: InstanceId = InstanceId::from_bytes([0x11; 16]);
pub(crate) const TEXT: &str =
    "Prière d’insérer.\n\nLes prisonnier·es de Lantin refusent les plateaux ✊\nالحرية للجميع\n";

pub(crate) fn rng() -> ChaCha20Rng {
    ChaCha20Rng::from_seed([9; 32])
}

pub(crate) fn source() -> SourceKeys {
    SourceKeys::from_root(Secret::new([3; 32]))
}

pub(crate) fn codename() -> Codename {
    Codename::from_entropy([0x5a; 11])
}

pub(crate) fn binding() -> Binding {
    let item = SubmissionId::from_bytes([0x22; 16]).into();
    Binding { instance: INSTANCE, section: "bruxelles".parse().expect("a section"), item }
}

pub(crate) fn line(text: &str) -> Line {
    Line::new(text).expect("a line")
}

pub(crate) fn header() -> Header {
    Header {
        what: What::Submission(Kind::Communique),
        instance: INSTANCE,
        section: "bruxelles".parse().expect("a section"),
        item: binding().item,
        day: "2026-11-20".parse().expect("a day"),
        language: "fr".parse().expect("a language"),
        reply_to: Some((source().reply_recipient(), source().mailbox())),
        mandate: Some(Mandate {
            publish: Publish::Edited,
            not_before: Some("2026-12-01".parse().expect("a day")),
            sign_as: Some(line("Le comité de soutien")),
        }),
        details: vec![(Detail::Subject, line("Refus de plateaux à Lantin"))],
    }
}

/// Seals this header, text and these files; gives the content.
pub(crate) fn sealed(key: &ItemKey, header: &Header, text: &str, files: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let mut sealer =
        MessageSealer::begin(&key.recipient(), header, text, source().thread_key(), Vec::new(), &mut rng())
            .expect("a message is begun");
    for (name, media_type, bytes) in files {
        sealer.begin_file(&FileName::sanitised(name), media_type).expect("a file is begun");
        for piece in bytes.chunks(10_007) {
            sealer.write_file(piece).expect("a file is written");
        }
    }
    sealer.finish().expect("a message is ended")
}

/// The message inside a content.
pub(crate) fn plaintext(key: &ItemKey, content: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    key.open_content(content).expect("it opens").read_to_end(&mut bytes).expect("it is whole");
    bytes
}

/// What a reader makes of a message.
pub(crate) struct Read1 {
    pub(crate) header: Header,
    pub(crate) text: String,
    pub(crate) files: Vec<(String, String, Vec<u8>)>,
    pub(crate) author: AuthorPublic,
}

pub(crate) fn read(message: impl Read) -> Result<Read1, OpenError> {
    let mut opener = MessageOpener::begin(message, &binding())?;
    let text = opener.text().to_owned();
    let mut files = Vec::new();
    while let Some(file) = opener.next_file()? {
        let mut bytes = Vec::new();
        let mut buffer = [0; 7_001];
        loop {
            let count = opener.read_file(&mut buffer)?;
            if count == 0 {
                break;
            }
            bytes.extend_from_slice(&buffer[..count]);
        }
        files.push((file.name.as_str().to_owned(), file.media_type, bytes));
    }
    let details = opener.header().details.clone();
    let given = opener.header();
    let header = Header {
        what: given.what,
        instance: given.instance,
        section: given.section.clone(),
        item: given.item,
        day: given.day,
        language: given.language.clone(),
        reply_to: given.reply_to.clone(),
        mandate: given.mandate.clone(),
        details,
    };
    Ok(Read1 { header, text, files, author: opener.finish()? })
}
