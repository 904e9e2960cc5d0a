//! The onion process's keys, and C-tor in its place: what each makes, the other takes.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use estafette_tests::stack::program;

fn onion(folder: &Path, arguments: &[&str]) -> Output {
    let config = folder.join("onion.toml");
    let text = "state = \"tor\"\nsource = \"/run/a.sock\"\neditors = \"/run/b.sock\"\n";
    let file = fs::File::options().write(true).create(true).truncate(true).open(&config);
    std::io::Write::write_all(&mut file.expect("a file"), text.as_bytes()).expect("it is written");
    let mut command = Command::new(program("estafette-onion"));
    command.args(arguments).arg("--config").arg(config).output().expect("it runs")
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn addresses_are_made_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = said(&onion(folder.path(), &["address"]));
    assert_eq!(first.matches(".onion").count(), 2);
    assert_eq!(said(&onion(folder.path(), &["address"])), first);
}

#[test]
fn a_key_of_c_tor_is_taken_over_once_with_its_address() {
    let folder = tempfile::tempdir().expect("a folder");
    let service = folder.path().join("service");
    let mut tor = Command::new("tor")
        .args(["--quiet", "--SocksPort", "0", "--DisableNetwork", "1", "--DataDirectory"])
        .arg(folder.path().join("data"))
        .arg("--HiddenServiceDir")
        .arg(&service)
        .args(["--HiddenServicePort", "80 unix:/run/a.sock"])
        .args(["--__OwningControllerProcess", &std::process::id().to_string()])
        .stdin(Stdio::null())
        .spawn()
        .expect("tor is installed");
    let hostname = loop {
        match fs::read_to_string(service.join("hostname")) {
            Ok(hostname) if hostname.ends_with('\n') => break hostname,
            _ => assert!(tor.try_wait().expect("its state").is_none(), "tor ended"),
        }
    };
    tor.kill().and_then(|()| tor.wait()).expect("it ends");
    let key = service.join("hs_ed25519_secret_key").display().to_string();
    assert_eq!(said(&onion(folder.path(), &["import-key", "source", &key])), hostname);
    assert!(said(&onion(folder.path(), &["address"])).contains(hostname.trim()));
    // A key that is there is somebody's address: nothing replaces it.
    let again = onion(folder.path(), &["import-key", "source", &key]);
    assert!(!again.status.success());
    assert!(String::from_utf8_lossy(&again.stderr).contains("not replaced"));
    let wrong =
        onion(folder.path(), &["import-key", "editors", &service.join("hostname").display().to_string()]);
    assert!(!wrong.status.success() && !String::from_utf8_lossy(&wrong.stderr).contains(hostname.trim()));
}

#[test]
fn c_tor_takes_the_lines_that_are_printed_for_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let services = folder.path().join("services");
    fs::create_dir(&services).expect("a folder");
    let torrc = said(&onion(folder.path(), &["torrc", "--folder", &services.display().to_string()]));
    for line in
        ["HiddenServiceExportCircuitID haproxy", "HiddenServicePoWDefensesEnabled 1", "unix:/run/b.sock"]
    {
        assert!(torrc.contains(line), "{line}");
    }
    let path = folder.path().join("torrc");
    let file = fs::File::options().write(true).create_new(true).open(&path);
    std::io::Write::write_all(&mut file.expect("a file"), torrc.as_bytes()).expect("it is written");
    let checked = Command::new("tor").arg("-f").arg(&path).arg("--verify-config").output().expect("tor");
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
}
