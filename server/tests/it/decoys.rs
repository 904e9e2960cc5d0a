//! Decoys can't be told from what somebody sent, by anything that a seized server holds.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use estafette_keys::envelope::{Binding, ItemKey, seal_slot};
use estafette_keys::ids::{SubmissionId, TransferId};
use estafette_keys::message::{FileName, Header, Kind, Mandate, MessageSealer, Publish, What};
use estafette_keys::secret::Secret;
use estafette_keys::source::SourceKeys;
use estafette_server::config::{self, Limits};
use estafette_server::decoys::Decoys;
use estafette_server::random::Random;
use estafette_server::router;
use estafette_server::source::Source;
use estafette_server::store::Sought;
use rand::rngs::OsRng;
use rand::{Rng, RngCore};
use serde_json::{Value, json};
use sqlx::Row;
use tower::ServiceExt;

use crate::api::Api;
use crate::instance::{DAY, INSTANCE, look};

const ENVELOPES: usize = 5_000;
const DAYS: usize = 30;
/// Five times what chance moves a share of 2,500 by, above one half: the best of eighty tries is to stay below it.
const CHANCE: f64 = 0.55;

/// What a seized database tells of an envelope; and, as only this test knows, whether somebody sent it.
#[derive(Clone)]
struct Seen {
    features: Vec<f64>,
    is_real: bool,
}

/// A source's program, without a wire.
struct Senders {
    api: Api,
    router: Router,
}

impl Senders {
    async fn new() -> Self {
        let api = Api::new().await;
        let (store, directory, clock) =
            (api.kept.store.clone(), api.directory.clone(), api.kept.clock.clone());
        let source = Source::new(store, directory, clock, Random::System, &Limits::default());
        Self { router: router::source(Arc::new(source)), api }
    }

    async fn ask(&self, method: Method, path: &str, body: Body) {
        let request = Request::builder().method(method).uri(path).header("content-type", "application/json");
        let answer = self.router.clone().oneshot(request.body(body).expect("a request")).await;
        let status = answer.expect("an answer").status();
        assert!(status.is_success(), "{path}: {status}");
    }

    async fn ask_json(&self, path: &str, body: &Value) {
        self.ask(Method::POST, path, Body::from(body.to_string())).await;
    }

    /// Sends what somebody wrote, as the program does.
    async fn send(&self) -> SubmissionId {
        let (today, mut root) = (self.api.kept.clock.today(), Secret::new([0; 32]));
        OsRng.fill_bytes(root.expose_secret_mut());
        let keys = SourceKeys::from_root(root);
        let id = keys.withdrawal(today, 0).submission();
        let section: estafette_keys::message::SectionName = "bruxelles".parse().expect("a name");
        let binding = Binding { instance: INSTANCE, section: section.clone(), item: id.into() };
        let header = Header {
            what: What::Submission(Kind::Communique),
            instance: INSTANCE,
            section: section.clone(),
            item: id.into(),
            day: today,
            language: "fr".parse().expect("a language"),
            reply_to: Some((keys.reply_recipient(), keys.mailbox())),
            mandate: Some(Mandate { publish: Publish::Edited, not_before: None, sign_as: None }),
            details: Vec::new(),
        };
        let key = ItemKey::generate(&mut OsRng);
        let text = "x".repeat(OsRng.gen_range(1..40_000));
        let author = keys.thread_key();
        let mut message =
            MessageSealer::begin(&key.recipient(), &header, &text, author, Vec::new(), &mut OsRng)
                .expect("begun");
        for bytes in files() {
            message.begin_file(&FileName::sanitised("photo.jpg"), "image/jpeg").expect("begun");
            message.write_file(&vec![7; bytes]).expect("written");
        }
        let content = message.finish().expect("sealed");
        let transfer = TransferId::random(&mut OsRng).to_string();
        self.ask_json("/v1/uploads", &json!({ "transfer": transfer, "id": id, "section": "bruxelles" }))
            .await;
        let path = format!("/v1/uploads/{transfer}?offset=0&size={}", content.len());
        let size = content.len();
        self.ask(Method::PUT, &path, Body::from(content)).await;
        let now = self.api.kept.clock.now();
        let slots: Vec<Value> = self
            .api
            .directory
            .recipients(&section, today)
            .iter()
            .map(|(editor, to)| {
                let slot = seal_slot(&key, &binding, &to.recipient(), now).expect("a slot");
                json!({ "editor": editor.as_str(), "slot": BASE64_STANDARD.encode(slot) })
            })
            .collect();
        self.ask_json(&format!("/v1/uploads/{transfer}/end"), &json!({ "size": size, "slots": slots })).await;
        id
    }
}

/// One in seven sends files: one to three pictures of 20 to 300 KB.
fn files() -> Vec<usize> {
    if OsRng.gen_range(0..7) > 0 {
        return Vec::new();
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "kilobytes")]
    let one = |_| OsRng.gen_range(20_000_f64.ln()..300_000_f64.ln()).exp() as usize;
    (0..OsRng.gen_range(1..=3)).map(one).collect()
}

/// Numbers that a program could learn from.
async fn seen(senders: &Senders, real: &HashMap<SubmissionId, bool>) -> Vec<Seen> {
    let mut connection = look(senders.api.kept.folder.path()).await;
    let sql = "SELECT submission.id, form, day, upload, size, count(slot.editor), sum(length(slot.bytes)),
                      (SELECT count(*) FROM chunk WHERE chunk.id BETWEEN upload AND upload + 65535),
                      (SELECT max(length(bytes)) FROM chunk WHERE chunk.id BETWEEN upload AND upload + 65535)
               FROM submission JOIN slot ON slot.submission = submission.id GROUP BY submission.id";
    let rows = sqlx::query(sql).fetch_all(&mut connection).await.expect("rows");
    #[expect(clippy::cast_precision_loss, reason = "what it loses, a classifier does not miss")]
    rows.iter()
        .enumerate()
        .map(|(position, row)| {
            let (id, form): (Vec<u8>, Vec<u8>) = (row.get(0), row.get(1));
            let mut features: Vec<f64> = (2..9).map(|at| row.get::<i64, _>(at) as f64).collect();
            features.push(position as f64);
            features.extend(id.iter().chain(&form).map(|byte| f64::from(*byte)));
            let id = SubmissionId::from_bytes(id.try_into().expect("16 bytes"));
            Seen { features, is_real: real.contains_key(&id) }
        })
        .collect()
}

#[expect(clippy::cast_precision_loss, reason = "thousands")]
fn share(right: usize, of: usize) -> f64 {
    right as f64 / of as f64
}

/// By the value of one number, as often as it was seen with either; and by the best of all places to cut it in two.
fn by_one(train: &[Seen], test: &[Seen], at: usize) -> [f64; 2] {
    let mut values: HashMap<u64, i64> = HashMap::new();
    for seen in train {
        *values.entry(seen.features[at].to_bits()).or_default() += if seen.is_real { 1 } else { -1 };
    }
    let guess = |seen: &Seen| values.get(&seen.features[at].to_bits()).is_none_or(|count| *count >= 0);
    let by_value = test.iter().filter(|seen| guess(seen) == seen.is_real).count();

    let mut sorted: Vec<(f64, bool)> = train.iter().map(|seen| (seen.features[at], seen.is_real)).collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut balance, mut best) = (0_i64, (0_i64, f64::MIN));
    for (value, is_real) in sorted {
        balance += if is_real { 1 } else { -1 };
        if balance.abs() > best.0.abs() {
            best = (balance, value);
        }
    }
    let below = best.0 > 0;
    let guess = |seen: &Seen| (seen.features[at] <= best.1) == below;
    let by_cut = test.iter().filter(|seen| guess(seen) == seen.is_real).count();
    [share(by_value, test.len()), share(by_cut, test.len())]
}

/// By the fifteen that are most alike, of every number scaled.
fn by_neighbours(train: &[Seen], test: &[Seen], features: &[usize]) -> f64 {
    let spread = |at: &usize| {
        let values = train.iter().map(|seen| seen.features[*at]);
        let (least, most) = values.fold((f64::MAX, f64::MIN), |(a, b), value| (a.min(value), b.max(value)));
        (most - least).max(1.0)
    };
    let scales: Vec<(usize, f64)> = features.iter().map(|at| (*at, spread(at))).collect();
    let distance = |a: &Seen, b: &Seen| -> f64 {
        scales.iter().map(|(at, scale)| ((a.features[*at] - b.features[*at]) / scale).powi(2)).sum()
    };
    let right = test.iter().filter(|seen| {
        let mut near: Vec<(f64, bool)> =
            train.iter().map(|other| (distance(seen, other), other.is_real)).collect();
        near.select_nth_unstable_by(15, |a, b| a.0.total_cmp(&b.0));
        (near[..15].iter().filter(|(_, is_real)| *is_real).count() > 7) == seen.is_real
    });
    share(right.count(), test.len())
}

/// The best that any of these classifiers does with what it has not seen, and by which number.
fn best(seen: &[Seen]) -> (f64, usize) {
    let (train, test) = seen.split_at(seen.len() / 2);
    let numbers = train[0].features.len();
    let mut shares: Vec<f64> = (0..numbers).flat_map(|at| by_one(train, test, at)).collect();
    // Day, size, slots and their bytes, pieces, the largest of them, the place in the list.
    let few = &test[..test.len().min(500)];
    shares.push(by_neighbours(train, few, &[0, 2, 3, 4, 5, 6, 7]) - 0.05);
    let best = shares.into_iter().enumerate().max_by(|a, b| a.1.total_cmp(&b.1));
    best.map(|(at, share)| (share, at / 2)).expect("there are some")
}

#[tokio::test(flavor = "multi_thread")]
async fn no_classifier_tells_decoys_from_what_somebody_sent() {
    let senders = Senders::new().await;
    let config = config::Decoys { per_day: 3.0, largest_megabytes: 1 };
    let Api { kept, directory, .. } = &senders.api;
    let decoys =
        Decoys::new(kept.store.clone(), directory.clone(), kept.clock.clone(), Random::System, &config);
    let section = "bruxelles".parse().expect("a name");
    let begin = kept.clock.now();
    let mut real = HashMap::new();
    for number in 0..ENVELOPES {
        kept.clock.set(begin + DAY * i64::try_from(number * DAYS / ENVELOPES).expect("days"));
        if OsRng.gen_bool(0.5) {
            real.insert(senders.send().await, true);
        } else {
            decoys.leave(&section).await.expect("left");
        }
    }
    let mut seen = seen(&senders, &real).await;
    assert!(seen.len() > ENVELOPES / 10 * 9, "all but some decoys that were taken back");
    // By id they are shuffled already; a day's neighbours must not fall into one half.
    let (share, by) = best(&seen);
    assert!(share < CHANCE, "{share} by number {by}");

    // It is no wonder of a weak classifier: decoys that never have files are found out, though most of the others have
    // none either.
    let text_only = seen.iter().map(|seen| seen.features[2]).fold(f64::MAX, f64::min);
    for seen in seen.iter_mut().filter(|seen| !seen.is_real) {
        seen.features[2] = text_only;
    }
    assert!(best(&seen).0 > CHANCE);
}

/// Answers, and what was taken back, wait among others that are nobody's; and what a source came back to says nothing.
#[tokio::test(flavor = "multi_thread")]
async fn answers_and_what_was_taken_back_have_decoys_too() {
    let senders = Senders::new().await;
    let config = config::Decoys { per_day: 3.0, largest_megabytes: 1 };
    let Api { kept, directory, .. } = &senders.api;
    let decoys =
        Decoys::new(kept.store.clone(), directory.clone(), kept.clock.clone(), Random::System, &config);
    let section = "bruxelles".parse().expect("a name");
    let real = [senders.send().await, senders.send().await, senders.send().await];
    for _ in 0..120 {
        decoys.leave(&section).await.expect("left");
    }
    let mut connection = look(kept.folder.path()).await;
    let mut count = async |sql: &'static str| {
        let row = sqlx::query(sql).fetch_one(&mut connection).await.expect("a row");
        row.get::<i64, _>(0)
    };
    assert!(count("SELECT count(DISTINCT mailbox) FROM reply").await > 10);
    let is_text = "SELECT count(*) FROM reply WHERE length(content) < 69000 AND length(slot) < 4000";
    assert!(count(is_text).await > 10, "as large as answers without files");
    let (back, gone) = (
        count("SELECT count(*) FROM removed WHERE editor IS NULL AND length(proof) = 32").await,
        count("SELECT count(*) FROM tombstone").await,
    );
    assert!((1..40).contains(&back) && back == gone, "{back} taken back, {gone} tombstones");
    assert_eq!(count("SELECT count(*) FROM submission").await, 123 - back);
    assert!((10..60).contains(&count("SELECT count(*) FROM submission WHERE sought = 1").await));
    // What is marked is as often what somebody sent: with few there, it is one of these before long.
    let marked = async || {
        let there = kept.store.waiting(&real).await.expect("answered");
        there.iter().filter(|item| item.sought == Sought::BySource).count()
    };
    while marked().await == 0 {
        decoys.leave(&section).await.expect("left");
    }
    // They open with the same proof as what a source took back.
    let (facts, _) = kept.store.removed(std::slice::from_ref(&section), None).await.expect("a list");
    assert!(facts.iter().all(|fact| fact.verify(&section, &directory.roster()).is_ok()));
}
