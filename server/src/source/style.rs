//! `GET /style.css`: the style sheet.

use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

/// The sheet.
pub(crate) async fn get() -> Response {
    ([(CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("../../style.css")).into_response()
}
