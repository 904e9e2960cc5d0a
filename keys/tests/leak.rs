//! What stays in memory when the work is done: needles are put through every public operation that takes a secret, and then
//! all memory that the process can write to is searched, heap and stacks, freed or not. As in our programs, the heap
//! wipes what is given back, and the thread wipes its stack.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::sync::Mutex;

use estafette_keys::age_format::{AgeWriter, Identity, open, open_with_passphrase, seal_with_passphrase};
use estafette_keys::codename::{Codename, WordLanguage};
use estafette_keys::editor::EditorSecrets;
use estafette_keys::envelope::{ItemKey, SlotRecipient, open_age_slot, open_cert_slot, seal_slot};
use estafette_keys::epoch;
use estafette_keys::ids::InstanceId;
use estafette_keys::message::{FileName, MessageOpener, MessageSealer};
use estafette_keys::openpgp::SecretCert;
use estafette_keys::paper::PaperKey;
use estafette_keys::secret::{Secret, wiping_stack};
use estafette_keys::source::{SourceKeys, Stretcher};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use zeroize::Zeroize;
use zeroizing_alloc::ZeroAlloc;

#[path = "sealed/tip.rs"]
mod tip;

#[global_allocator]
static HEAP: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

/// Keeps a needle so that the search does not find itself.
const MASK: u8 = 0xa5;
const NOW: i64 = 1_795_176_000;
const WINDOW: usize = 1 << 20;

/// One memory, so one test at a time.
static ALONE: Mutex<()> = Mutex::new(());

struct Needle {
    name: &'static str,
    masked: Vec<u8>,
}

impl Needle {
    fn of(name: &'static str, bytes: &[u8]) -> Self {
        Self { name, masked: bytes.iter().map(|byte| byte ^ MASK).collect() }
    }

    /// Fills a buffer of its length.
    fn copy_to(&self, to: &mut [u8]) {
        to.iter_mut().zip(&self.masked).for_each(|(to, byte)| *to = byte ^ MASK);
    }

    /// As text, in one allocation.
    fn text(&self) -> String {
        let mut text = String::with_capacity(self.masked.len());
        text.extend(self.masked.iter().map(|byte| char::from(byte ^ MASK)));
        text
    }

    fn is_at(&self, bytes: &[u8]) -> bool {
        bytes.len() == self.masked.len()
            && bytes.iter().zip(&self.masked).all(|(byte, masked)| byte ^ MASK == *masked)
    }
}

/// Where each needle is found, in all memory that can be written to.
fn found(needles: &[Needle]) -> Vec<String> {
    let maps = std::fs::read_to_string("/proc/self/maps").expect("Linux tells");
    let mut memory = File::open("/proc/self/mem").expect("one's own memory");
    let mut window = vec![0; WINDOW];
    let own = window.as_ptr() as usize..window.as_ptr() as usize + WINDOW;
    let longest = needles.iter().map(|needle| needle.masked.len()).max().unwrap_or_default();
    let mut found = Vec::new();
    for line in maps.lines().filter(|line| line.contains(" rw") && !line.contains("[vvar")) {
        let (range, name) = line.split_once(' ').expect("a map");
        let (start, end) = range.split_once('-').expect("a range");
        let [start, end] = [start, end].map(|hex| usize::from_str_radix(hex, 16).expect("hex"));
        let mut at = start;
        while at < end {
            let count = WINDOW.min(end - at);
            let piece = window.get_mut(..count).expect("within the window");
            memory.seek(SeekFrom::Start(at as u64)).expect("there");
            if memory.read_exact(piece).is_err() {
                break;
            }
            for needle in needles {
                let first = needle.masked[0] ^ MASK;
                for offset in memchr::memchr_iter(first, &window[..count]) {
                    // What was read of the window's own memory is what was read before.
                    let place = at + offset;
                    let end = (offset + needle.masked.len()).min(count);
                    if !own.contains(&place) && needle.is_at(&window[offset..end]) {
                        found.push(format!(
                            "{} at {place:x} in {}",
                            needle.name,
                            name.split_whitespace().last().unwrap_or("memory")
                        ));
                    }
                }
            }
            at += if count < WINDOW { count } else { WINDOW - longest };
        }
    }
    found
}

/// Does the work, then looks.
fn nothing_stays(needles: &[Needle], work: impl FnOnce(&[Needle])) {
    let alone = ALONE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    wiping_stack(|| work(needles));
    let found = found(needles);
    drop(alone);
    assert_eq!(found, Vec::<String>::new());
}

fn rng() -> ChaCha20Rng {
    ChaCha20Rng::from_seed([9; 32])
}

fn random(name: &'static str, length: usize) -> Needle {
    let mut bytes = vec![0; length];
    rand::rngs::OsRng.fill_bytes(&mut bytes);
    let needle = Needle::of(name, &bytes);
    bytes.zeroize();
    needle
}

fn words(name: &'static str, count: usize) -> Needle {
    let mut text = String::with_capacity(count * 12);
    for _ in 0..count {
        text.extend((0..9).map(|_| char::from(b'a' + (rand::rngs::OsRng.next_u32() % 26) as u8)));
        text.push(' ');
    }
    let needle = Needle::of(name, text.as_bytes());
    text.zeroize();
    needle
}

fn seed(needle: &Needle) -> Secret<[u8; 32]> {
    let mut secret = Secret::new([0; 32]);
    needle.copy_to(secret.expose_secret_mut());
    secret
}

fn text_of(name: &'static str, seeds: &Needle) -> Needle {
    Needle::of(name, Identity::from_seed(seed(seeds)).to_text().expose_secret().as_bytes())
}

#[test]
fn the_search_finds_what_is_there() {
    let alone = ALONE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let needle = random("needle", 32);
    let needles = [needle];
    wiping_stack(|| {
        let held = seed(&needles[0]);
        let on_the_heap = Box::new(seed(&needles[0]));
        let count = found(&needles).len();
        assert!(count >= 2, "{count}");
        drop((held, on_the_heap));
    });
    assert_eq!(found(&needles), Vec::<String>::new());
    drop(alone);
}

#[test]
fn a_passphrase() {
    nothing_stays(&[words("passphrase", 5)], |needles| {
        let passphrase = Secret::new(needles[0].text());
        let sealed = seal_with_passphrase(&passphrase, 10, b"text").expect("sealed");
        assert!(open_with_passphrase(&passphrase, &sealed).is_ok());
        let editor = EditorSecrets::generate(
            "anna".parse().expect("a handle"),
            "2026-W47".parse().expect("a week"),
            2,
            NOW,
            &mut rng(),
        );
        let editor = editor.expect("an editor");
        let sealed = editor.seal(&passphrase, 10).expect("sealed");
        assert!(EditorSecrets::open(&sealed, &passphrase).is_ok());
        let other = Secret::new("another".to_owned());
        assert!(EditorSecrets::open(&sealed, &other).is_err());
    });
}

#[test]
fn a_codename_and_all_that_is_derived_from_it() {
    let instance = InstanceId::from_bytes([1; 16]);
    let needles = wiping_stack(|| codename_needles(instance));
    nothing_stays(&needles, |needles| {
        let text = Secret::new(needles[1].text_of_utf8());
        let codename = Codename::parse(text.expose_secret(), WordLanguage::English).expect("a codename");
        assert!(Codename::parse("abaisser abandon", WordLanguage::French).is_err());
        let keys = Stretcher::new().stretch(&codename, instance);
        let _ = (keys.mailbox(), keys.reply_recipient(), keys.thread_key().public());
        let _ = keys.withdrawal("2026-11-20".parse().expect("a day"), 0).submission();
        let again = SourceKeys::from_root(Secret::new(*keys.root().expose_secret()));
        assert_eq!(again.mailbox(), keys.mailbox());
    });
}

fn codename_needles(instance: InstanceId) -> [Needle; 4] {
    let entropy = random("entropy", 11);
    let codename = {
        let mut bytes = [0; 11];
        entropy.copy_to(&mut bytes);
        let codename = Codename::from_entropy(bytes);
        bytes.zeroize();
        codename
    };
    let mut typed = codename.words(WordLanguage::French).join(" ");
    let typed_needle = Needle::of("typed words", typed.as_bytes());
    typed.zeroize();
    // Ten of eleven bytes: the last one has bits that are dropped.
    let entropy = Needle { name: "entropy", masked: entropy.masked[..10].to_vec() };
    let keys = Stretcher::new().stretch(&codename, instance);
    let root = Needle::of("root", keys.root().expose_secret());
    let withdrawal = keys.withdrawal("2026-11-20".parse().expect("a day"), 0);
    let withdrawal_needle = Needle::of("withdrawal secret", withdrawal.as_secret().expose_secret());
    [entropy, typed_needle, root, withdrawal_needle]
}

#[test]
fn an_identity() {
    let seeds = random("seed", 32);
    let text = wiping_stack(|| text_of("identity's text", &seeds));
    nothing_stays(&[seeds, text], |needles| {
        let identity = Identity::from_seed(seed(&needles[0]));
        let again = Identity::parse(Secret::new(needles[1].text()).expose_secret()).expect("an identity");
        assert!(identity.recipient() == again.recipient());
        let _ = identity.to_text();
        let mut writer = AgeWriter::new(&[&identity.recipient()], Vec::new()).expect("begun");
        writer.write_all(b"text").expect("written");
        let sealed = writer.finish().expect("ended");
        let mut read = Vec::new();
        open(&[&again], sealed.as_slice()).expect("it opens").read_to_end(&mut read).expect("whole");
        let key = ItemKey::generate(&mut rng());
        let slot = seal_slot(&key, &tip::binding(), &SlotRecipient::Age(&identity.recipient()), NOW)
            .expect("a slot");
        assert!(open_age_slot(&slot, &tip::binding(), &[&identity]).is_ok());
    });
}

/// The item's key is made inside: it is found again by opening a slot with what it was sealed to.
#[test]
fn an_items_key_and_what_it_opens() {
    let cert = SecretCert::generate("editor", NOW).expect("a cert");
    let identity = Identity::from_seed(Secret::new([5; 32]));
    let (age_slot, cert_slot) = wiping_stack(|| {
        let key = ItemKey::generate(&mut rng());
        let slot = |to: SlotRecipient<'_>| seal_slot(&key, &tip::binding(), &to, NOW).expect("a slot");
        (slot(SlotRecipient::Age(&identity.recipient())), slot(SlotRecipient::Cert(&cert.cert())))
    });
    // As the generator gives it: the first bytes of its stream.
    let item_seed = wiping_stack(|| {
        let mut bytes = [0; 32];
        rng().fill_bytes(&mut bytes);
        Needle::of("item's seed", &bytes)
    });
    let text = wiping_stack(|| text_of("item's key in its slot", &item_seed));
    nothing_stays(&[item_seed, text], |_| {
        assert!(open_age_slot(&age_slot, &tip::binding(), &[&identity]).is_ok());
        assert!(open_cert_slot(&cert_slot, &tip::binding(), &cert).is_ok());
        assert!(open_cert_slot(&age_slot, &tip::binding(), &cert).is_err());
        //drop(ItemKey::generate(&mut rng()));
    });
}

#[test]
fn a_message() {
    nothing_stays(&[words("text", 20), random("file", 4_000)], |needles| {
        let key = ItemKey::generate(&mut rng());
        let source = tip::source();
        let text = Secret::new(needles[0].text());
        let mut file = Secret::new(vec![0; 4_000]);
        needles[1].copy_to(file.expose_secret_mut());
        let mut message = MessageSealer::begin(
            &key.recipient(),
            &tip::header(&source),
            text.expose_secret(),
            source.thread_key(),
            Vec::new(),
            &mut rng(),
        )
        .expect("begun");
        message.begin_file(&FileName::sanitised("a.bin"), "text/plain").expect("begun");
        message.write_file(file.expose_secret()).expect("written");
        let content = message.finish().expect("ended");
        // Given up half-way.
        let half = MessageSealer::begin(
            &key.recipient(),
            &tip::header(&source),
            text.expose_secret(),
            source.thread_key(),
            Vec::new(),
            &mut rng(),
        );
        drop(half);
        let opened = key.open_content(content.as_slice()).expect("it opens");
        let mut message = MessageOpener::begin(opened, &tip::binding()).expect("a message");
        assert!(message.text() == text.expose_secret().as_str());
        assert!(message.next_file().expect("a file").is_some());
        let mut read = Secret::new(vec![0; 4_096]);
        while message.read_file(read.expose_secret_mut()).expect("whole") > 0 {}
        message.finish().expect("it holds");
    });
}

#[test]
fn an_editors_secrets_and_a_paper_key() {
    let paper = random("paper seed", 32);
    let written = wiping_stack(|| {
        let text = Identity::from_seed(seed(&paper)).to_text();
        let read = PaperKey::parse(text.expose_secret(), WordLanguage::French).expect("a paper key");
        let words = Secret::new(read.words(WordLanguage::French).join(" "));
        Needle::of("paper words", words.expose_secret().as_bytes())
    });
    let mut editor = EditorSecrets::generate(
        "anna".parse().expect("a handle"),
        "2026-W47".parse().expect("a week"),
        0,
        NOW,
        &mut rng(),
    )
    .expect("an editor");
    let epoch_seed = random("epoch seed", 32);
    nothing_stays(&[paper, written, epoch_seed], |needles| {
        let key =
            PaperKey::parse(Secret::new(needles[1].text_of_utf8()).expose_secret(), WordLanguage::French);
        let key = key.expect("a paper key");
        assert!(key.identity().recipient() == Identity::from_seed(seed(&needles[0])).recipient());
        editor.epochs.push(epoch::EpochKey {
            week: "2026-W47".parse().expect("a week"),
            identity: Identity::from_seed(seed(&needles[2])),
        });
        let text = editor.to_text().expect("a text");
        let again = EditorSecrets::parse(text.expose_secret()).expect("read back");
        assert_eq!(again.epochs.len(), 1);
        let stated = epoch::state(
            &editor.epochs,
            1,
            InstanceId::from_bytes([1; 16]),
            &editor.handle,
            &editor.cert,
            NOW,
        );
        assert!(stated.is_ok());
        drop((editor, again));
    });
}

impl Needle {
    /// As UTF-8 text, in one allocation.
    fn text_of_utf8(&self) -> String {
        let mut bytes = vec![0; self.masked.len()];
        self.copy_to(&mut bytes);
        String::from_utf8(bytes).expect("UTF-8")
    }
}
