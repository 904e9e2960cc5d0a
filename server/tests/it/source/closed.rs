//! A section to whose editors nothing can be sealed: said before anything is typed or uploaded.

use axum::http::{Method, StatusCode};
use estafette_keys::epoch;
use estafette_keys::openpgp::SecretCert;
use estafette_server::clock::Clock;
use serde_json::json;

use super::Sides;
use crate::api::{Answer, Api};
use crate::instance::{INSTANCE, NOON};

const CLOSED: &str = "ne peut rien recevoir";

fn text(answer: &Answer) -> String {
    String::from_utf8_lossy(&answer.body).into_owned()
}

#[tokio::test]
async fn it_says_so_first_and_offers_others_until_a_key_is_there() {
    let clock = Clock::at(NOON);
    let mut zoe = Api::editor("zoe", &clock);
    // It signs, and does not receive: as one whose encryption key has expired.
    zoe.cert = SecretCert::generate_root("zoe", NOON).expect("a cert");
    let sides = Sides::of(Api::with(clock, zoe).await);

    let start = text(&sides.get("/fr/", None).await);
    assert_eq!(start.matches(CLOSED).count(), 1, "{start}");
    let section = text(&sides.get("/fr/write/geneve", None).await);
    assert!(section.contains(CLOSED) && section.contains("/fr/write/bruxelles"), "{section}");
    assert!(!section.contains("/fr/write/geneve/tip"), "nothing to choose: {section}");
    let form = sides.get("/fr/write/geneve/tip", None).await;
    assert_eq!(form.status, StatusCode::CONFLICT);
    assert!(!text(&sides.get("/fr/write/bruxelles", None).await).contains(CLOSED));

    // A form that was open before: refused before its file is received, with the text.
    let field = |name: &str, value: &str| {
        format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let typed = [("language", "fr"), ("publish", "edited"), ("text", "Gardez ces mots")];
    let mut body: String = typed.iter().map(|(name, value)| field(name, value)).collect();
    body += "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a\"\r\n\r\n";
    body += &"y".repeat(300_000);
    body += "\r\n--x--\r\n";
    let refused = sides.post_form("/fr/write/geneve/tip", "x", body).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(text(&refused).contains("Gardez ces mots") && text(&refused).contains(CLOSED));
    assert_eq!(sides.editors.kept.rows("chunk").await, 0);

    // One epoch key is enough.
    let editors = &sides.editors;
    let token = editors.log_in(&editors.zoe).await;
    let stated = epoch::state(&editors.zoe.epochs, 1, INSTANCE, &editors.zoe.handle, &editors.zoe.cert, NOON);
    let stated = stated.expect("a statement");
    let stated = json!({ "text": stated.text, "signature": stated.signature });
    let put = editors.send(&token, Method::PUT, "/v1/epochs", &stated).await;
    assert_eq!(put.status, StatusCode::NO_CONTENT);
    assert!(!text(&sides.get("/fr/", None).await).contains(CLOSED));
    assert_eq!(sides.get("/fr/write/geneve/tip", None).await.status, StatusCode::OK);
}
