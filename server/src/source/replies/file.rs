//! `POST /{language}/replies/file`: a file of an answer, to save.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use estafette_keys::ids::ReplyId;
use estafette_keys::message::FileName;
use serde::Deserialize;

use super::SourceToken;
use super::opened::file_of;
use crate::blocking;
use crate::source::Source;
use crate::source::asked::{Asked, Field, Filled};
use crate::source::problem::{Problem, or_refused};

/// Which file, of which answer.
#[derive(Deserialize)]
pub(crate) struct FileForm {
    #[serde(default)]
    token: SourceToken,
    #[serde(default)]
    reply: Field<ReplyId>,
    #[serde(default)]
    number: Field<usize>,
}

/// The file, as a download.
pub(crate) async fn post(
    State(source): State<Arc<Source>>,
    asked: Asked,
    Filled(form): Filled<FileForm>,
) -> Response {
    or_refused(&source, &asked.language, download(&source, form).await)
}

async fn download(source: &Arc<Source>, form: FileForm) -> Result<Response, Problem> {
    let keys = form.token.keys(source)?;
    let (id, number) = (form.reply.found()?, form.number.found()?);
    let replies = source.store.replies(keys.mailbox()).await?;
    let reply = replies.into_iter().find(|reply| reply.id == id).ok_or(Problem::NotFound)?;
    let source = Arc::clone(source);
    let file = blocking::wiping(move || file_of(&source, &keys, &reply, number)).await?;
    let (name, bytes) = file.ok_or(Problem::NotFound)?;
    // Never shown in the browser: the type is whatever someone claimed.
    let headers =
        [(CONTENT_TYPE, "application/octet-stream".to_owned()), (CONTENT_DISPOSITION, attachment(&name))];
    Ok((headers, bytes).into_response())
}

/// RFC 6266: what is not a plain letter or digit is written as its bytes.
fn attachment(name: &FileName) -> String {
    let mut header = "attachment; filename*=UTF-8''".to_owned();
    for byte in name.as_str().bytes() {
        match byte {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'.' | b'-' | b'_' => header.push(char::from(byte)),
            // Into a text: it can't fail.
            _ => drop(write!(header, "%{byte:02X}")),
        }
    }
    header
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_any_alphabet_fits_a_header() {
        let header = attachment(&FileName::sanitised("tract été-1.pdf"));
        assert_eq!(header, "attachment; filename*=UTF-8''tract%20%C3%A9t%C3%A9-1.pdf");
    }
}
