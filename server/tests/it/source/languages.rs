//! Pages in a language that a section does not write in: its own words say in which they are.

use axum::http::StatusCode;

use super::Sides;

#[tokio::test]
async fn a_sections_words_say_in_which_language_they_are() {
    let sides = Sides::new().await;
    let page = async |path: &str| {
        let answer = sides.get(path, None).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        String::from_utf8_lossy(&answer.body).into_owned()
    };
    // Sections write in French only.
    let start = page("/en/").await;
    assert!(start.contains(r#"<html lang="en" dir="ltr">"#), "{start}");
    assert!(start.contains(r#"<bdi lang="fr" dir="ltr">bruxelles</bdi>"#), "{start}");
    let section = page("/en/write/bruxelles").await;
    assert!(
        section.contains(r#"<h1>Write to the section <bdi lang="fr" dir="ltr">bruxelles</bdi></h1>"#),
        "{section}"
    );
    assert!(section.contains("<title>Write to the section bruxelles"), "{section}");
    for path in ["/en/write/bruxelles", "/en/write/bruxelles/tip"] {
        let page = page(path).await;
        assert!(page.contains(r#"<p lang="fr" dir="ltr">Jamais de liste de noms.</p>"#), "{path}: {page}");
    }
    for path in ["/fr/", "/fr/write/bruxelles", "/fr/write/bruxelles/tip"] {
        assert!(!page(path).await.contains(r#"lang="fr" dir="ltr">bruxelles"#), "{path}");
        assert!(!page(path).await.contains("<p lang="), "{path}");
    }
}
