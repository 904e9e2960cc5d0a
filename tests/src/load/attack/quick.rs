//! Requests that are made at once, one after the other.

use estafette_keys::codename::{Codename, WordLanguage};
use rand::Rng;
use serde_json::json;
use tokio::io::AsyncWriteExt;

use super::{Attack, FORM, Scenario, filled_in, nonce};
use crate::load::way::{Answered, head, hears, request};
use crate::source::{Form, content_type};

const JSON: &str = "application/json";
/// The most that the end of a transfer may have.
const END: usize = 1024 * 1024;
/// The most that the files of a form may have, and what goes out at once.
const FILE: u64 = 499_000_000;
const PIECE: usize = 1_000_000;
/// What is asked for.
const PAGES: [&str; 6] = ["/fr/", FORM, "/fr/how", "/fr/write/bruxelles", "/fr/replies", "/fr/leave"];

impl Attack {
    pub(super) async fn page(&self) -> Answered {
        let path = PAGES[(self.number + self.times) % PAGES.len()];
        self.way.asks(&request("GET", path, "", b"")).await
    }

    /// By two circuits, where every request has its own.
    pub(super) async fn text(&self) -> Answered {
        let (status, page) = self.way.asks(&request("GET", FORM, "", b"")).await?;
        let Some(nonce) = nonce(&page) else { return Some((status, page)) };
        self.way.asks(&filled_in(&nonce, &self.words())).await
    }

    pub(super) async fn hoarded_text(&self) -> Answered {
        match self.hoard.takes() {
            Some(nonce) => self.way.asks(&filled_in(&nonce, &self.words())).await,
            None => self.text().await,
        }
    }

    pub(super) async fn guess(&self) -> Answered {
        let language = WordLanguage::for_tag("fr");
        let words = Codename::from_entropy(rand::thread_rng().r#gen()).words(language).join("+");
        let body = format!("codename={words}");
        let form = "application/x-www-form-urlencoded";
        self.way.asks(&request("POST", "/fr/replies", form, body.as_bytes())).await
    }

    /// The same words and, every second time, others.
    pub(super) async fn replay(&self) -> Answered {
        let nonce = self.hoard.shows().expect("a form for all");
        let words = if self.times.is_multiple_of(2) { "La même chose".to_owned() } else { self.words() };
        self.way.asks(&filled_in(&nonce, &words)).await
    }

    pub(super) async fn upload(&self) -> Answered {
        let (_, page) = self.way.asks(&request("GET", FORM, "", b"")).await?;
        let form = Form::filled(&nonce(&page)?, "Une longue vidéo").file("video.mp4", "video/mp4", b"");
        let length = form.clone().unended().len() as u64 + FILE;
        let begin = [head("POST", FORM, &content_type(), length), form.unended()].concat();
        let mut stream = self.way.says(&begin[..begin.len() - 2]).await.ok()?;
        let piece = vec![0x5a; PIECE];
        for _ in 0..FILE / PIECE as u64 {
            if stream.write_all(&piece).await.is_err() {
                break;
            }
        }
        hears(stream).await
    }

    pub(super) async fn begin(&self) -> Answered {
        let transfer = rand::thread_rng().r#gen();
        self.begin_as(transfer).await
    }

    async fn begin_as(&self, transfer: u128) -> Answered {
        let id: u128 = rand::thread_rng().r#gen();
        let begin = json!({
            "transfer": format!("{transfer:032x}"), "id": format!("{id:032x}"), "section": "bruxelles",
        });
        self.way.asks(&request("POST", "/v1/uploads", JSON, begin.to_string().as_bytes())).await
    }

    /// Of a transfer that is under way, if it is one of the first; else of none.
    pub(super) async fn end(&self) -> Answered {
        let transfer: u128 = rand::thread_rng().r#gen();
        if self.number < 64 {
            self.begin_as(transfer).await?;
        }
        let mut body = json!({ "size": 1, "slots": [] }).to_string().into_bytes();
        body.resize(END, b' ');
        let path = format!("/v1/uploads/{transfer:032x}/end");
        self.way.asks(&request("POST", &path, JSON, &body)).await
    }

    /// Words that nobody else sends.
    fn words(&self) -> String {
        let kind = if self.does == Scenario::Replays { "Encore" } else { "Du bruit" };
        format!("{kind} {} {}. ", self.number, self.times).repeat(40)
    }
}
