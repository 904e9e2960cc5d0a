//! Connections that are held for as long as they are let, at next to no cost for who holds them.

use std::time::Duration;

use super::{Attack, FORM, nonce};
use crate::load::way::{Answered, head, request};
use crate::source::{Form, content_type};

/// 512 bytes in three minutes.
const BARELY: (usize, Duration) = (15, Duration::from_secs(5));
/// One KiB a second.
const SLOWLY: (usize, Duration) = (1_024, Duration::from_secs(1));
/// The most that is asked of `/v1/waiting`, and a form that may have files.
const WAITING: u64 = 256 * 1024;
const LONG: u64 = 400_000_000;
/// More than a form may have.
const TOO_LONG: u64 = 600_000_000;

impl Attack {
    /// Nothing at all; or, every second one, a head that never ends.
    pub(super) async fn slow_head(&self) -> Answered {
        if self.number.is_multiple_of(2) {
            return self.way.trickles(b"", b"", Duration::from_mins(1)).await;
        }
        self.way.trickles(b"GET /fr/ HTTP/1.1\r\nHost: localhost\r\nX: ", b"x", BARELY.1).await
    }

    pub(super) async fn slow_body(&self) -> Answered {
        let head = head("POST", "/v1/waiting", "application/json", WAITING);
        self.way.trickles(&[&head[..], b"{\"ids\":["].concat(), &[b' '; BARELY.0], BARELY.1).await
    }

    /// A text that never ends.
    pub(super) async fn slow_form(&self) -> Answered {
        let form = Form::default().field("nonce", "x").field("text", "Lentement").unended();
        let begin = [head("POST", FORM, &content_type(), WAITING), form].concat();
        self.way.trickles(&begin[..begin.len() - 2], &[b'x'; BARELY.0], BARELY.1).await
    }

    /// An answer that nobody may give, or too much at once.
    pub(super) async fn refused(&self) -> Answered {
        let (publish, length) =
            if self.number.is_multiple_of(2) { ("x", LONG) } else { ("edited", TOO_LONG) };
        let form = Form::default().field("nonce", "x").field("language", "fr").field("text", "Refusé");
        let form = form
            .field("publish", publish)
            .field("not-before", "")
            .file("video.mp4", "video/mp4", b"")
            .unended();
        let begin = [head("POST", FORM, &content_type(), length), form].concat();
        self.way.trickles(&begin[..begin.len() - 2], &[0x5a; SLOWLY.0], SLOWLY.1).await
    }

    pub(super) async fn slow_file(&self) -> Answered {
        let (status, page) = self.way.asks(&request("GET", FORM, "", b"")).await?;
        let Some(nonce) = nonce(&page) else { return Some((status, page)) };
        let form = Form::filled(&nonce, "Goutte à goutte").file("video.mp4", "video/mp4", b"").unended();
        let begin = [head("POST", FORM, &content_type(), LONG), form].concat();
        self.way.trickles(&begin[..begin.len() - 2], &[0x5a; SLOWLY.0], SLOWLY.1).await
    }
}
