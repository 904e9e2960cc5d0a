//! What a vault owes whoever trusts it.

use super::*;
use crate::clock::randomness;
use crate::publish::{Generator, site::Folder};

fn secrets() -> EditorSecrets {
    crate::commands::init::new_secrets("anna".parse().expect("a handle"), 1_795_212_000, &mut randomness())
        .expect("secrets")
}

fn passphrase(text: &str) -> Secret<String> {
    Secret::new(text.to_owned())
}

#[test]
fn a_vault_opens_with_its_passphrase_only_and_loses_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().join("a/vault");
    let made = Vault::create(&home, &passphrase("one"), 10, &secrets(), &mut randomness()).expect("a vault");
    let device = made.editor().expect("keys").device.public();
    assert!(matches!(Vault::open(&home, &passphrase("two")), Err(VaultError::Passphrase)));
    let again = Vault::open(&home, &passphrase("one")).expect("opens");
    assert_eq!(again.editor().expect("keys").device.public(), device);
    let second = Vault::create(&home, &passphrase("two"), 10, &secrets(), &mut randomness());
    assert!(matches!(second, Err(VaultError::Exists)));
}

#[test]
fn the_editors_keys_are_opened_once_and_again_when_they_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().join("vault");
    let vault = Vault::create(&home, &passphrase("one"), 10, &secrets(), &mut randomness()).expect("a vault");
    let first = vault.editor().expect("keys");
    assert!(Rc::ptr_eq(&first, &vault.editor().expect("keys")));
    let elsewhere = Vault::open(&home, &passphrase("one")).expect("opens");
    elsewhere.update_editor(|secrets| secrets.epochs.clear()).expect("changed");
    let second = vault.editor().expect("keys");
    assert!(!Rc::ptr_eq(&first, &second) && second.epochs.is_empty());
    assert!(Rc::ptr_eq(&second, &vault.editor().expect("keys")));
}

#[test]
fn nothing_in_the_vault_is_readable_without_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().join("vault");
    let vault = Vault::create(&home, &passphrase("one"), 10, &secrets(), &mut randomness()).expect("a vault");
    let site = Site::Folder(Folder { generator: Generator::Hugo, folder: "/needle".into() });
    vault.keep_site("main".parse().expect("a name"), site).expect("kept");
    for entry in std::fs::read_dir(&home).expect("a folder") {
        let path = entry.expect("an entry").path();
        assert_eq!(private_file::loose_bits(&path).ok(), Some(0));
        if path.extension().is_some_and(|extension| extension == "age") {
            let bytes = private_file::read(&path, FILE_MAX).expect("read");
            assert!(bytes.starts_with(b"age-encryption.org/v1\n"));
            assert!(!bytes.windows(6).any(|window| window == b"needle" || window == b"editor"));
        }
    }
}

#[test]
fn a_vault_that_was_half_made_is_made_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().join("vault");
    Vault::create(&home, &passphrase("one"), 10, &secrets(), &mut randomness()).expect("a vault");
    private_file::remove(&home.join("key.age")).expect("removed");
    assert!(matches!(Vault::open(&home, &passphrase("one")), Err(VaultError::Missing)));
    Vault::create(&home, &passphrase("two"), 10, &secrets(), &mut randomness()).expect("a vault");
    assert!(Vault::open(&home, &passphrase("two")).expect("opens").editor().is_ok());
}
