//! What is published, as it was sent.

use estafette_keys::day::Day;
use estafette_keys::message::{Detail, Kind, Mandate, What};
use estafette_keys::moment::Moment;

use crate::commands::message::not_a_submission;
use crate::failure::Cause;
use crate::pictures::Number;
use crate::pictures::kind::Kind as PictureKind;
use crate::publish::bundle::BundleFile;
use crate::publish::cleaning::{cleaned, cleaned_line};
use crate::publish::{Event, PublishError};
use crate::vault::{Item, Keyring, Opener, State, VaultError};

/// The largest text file that goes along.
const FILE_MAX: usize = 4 * 1024 * 1024;

/// The numbers of the files that are pictures, by their first bytes, and of what kind each is.
pub(super) fn picture_numbers(
    item: &Item<'_>,
    keyring: &Keyring,
    state: &State,
) -> Result<Vec<(u32, PictureKind)>, Cause> {
    let mut opener = item.open(keyring, state)?;
    let mut numbers = Vec::new();
    let mut number = 0;
    let mut buffer = vec![0; 64 * 1024];
    while opener.next_file().map_err(VaultError::Open)?.is_some() {
        number += 1;
        let mut first = true;
        loop {
            let count = opener.read_file(&mut buffer).map_err(VaultError::Open)?;
            if count == 0 {
                break;
            }
            let begins = buffer.get(..count).unwrap_or_default();
            numbers.extend(PictureKind::of(begins).filter(|_| first).map(|kind| (number, kind)));
            first = false;
        }
    }
    Ok(numbers)
}

/// A picture that nobody made new yet, or that can't be.
pub(super) fn not_ready(number: u32, kind: PictureKind) -> PublishError {
    if kind.is_opened() {
        PublishError::NotReviewed(Number::of_file(number))
    } else {
        PublishError::NotOpened(number, kind.name())
    }
}

/// What is published of an item.
pub(super) struct Source {
    pub(super) kind: Kind,
    pub(super) mandate: Mandate,
    pub(super) language: String,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) event: Option<Event>,
    pub(super) publish_from: Option<Day>,
}

/// Reads the item whole; the text files that go along get names that say nothing of who made them.
pub(super) fn source(
    item: &Item<'_>,
    keyring: &Keyring,
    state: &State,
    wanted: &[u32],
) -> Result<(Source, Vec<BundleFile>), Cause> {
    let mut opener = item.open(keyring, state)?;
    let header = opener.header();
    let What::Submission(kind) = header.what else { return Err(not_a_submission().into()) };
    let detail = |detail| header.detail(detail).map(cleaned_line);
    let moment = |detail| header.detail(detail).and_then(|moment| moment.parse::<Moment>().ok());
    let source = Source {
        kind,
        mandate: header.mandate.clone().ok_or(PublishError::NoMandate)?,
        language: header.language.as_str().to_owned(),
        title: detail(Detail::Subject).unwrap_or_default(),
        event: moment(Detail::Starts).filter(|_| kind == Kind::Event).map(|starts| Event {
            starts,
            ends: moment(Detail::Ends),
            place: detail(Detail::Place),
            is_cancelled: false,
        }),
        publish_from: header.detail(Detail::PublishFrom).and_then(|day| day.parse().ok()),
        text: opener.text().to_owned(),
    };
    let mut along = Vec::new();
    let mut number = 0;
    while opener.next_file().map_err(VaultError::Open)?.is_some() {
        number += 1;
        if wanted.contains(&number) {
            let text = text_file(&mut opener, number)?;
            along.push(BundleFile { name: format!("text-{number}.txt"), bytes: text.into_bytes() });
        }
    }
    if wanted.iter().any(|wanted| *wanted > number) {
        return Err(PublishError::NoSuchFile.into());
    }
    opener.finish().map_err(VaultError::Open)?;
    Ok((source, along))
}

fn text_file(opener: &mut Opener, number: u32) -> Result<String, Cause> {
    let mut bytes = Vec::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let count = opener.read_file(&mut buffer).map_err(VaultError::Open)?;
        let more = buffer.get(..count).unwrap_or_default();
        if more.is_empty() {
            break;
        }
        bytes.extend_from_slice(more);
        if bytes.len() > FILE_MAX {
            return Err(PublishError::NotText.into());
        }
    }
    if let Some(kind) = PictureKind::of(&bytes) {
        return Err(not_ready(number, kind).into());
    }
    match String::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => Ok(cleaned(&text)),
        _ => Err(PublishError::NotText.into()),
    }
}
