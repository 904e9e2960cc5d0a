//! `estafette read` says of each file what it tells beside what it shows, before anybody opens it.

use std::process::Command;

use estafette_tests::desk::Desk;
use estafette_tests::noted;
use serde_json::{Value, json};

/// A document that was changed by somebody, and has a spreadsheet behind its figure.
const CHANGED: &str = "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED); \
    z.writestr('word/document.xml', '<w:t>Bonjour</w:t>' * 3000 + '<w:ins w:author=\"Example 0815\"><w:t>Salut</w:t></w:ins>'); \
    z.writestr('word/embeddings/Microsoft_Excel_Sheet1.xlsx', b'PK'); z.close()";

#[test]
fn what_each_file_tells_stands_below_its_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let ([photo, _, heic], document) = (noted::pictures(folder.path()), noted::document(folder.path()));
    let path = folder.path().join("relu.docx");
    let made = Command::new("/usr/bin/python3").args(["-c", CHANGED]).arg(&path).status();
    assert!(made.expect("python is installed").success());
    let changed = std::fs::read(&path).expect("a document");
    let kind = "application/octet-stream";
    let files = [
        ("1.jpg", kind, photo.as_slice()),
        ("2.heic", kind, &heic),
        ("3.docx", kind, &document),
        ("4.docx", kind, &changed),
        ("5.txt", "text/plain", b"rien de plus"),
    ];
    let desk = Desk::of(&files, "");
    let read = desk.machine.does(&["read", &desk.item]);
    assert!(!read.contains("0815"), "of what it tells, nothing is repeated: {read}");
    for (name, told) in [
        ("1.jpg", "où"),
        ("2.heic", "où"),
        ("3.docx", "par qui"),
        ("4.docx", "un fichier dedans · qui l’a modifié ou commenté"),
    ] {
        let line = read.lines().skip_while(|line| !line.contains(name)).nth(1).expect("a line below it");
        assert!(line.contains("dit ou contient aussi") && line.contains(told), "{name}: {line}");
    }
    let plain = read.lines().skip_while(|line| !line.contains("5.txt")).nth(1).unwrap_or_default();
    assert!(!plain.contains("dit ou contient"), "{plain}");
    let read: Value =
        serde_json::from_str(&desk.machine.does(&["read", &desk.item, "--json"])).expect("it is JSON");
    assert_eq!(read["files"][3]["tells"], json!(["embedded", "revisions"]));
    assert_eq!(read["files"][4]["tells"], json!([]));
}
