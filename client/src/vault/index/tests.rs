//! What an index owes whoever trusts it: the same answers as without it, and nothing that outlives the keys.

use std::cell::Cell;
use std::io::Write;
use std::path::{Path, PathBuf};

use estafette_keys::envelope::{SlotRecipient, seal_slot};
use estafette_keys::epoch;
use estafette_keys::ids::{InstanceId, ItemId};
use estafette_keys::message::{Header, Kind, Mandate, MessageSealer, Publish, What};
use estafette_keys::secret::Secret;
use estafette_keys::signing::DeviceKey;
use rand::{Rng, RngCore};

use super::*;
use crate::clock::randomness;

const MANY: usize = 2 * FEW;

/// A vault with keys of two weeks, and items of both.
struct Filled {
    _folder: tempfile::TempDir,
    home: PathBuf,
    vault: Vault,
    weeks: Vec<estafette_keys::day::Week>,
}

fn passphrase() -> Secret<String> {
    Secret::new("one".to_owned())
}

impl Filled {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let home = folder.path().join("vault");
        let mut rng = randomness();
        let mut secrets =
            crate::commands::init::new_secrets("anna".parse().expect("a handle"), 1_795_212_000, &mut rng)
                .expect("secrets");
        let first = secrets.epochs[0].week;
        secrets.epochs = epoch::generate(first, 2, &mut rng);
        let weeks = secrets.epochs.iter().map(|key| key.week).collect();
        let vault = Vault::create(&home, &passphrase(), 10, &secrets, &mut rng).expect("a vault");
        let filled = Self { _folder: folder, home, vault, weeks };
        for number in 0..MANY {
            filled.add(number);
        }
        filled
    }

    fn instance() -> InstanceId {
        InstanceId::from_bytes([7; 16])
    }

    fn keyring(&self) -> Keyring {
        Keyring::new(self.vault.editor().expect("keys"), Self::instance())
    }

    /// An item that says this number, of one week or the other in turn.
    fn add(&self, number: usize) -> SubmissionId {
        let mut rng = randomness();
        let mut random = [0; 16];
        rng.fill_bytes(&mut random);
        let id = SubmissionId::from_bytes(random);
        let keyring = self.keyring();
        let epochs = &keyring.secrets().epochs;
        let epoch = &epochs[number % epochs.len()];
        let day = epoch.week.last_day();
        let key = ItemKey::generate(&mut rng);
        let mut state = State::new("bruxelles".parse().expect("a name"), day, 0);
        let binding = keyring.binding(id, &state);
        let recipient = epoch.identity.recipient();
        let slot = seal_slot(&key, &binding, &SlotRecipient::Age(&recipient), 0).expect("a slot");
        let header = Header {
            what: What::Submission(Kind::Tip),
            instance: binding.instance,
            section: binding.section.clone(),
            item: ItemId::from(id),
            day,
            language: "fr".parse().expect("a tag"),
            reply_to: None,
            mandate: Some(Mandate { publish: Publish::Edited, not_before: None, sign_as: None }),
            details: Vec::new(),
        };
        let author = DeviceKey::generate(&mut rng).author();
        let text = format!("zibeline numéro {number}");
        let content = MessageSealer::begin(&key.recipient(), &header, &text, author, Vec::new(), &mut rng)
            .and_then(MessageSealer::finish)
            .expect("a content");
        state.size = content.len() as u64;
        state.opened = Opened::By("aa".repeat(32));
        let item = self.vault.item(id);
        item.begin(&slot, &state).expect("begun");
        let (mut partial, _) = item.partial().expect("a file");
        partial.write_all(&content).expect("written");
        item.finish(&partial).expect("whole");
        id
    }

    /// What is read of all items, and of how many anew.
    fn read(&self, with_index: bool) -> (Vec<(SubmissionId, Option<String>, bool)>, usize) {
        let keyring = self.keyring();
        let items = self.vault.known().expect("items");
        let opened = Cell::new(0);
        let read = |opener: Opener, _: &ItemKey| {
            opened.set(opened.get() + 1);
            Ok(opener.text().to_owned())
        };
        if !with_index {
            let texts = items.iter().filter_map(|item| {
                let state = item.state().ok()?;
                let text = item.open(&keyring, &state).ok().map(|opener| opener.text().to_owned());
                Some((item.id(), text, state.read))
            });
            return (texts.collect(), 0);
        }
        let mut index = self.vault.index::<String>(Listed::Words);
        let states = self.vault.states(&items);
        let texts = items.iter().zip(states).filter_map(|(item, state)| {
            let state = state.ok()?;
            let text = index.of(item, &keyring, &state, &["draft.age"], read).ok().cloned();
            Some((item.id(), text, state.read))
        });
        let texts = texts.collect();
        self.vault.keep_index(&index).expect("kept");
        (texts, opened.get())
    }

    fn file(&self, listed: Listed) -> PathBuf {
        self.home.join(listed.file())
    }

    /// What the vault's key alone makes of an index: its parts, opened where it opens them.
    fn parts(&self, listed: Listed) -> Vec<(Option<String>, Vec<SubmissionId>, Vec<u8>)> {
        let Ok(opened) = self.vault.open_file_of(&self.file(listed), INDEX_MAX) else { return Vec::new() };
        let parts = parts::read(opened.expose_secret()).expect("parts");
        parts.into_iter().map(|part| (part.head.under, part.head.ids, part.sealed.to_vec())).collect()
    }
}

fn has(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

#[test]
fn a_second_reading_opens_nothing_and_says_the_same() {
    let filled = Filled::new();
    let (plain, _) = filled.read(false);
    assert_eq!(plain.iter().filter(|(_, text, _)| text.is_some()).count(), MANY);
    assert_eq!(filled.read(true), (plain.clone(), MANY));
    assert_eq!(filled.read(true), (plain, 0));
}

#[test]
fn answers_are_the_same_with_and_without_an_index_whatever_happens_to_the_items() {
    let mut rng = randomness();
    let filled = Filled::new();
    let elsewhere = Vault::open(&filled.home, &passphrase()).expect("opens");
    filled.read(true);
    for round in 0..60 {
        let ids = filled.vault.ids().expect("ids");
        let item = elsewhere.item(ids[rng.gen_range(0..ids.len())]);
        match rng.gen_range(0..7) {
            0 => drop(filled.add(round)),
            1 => item.remove().expect("removed"),
            2 => drop(item.update(|state| state.read = !state.read)),
            3 => {
                // Its slot, another's: it does not open any more.
                let other = elsewhere.item(ids[rng.gen_range(0..ids.len())]);
                item.keep_slot(&other.slot().expect("a slot")).expect("kept");
            }
            4 => damage(&filled.file(Listed::ALL[round % 3]), rng.gen_range(0..usize::MAX)),
            5 => private_file::remove(&filled.file(Listed::ALL[round % 3])).expect("removed"),
            _ => private_file::write(&item.content_path(), b"cut off").expect("written"),
        }
        let (with, _) = filled.read(true);
        assert_eq!(with, filled.read(false).0, "round {round}");
    }
}

fn damage(path: &Path, place: usize) {
    let Ok(mut bytes) = private_file::read(path, INDEX_MAX) else { return };
    let place = place % bytes.len();
    bytes[place] ^= 1;
    private_file::write(path, &bytes).expect("written");
}

#[test]
fn no_word_of_a_source_is_open_on_the_disk_or_to_the_vaults_key_alone() {
    let filled = Filled::new();
    filled.read(true);
    let parts = filled.parts(Listed::Words);
    assert!(
        !parts.is_empty()
            && parts.iter().all(|(under, _, sealed)| under.is_some() && !has(sealed, "zibeline"))
    );
    for listed in [Listed::States, Listed::Words] {
        let sealed = private_file::read(&filled.file(listed), INDEX_MAX).expect("a file");
        assert!(!has(&sealed, "zibeline") && !has(&sealed, "bruxelles"));
        assert_eq!(private_file::loose_bits(&filled.file(listed)).ok(), Some(0));
    }
    // The hunt finds what there is: a state is open to the vault's key.
    assert!(filled.parts(Listed::States).iter().all(|(_, _, states)| has(states, "bruxelles")));
}

#[test]
fn what_a_destroyed_key_opened_is_out_of_the_index_and_closed_in_an_old_copy_of_it() {
    let filled = Filled::new();
    filled.read(true);
    let path = filled.file(Listed::Words);
    let copy = private_file::read(&path, INDEX_MAX).expect("a file");
    let gone = filled.weeks[0];
    filled.vault.update_editor(|secrets| secrets.epochs.retain(|key| key.week != gone)).expect("destroyed");
    let left: usize = filled.parts(Listed::Words).iter().map(|(_, ids, _)| ids.len()).sum();
    assert_eq!(left, MANY / 2);
    // Whoever kept the file reads no more with all the keys that there still are.
    private_file::write(&path, &copy).expect("written");
    let index = filled.vault.index::<String>(Listed::Words);
    assert_eq!((index.kept.len(), index.is_stale), (MANY / 2, true));
    let (read, _) = filled.read(true);
    assert_eq!(read.iter().filter(|(_, text, _)| text.is_none()).count(), MANY / 2);
    let weeks: usize = filled.parts(Listed::Words).iter().map(|(_, ids, _)| ids.len()).sum();
    assert_eq!(weeks, MANY / 2, "what was put back is gone again");
}

#[test]
fn what_is_deleted_is_in_no_index_and_does_not_come_back_with_what_another_process_had_read() {
    let filled = Filled::new();
    filled.read(true);
    let id = filled.vault.ids().expect("ids")[3];
    let elsewhere = Vault::open(&filled.home, &passphrase()).expect("opens");
    let mut index = filled.vault.index::<String>(Listed::Words);
    index.is_stale = true;
    elsewhere.item(id).remove().expect("removed");
    let lists = |listed| filled.parts(listed).iter().any(|(_, ids, _)| ids.contains(&id));
    assert!(!lists(Listed::Words) && !lists(Listed::States));
    filled.vault.keep_index(&index).expect("kept");
    assert!(!filled.parts(Listed::Words).is_empty() && !lists(Listed::Words));
}

#[test]
fn a_few_items_have_no_index() {
    let filled = Filled::new();
    for id in filled.vault.ids().expect("ids").into_iter().skip(FEW) {
        filled.vault.item(id).remove().expect("removed");
    }
    assert_eq!(filled.read(true).1, FEW);
    assert!(Listed::ALL.iter().all(|listed| filled.file(*listed).symlink_metadata().is_err()));
}

#[test]
fn what_lies_in_an_indexs_place_is_replaced() {
    let filled = Filled::new();
    let (plain, _) = filled.read(false);
    private_file::create_folder(&filled.file(Listed::Words)).expect("a folder");
    private_file::write(&filled.file(Listed::States), b"age-encryption.org/v1\n").expect("written");
    assert_eq!(filled.read(true), (plain.clone(), MANY));
    assert_eq!(filled.read(true), (plain, 0));
}
