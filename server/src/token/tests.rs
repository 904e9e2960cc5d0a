//! Tokens, and what becomes of what they derive.

use super::*;

const NOW: i64 = 1_795_176_000;

fn keys(seed: u64) -> TokenKeys {
    TokenKeys::new(Random::seeded(seed), NOW)
}

#[test]
fn one_generator_and_one_moment_give_one_token() {
    let token = |seed| keys(seed).seal(Purpose::Source, b"root", NOW);
    assert_eq!(token(1), token(1));
    assert_ne!(token(1), token(2));
}

#[test]
fn a_token_opens_for_its_purpose_and_time_only() {
    let keys = keys(1);
    let token = keys.seal(Purpose::Source, b"root", NOW);
    assert!(keys.open(Purpose::Source, &token, NOW + 1_800).is_ok_and(|o| *o.payload == *b"root"));
    assert_eq!(keys.open(Purpose::Source, &token, NOW + 1_801).err(), Some(Stale));
    assert_eq!(keys.open(Purpose::Form, &token, NOW).err(), Some(Stale));
    assert_eq!(self::keys(2).open(Purpose::Source, &token, NOW).err(), Some(Stale));
    for damaged in ["", "a", "é", &token.replace(|c: char| c.is_ascii_digit(), "A"), &"A".repeat(5_000)] {
        assert_eq!(keys.open(Purpose::Source, damaged, NOW).err(), Some(Stale));
    }
}

#[test]
fn a_form_outlives_one_rotation_and_not_two() {
    let keys = keys(1);
    let later = NOW + Purpose::Form.lifetime();
    let token = keys.seal(Purpose::Form, b"nonce", later);
    let _ = keys.seal(Purpose::Form, b"", later + 2);
    assert!(keys.open(Purpose::Form, &token, later + 2).is_ok());
    let _ = keys.seal(Purpose::Form, b"", later + 2 * Purpose::Form.lifetime());
    assert_eq!(keys.open(Purpose::Form, &token, later + 2).err(), Some(Stale));
}

#[test]
fn keys_die_where_nobody_asks_for_a_page() {
    let keys = keys(1);
    let token = keys.seal(Purpose::Form, b"nonce", NOW);
    let before = keys.form.read().expect("a lock").current.sealing.clone();
    for hours in 1..=24 {
        keys.rotate(NOW + hours * 3_600 + hours);
    }
    let pair = keys.form.read().expect("a lock");
    let is_gone = pair.current.sealing != before && pair.before.sealing != before;
    assert!(is_gone, "nothing derives its codename any more");
    drop(pair);
    assert_eq!(keys.open(Purpose::Form, &token, NOW).err(), Some(Stale));
    keys.rotate(NOW);
    assert!(keys.form.read().expect("a lock").current.made == NOW, "a clock that goes back keeps none");
}

#[test]
fn what_an_answered_form_derives_is_erased_and_what_others_derive_is_not() {
    let keys = keys(1);
    let (mut one, mut other) = ([1; 16], [1; 16]);
    (one[0], other[0]) = (1, 2);
    let [one, other] = [one, other].map(|nonce| keys.seal(Purpose::Form, &nonce, NOW));
    let codename = |token: &str, at| {
        keys.open(Purpose::Form, token, NOW + at).ok().map(|form| *form.derive(labels::FORM_CODENAME))
    };
    let (first, of_other) = (codename(&one, 0), codename(&other, 0));
    keys.answered(&keys.open(Purpose::Form, &one, NOW).expect("it opens"), NOW + 5);
    // Who lost the answer is shown the same codename again.
    assert_eq!(codename(&one, 5 + answered::AGAIN), first);
    // Whoever takes the memory after that finds nothing there that derives it, whatever they know of the form.
    assert_eq!(codename(&one, 6 + answered::AGAIN), None);
    assert_eq!((codename(&other, 6 + answered::AGAIN), of_other.is_some()), (of_other, true));
    let mut nonce = [1; 16];
    nonce[0] = 1;
    assert_eq!(keys.derive(&nonce, labels::FORM_CODENAME), None);
    for _ in 0..1_000 {
        assert!(Leaf::of(&keys.begin_form(NOW).payload) != Leaf::of(&nonce));
    }
}

#[test]
fn an_answered_form_is_erased_from_the_keys_before_as_well_and_a_flood_of_them_moves_the_keys_on() {
    let keys = keys(1);
    let token = keys.seal(Purpose::Form, &[9; 16], NOW);
    let later = NOW + Purpose::Form.lifetime();
    keys.answered(&keys.open(Purpose::Form, &token, later).expect("it opens"), later);
    keys.rotate(later + 1);
    assert!(keys.open(Purpose::Form, &token, later).is_ok());
    keys.rotate(later + answered::AGAIN + 1);
    assert_eq!(keys.open(Purpose::Form, &token, later).err(), Some(Stale));

    let number = || keys.form.read().expect("a lock").current.number;
    let before = number();
    for _ in 0..answered::MAX + 20_000 {
        keys.answered(&keys.begin_form(later), later);
    }
    let waiting = keys.answered.lock().expect("a lock").len();
    keys.rotate(later);
    assert_eq!((waiting, number() != before), (answered::MAX, true));
}

#[test]
fn what_is_derived_depends_on_content_label_and_process() {
    let keys = keys(1);
    let derive = |keys: &TokenKeys, payload: &[u8], label: &[u8]| {
        let token = keys.seal(Purpose::Form, payload, NOW);
        keys.open(Purpose::Form, &token, NOW).map(|opened| *opened.derive(label))
    };
    let one = derive(&keys, b"a", b"x");
    assert_eq!(derive(&keys, b"a", b"x"), one);
    assert_ne!(derive(&keys, b"b", b"x"), one);
    assert_ne!(derive(&keys, b"a", b"y"), one);
    assert_ne!(derive(&self::keys(2), b"a", b"x"), one);
}

#[test]
fn what_servers_give_each_other_is_read_whole_or_not_at_all() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/seeds/given");
    for file in std::fs::read_dir(folder).expect("a folder") {
        let path = file.expect("a file").path();
        let is_wrong = path.to_string_lossy().contains("wrong");
        let bytes = std::fs::read(&path).expect("bytes");
        let keys = keys(1);
        let mut rest = bytes.as_slice();
        assert_eq!(keys.take(&mut rest, 0, NOW).is_err(), is_wrong, "{}", path.display());
        assert!(is_wrong || rest.is_empty());
        let held = keys.others.read().expect("a lock").of(Purpose::Form).count();
        assert!(!is_wrong || held == 0, "{}", path.display());
    }
}
