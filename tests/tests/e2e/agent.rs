//! Secret keys that stay in gpg-agent (a real one): it signs and opens, and the vault never has them.

use estafette_keys::openpgp::Cert;
use estafette_keys::roster::{Editor as Listed, UntrustedRequest};
use estafette_tests::editor::Editor;
use estafette_tests::machine::Machine;
use estafette_tests::source::Source;
use estafette_tests::stack::{Stack, now, program};
use estafette_tests::terminal::Terminal;
use serde_json::json;

/// Puts who asked on the roster, by the request that `init` wrote.
fn take_on(stack: &Stack, machine: &Machine) {
    let request = std::fs::read_to_string(machine.path("home/request.toml")).expect("a request");
    let asked =
        UntrustedRequest::parse(&request).and_then(|request| request.verify(now())).expect("a request");
    assert!(asked.is_signed, "the agent signed it");
    let asked = asked.editor;
    let first = stack.roster();
    let roster = stack.signed(|body| {
        (body.number, body.previous) = (2, Some(first.hash()));
        let sections = body.sections.iter().map(|section| section.name.clone()).collect();
        body.editors.push(Listed { sections, ..asked });
    });
    let roster = json!({ "text": roster.text, "signatures": roster.signatures });
    assert_eq!(Editor::log_in(stack, 0).send("PUT", "/v1/roster", &roster).status, 201);
}

fn reads_with_the_agent(primary: &str, receives: Option<&str>) {
    let stack = Stack::start();
    let mut clara = Machine::bare();
    let cert = clara.with_gnupg(primary, receives);
    clara.does(&["init", "--handle", "clara", "--cert", &cert, "--work-factor", "15"]);
    let request = std::fs::read_to_string(clara.path("home/request.toml")).expect("a request");
    let public = Cert::parse(&std::fs::read(&cert).expect("a cert")).expect("a cert");
    assert!(request.contains(&public.fingerprint().to_string()));
    take_on(&stack, &clara);
    // Before she publishes epoch keys: sealed to the cert.
    let source = Source::new(stack.source_socket());
    let _ = source.write("À la clé de l’agent", &[]);
    clara.does(&["join", &format!("unix:{}", stack.editors_socket().display()), "--pin", stack.pin()]);
    clara.does(&["fetch"]);
    let item = clara.only_item();
    let slot = std::fs::read(format!("{}/{item}/slot", clara.path("home/items"))).expect("a slot");
    assert!(slot.starts_with(b"-----BEGIN PGP MESSAGE-----"));
    assert!(clara.does(&["read", &item]).contains("À la clé de l’agent"));
    // What the agent signed holds: this one is sealed to the epoch key that it certified.
    let _ = source.write("À la clé de la semaine", &[]);
    clara.does(&["fetch"]);
    assert_eq!(clara.does(&["inbox", "--json"]).matches("\"id\"").count(), 2);
    assert_eq!(clara.does(&["keys", "rotate", "--yes"]).matches("publiées").count(), 1);
}

#[test]
fn ed25519_and_cv25519() {
    reads_with_the_agent("ed25519", Some("cv25519"));
}

#[test]
fn rsa_4096() {
    reads_with_the_agent("rsa4096", Some("rsa4096"));
}

#[test]
fn a_cert_that_will_not_do_is_refused_by_name_before_anything_is_made() {
    let mut clara = Machine::bare();
    let cert = clara.with_gnupg("ed25519", None);
    let init = |file: &str| clara.fails(&["init", "--handle", "clara", "--cert", file]);
    assert!(init(&cert).contains("ne peut pas recevoir"), "signing only");
    for (fault, told) in [
        ("expired.asc", "périmé"),
        ("revoked.asc", "révoqué"),
        ("weak-rsa1024.asc", "trop faible"),
        ("weak-sha1.asc", "--quick-set-expire"),
        ("secret-bearing.asc", "clé secrète"),
        ("two-certs.asc", "plusieurs"),
        ("cut.asc", "abîmé"),
        // Sound, and its secret key is in no agent here.
        ("sound.asc", "gpg-agent n’a aucune clé secrète"),
    ] {
        let said = init(&format!("{}/../keys/tests/vectors/cert/{fault}", env!("CARGO_MANIFEST_DIR")));
        assert!(said.contains(told), "{fault}: {said}");
    }
    assert!(!std::path::Path::new(&clara.path("home")).exists());
}

#[test]
fn a_primary_key_in_a_drawer_needs_a_signing_subkey_only() {
    let mut clara = Machine::bare();
    let cert = clara.with_gnupg("ed25519", Some("cv25519"));
    let listed = clara.gpg(&["--with-colons", "--with-keygrip", "--list-keys", "anna@example.org"]);
    let after =
        |text: &str| listed.split(text).nth(1).and_then(|rest| rest.split(':').next()).map(str::to_owned);
    let fingerprint = after("\nfpr:::::::::").expect("a fingerprint");
    let grip = after("\ngrp:::::::::").expect("a keygrip");
    // Without one: the agent has nothing that signs.
    let key = clara.path(&format!("gnupg/private-keys-v1.d/{grip}.key"));
    let put_by = clara.path("put-by.key");
    let put_away = || {
        std::fs::rename(&key, &put_by).expect("it is put by");
        let _ = std::process::Command::new("gpgconf")
            .args(["--homedir", &clara.path("gnupg"), "--kill", "gpg-agent"])
            .status();
    };
    put_away();
    let refused = clara.fails(&["init", "--handle", "clara", "--cert", &cert, "--work-factor", "15"]);
    assert!(refused.contains("aucune clé secrète") && refused.contains(&fingerprint), "{refused}");
    std::fs::rename(&put_by, &key).expect("it is back");
    clara.gpg(&["--passphrase", "", "--quick-add-key", &fingerprint, "ed25519", "sign", "never"]);
    clara.gpg(&["--output", &cert, "--export", "anna@example.org"]);
    put_away();
    clara.does(&["init", "--handle", "clara", "--cert", &cert, "--work-factor", "15"]);
    let request = std::fs::read_to_string(clara.path("home/request.toml")).expect("a request");
    let read =
        UntrustedRequest::parse(&request).and_then(|request| request.verify(now())).expect("a request");
    assert!(read.is_signed);
}

/// Notes what it is told, and gives the passphrase; says that somebody cancelled while `no` is there.
const PINENTRY: &str = "#!/bin/sh
echo 'OK here'
while read -r line; do
  echo \"$line\" >> FOLDER/told
  case \"$line\" in
    GETPIN*) if [ -e FOLDER/no ]; then echo 'ERR 83886179 Operation cancelled <Pinentry>'; continue; fi; echo 'D sesame' ;;
  esac
  echo OK
  [ \"$line\" = BYE ] && exit
done
";

#[test]
fn whoever_asks_for_the_passphrase_is_told_the_terminal_and_a_no_is_said_as_that() {
    use std::os::unix::fs::PermissionsExt;
    let mut zoe = Machine::bare();
    let _ = zoe.with_gnupg("ed25519", None);
    let home = zoe.path("gnupg");
    let locked = ["--pinentry-mode", "loopback", "--passphrase", "sesame"];
    zoe.gpg(&[&locked[..], &["--quick-gen-key", "zoe@example.org", "ed25519", "sign", "never"]].concat());
    let listed = zoe.gpg(&["--with-colons", "--list-keys", "zoe@example.org"]);
    let fingerprint =
        listed.split("\nfpr:::::::::").nth(1).and_then(|rest| rest.split(':').next()).expect("one");
    zoe.gpg(&[&locked[..], &["--quick-add-key", fingerprint, "cv25519", "encr", "never"]].concat());
    let cert = zoe.path("zoe.pgp");
    zoe.gpg(&["--output", &cert, "--export", "zoe@example.org"]);
    zoe.put("pinentry", PINENTRY.replace("FOLDER", &zoe.path("")).as_bytes());
    let pinentry = zoe.path("pinentry");
    std::fs::set_permissions(&pinentry, std::fs::Permissions::from_mode(0o700)).expect("it can be run");
    zoe.put("gnupg/gpg-agent.conf", format!("pinentry-program {pinentry}\n").as_bytes());
    let kill = ["--homedir", &home, "--kill", "gpg-agent"];
    let _ = std::process::Command::new("gpgconf").args(kill).status();

    let init = ["init", "--handle", "zoe", "--cert", &cert, "--work-factor", "15"];
    zoe.put("no", b"");
    let said = zoe.fails(&init);
    assert!(said.contains("on lui a dit non") && said.contains("demande encore"), "{said}");
    std::fs::remove_file(zoe.path("no")).expect("it was there");
    std::fs::remove_file(zoe.path("told")).expect("it was asked");
    // At a terminal that the agent has never heard of.
    let mut terminal = Terminal::open(&[("GNUPGHOME", &home)]);
    terminal.does("unset GPG_TTY DISPLAY", &[]);
    let program = program("estafette");
    let (vault, passphrase) = (zoe.path("home"), zoe.path("passphrase"));
    let line =
        format!("{} --home {vault} --passphrase-file {passphrase} {}", program.display(), init.join(" "));
    terminal.does(&line, &[]);
    let told = std::fs::read_to_string(zoe.path("told")).expect("it was asked");
    assert!(told.contains("OPTION ttyname=/dev/"), "{told}");
}
