use super::*;
use crate::vault::{At, SiteName};

fn text(version: u8, gone: &str) -> Vec<u8> {
    format!(
        "{{\"version\":{version},\"section\":\"bruxelles\",\"day\":\"2026-11-20\",\"size\":1,\
         \"opened\":\"untried\",\"read\":true,\"drafted\":false,\"gone\":{gone},\"replies\":[],\"published\":[]}}"
    )
    .into_bytes()
}

#[test]
fn what_the_first_version_wrote_is_read() {
    let gone = |version, written| State::parse(&text(version, written)).map(|state| state.gone);
    assert_eq!(gone(1, "false"), Ok(None));
    assert_eq!(gone(1, "true"), Ok(Some(Gone::Unexplained)));
    assert_eq!(gone(2, "null"), Ok(None));
    assert_eq!(gone(2, "\"taken-back\""), Ok(Some(Gone::TakenBack)));
    assert_eq!(gone(4, "null"), Err(StateError::Newer));
}

#[test]
fn what_the_second_version_knew_of_sites_is_read() {
    let text = include_bytes!("../../../tests/fixtures/state-2.json");
    let state = State::parse(text).expect("a state");
    let sites: Vec<(&str, &At)> =
        state.publications.iter().map(|one| (one.site.kind.as_str(), &one.site.at)).collect();
    let (pages, blog): (SiteName, SiteName) =
        ("pages".parse().expect("a name"), "blog".parse().expect("a name"));
    assert_eq!(
        sites,
        [
            ("folder", &At::Folder("/home/anna/site".into())),
            ("branch", &At::Named(pages)),
            ("wordpress", &At::Named(blog)),
        ]
    );
    let [folder, branch, post] = &state.publications[..] else { panic!("three publications") };
    assert_eq!(folder.place.as_deref(), Some("content/bruxelles/greve"));
    assert_eq!(folder.files(), [("index.md".to_owned(), "aa".repeat(32))]);
    let revisions: Vec<_> = branch.snapshots().filter_map(|one| one.revision.as_deref()).collect();
    assert_eq!(revisions, ["1111", "2222"], "whoever was killed before it was pushed finds both");
    assert_eq!((post.status.as_deref(), post.memory["post"].as_u64()), (Some("draft"), Some(3)));
    assert_eq!(state.places().len(), 3);
    // What is written now is of this version, and reads as the same.
    let again = State::parse(&state.to_text().expect("a text")).expect("a state");
    assert_eq!(again.publications, state.publications);
    assert!(!String::from_utf8_lossy(&state.to_text().expect("a text")).contains("git:"));
}

#[test]
fn why_it_is_gone_comes_back() {
    let mut state = State::new("bruxelles".parse().expect("a name"), "2026-11-20".parse().expect("a day"), 1);
    for gone in [
        None,
        Some(Gone::TakenBack),
        Some(Gone::Deleted("anna".into())),
        Some(Gone::Expired),
        Some(Gone::Unexplained),
    ] {
        state.gone = gone.clone();
        let again = State::parse(&state.to_text().expect("a text"));
        assert_eq!(again.map(|state| state.gone), Ok(gone));
    }
}
