//! Forms that no browser sends.

use super::{Attack, FORM};
use crate::load::way::{Answered, request};
use crate::source::{Form, content_type};

const PARTS: usize = 5_000;
const BYTES: usize = 1024 * 1024;

impl Attack {
    pub(super) async fn hostile(&self) -> Answered {
        let boundless = || "multipart/form-data".to_owned();
        let (content_type, body) = match (self.number + self.times) % 5 {
            0 => (content_type(), (0..PARTS).fold(Form::default(), |form, _| form.field("x", "")).ended()),
            1 => (boundless(), Form::filled("x", "Sans limite").ended()),
            // A part's head without end; and no part at all.
            2 => {
                let begin = Form::default().field("x", "").unended();
                let head = b"------------------------------estafette-test\r\nX: ";
                (content_type(), [&begin[..], head, &vec![b'x'; BYTES]].concat())
            }
            3 => (content_type(), vec![b'-'; BYTES]),
            // A text of a megabyte, which is shown again.
            _ => (content_type(), Form::filled("x", &"é".repeat(BYTES / 2)).ended()),
        };
        self.way.asks(&request("POST", FORM, &content_type, &body)).await
    }
}
