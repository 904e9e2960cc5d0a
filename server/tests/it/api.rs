//! The editors' API without a listener: requests in, answers out.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{Method, Request, StatusCode};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use estafette_keys::editor::EditorSecrets;
use estafette_keys::openpgp::SecretCert;
use estafette_keys::roster::{Addresses, Pin, Root, RosterBody, Section, UntrustedRoster, sign};
use estafette_keys::silence::Silence;
use estafette_server::clock::Clock;
use estafette_server::directory::Directory;
use estafette_server::editor::Editors;
use estafette_server::random::Random;
use estafette_server::router;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::instance::{INSTANCE, Instance, NOON};

/// An instance whose editors are `anna`, who reads for Brussels, and `zoe`, who reads for Geneva.
pub(crate) struct Api {
    pub(crate) kept: Instance,
    pub(crate) directory: Directory,
    pub(crate) root: SecretCert,
    pub(crate) anna: EditorSecrets,
    pub(crate) zoe: EditorSecrets,
    pub(crate) roster: UntrustedRoster,
    router: Router,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: axum::http::HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }

    /// The code of an error.
    pub(crate) fn error(&self) -> String {
        self.json()["error"].as_str().expect("a code").to_owned()
    }
}

impl Api {
    pub(crate) async fn new() -> Self {
        Self::by(Clock::at(NOON)).await
    }

    /// At this clock.
    pub(crate) async fn by(clock: Clock) -> Self {
        let zoe = Self::editor("zoe", &clock);
        Self::with(clock, zoe).await
    }

    /// With this editor as `zoe`.
    pub(crate) async fn with(clock: Clock, zoe: EditorSecrets) -> Self {
        let kept = Instance::by(clock).await;
        let anna = Self::editor("anna", &kept.clock);
        let root = a_root(&kept.clock);
        let (roster, pin) = signed_roster(&root, &anna, &zoe, &kept.clock);
        let verified = roster.verify_pinned(&pin, NOON).expect("a roster");
        let directory = Directory::new(verified, roster.clone(), kept.clock.clone());
        let editors = Editors::new(kept.store.clone(), directory.clone(), kept.clock.clone(), Random::System);
        Self { router: router::editors(Arc::new(editors)), kept, directory, root, anna, zoe, roster }
    }

    /// An editor with keys for three weeks.
    pub(crate) fn editor(name: &str, clock: &Clock) -> EditorSecrets {
        let (handle, week) = (name.parse().expect("a handle"), clock.today().week());
        EditorSecrets::generate(handle, week, 3, clock.now(), &mut rand::rngs::OsRng).expect("an editor")
    }

    /// Any request.
    pub(crate) async fn ask(&self, request: Request<Body>) -> Answer {
        let answer = self.router.clone().oneshot(request).await.expect("an answer");
        let (status, headers) = (answer.status(), answer.headers().clone());
        let body = answer.into_body().collect().await.expect("a body").to_bytes();
        Answer { status, headers, body }
    }

    /// A request with JSON, without a session where `token` is empty.
    pub(crate) async fn send(&self, token: &str, method: Method, path: &str, body: &Value) -> Answer {
        let mut request =
            Request::builder().method(method).uri(path).header("content-type", "application/json");
        if !token.is_empty() {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        self.ask(request.body(Body::from(body.to_string())).expect("a request")).await
    }

    pub(crate) async fn get(&self, token: &str, path: &str) -> Answer {
        self.send(token, Method::GET, path, &Value::Null).await
    }

    /// A challenge, as text.
    pub(crate) async fn challenge(&self, editor: &str) -> String {
        let answer = self.send("", Method::POST, "/v1/login/challenge", &json!({ "editor": editor })).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.json()["instance"], INSTANCE.to_string());
        answer.json()["challenge"].as_str().expect("a challenge").to_owned()
    }

    /// The proof of a challenge.
    pub(crate) fn proof(secrets: &EditorSecrets, challenge: &str) -> String {
        let challenge = BASE64_STANDARD.decode(challenge).expect("base64");
        BASE64_STANDARD.encode(secrets.device.prove(INSTANCE, &challenge))
    }

    /// A session.
    pub(crate) async fn log_in(&self, secrets: &EditorSecrets) -> String {
        let editor = secrets.handle.as_str();
        let challenge = self.challenge(editor).await;
        let proof = Self::proof(secrets, &challenge);
        let login = json!({ "editor": editor, "challenge": challenge, "proof": proof });
        let answer = self.send("", Method::POST, "/v1/login", &login).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.json()["expires_in"], 1_800);
        answer.json()["token"].as_str().expect("a token").to_owned()
    }
}

/// A roster of one root, on which `anna` reads for Brussels and `zoe` for Geneva.
pub(crate) fn signed_roster(
    root: &SecretCert,
    anna: &EditorSecrets,
    zoe: &EditorSecrets,
    clock: &Clock,
) -> (UntrustedRoster, Pin) {
    let body = RosterBody {
        instance: INSTANCE,
        number: 1,
        previous: None,
        expires: clock.today().plus_days(30),
        addresses: Addresses::default(),
        threshold: 1,
        silence: Silence::Yes,
        roots: vec![Root { name: "root".to_owned(), cert: root.cert() }],
        sections: vec![section("bruxelles"), section("geneve")],
        editors: vec![
            anna.listed(vec!["bruxelles".parse().expect("a name")], clock.now()),
            zoe.listed(vec!["geneve".parse().expect("a name")], clock.now()),
        ],
    };
    (signed(&body, root, clock), body.pin())
}

/// A roster with this root's signature.
pub(crate) fn signed(body: &RosterBody, root: &SecretCert, clock: &Clock) -> UntrustedRoster {
    let text = body.to_text();
    let signature = sign(&text, root, clock.now()).expect("a signature");
    UntrustedRoster { text, signatures: vec![signature] }
}

/// Who signs rosters.
pub(crate) fn a_root(clock: &Clock) -> SecretCert {
    SecretCert::generate_root("root", clock.now()).expect("a root")
}

fn section(name: &str) -> Section {
    let texts = |text: &str| BTreeMap::from([("fr".to_owned(), text.to_owned())]);
    Section {
        name: name.parse().expect("a name"),
        retention_days: 30,
        liveness_weeks: None,
        unread_days: None,
        site: None,
        silence: None,
        languages: vec!["fr".parse().expect("a language")],
        titles: texts(name),
        rules: texts("Jamais de liste de noms.\n"),
    }
}
