//! All URLs, in two lists: the source's and the editors'. Neither knows the other's.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn_with_state, map_response};
use axum::routing::{delete, get, post, put};

use crate::api::ApiError;
use crate::editor::{
    Editors, day, deleted, epochs, login, notes, removed, replies as mailboxes, roster, sections, submissions,
};
use crate::headers;
use crate::source::admission::admit;
use crate::source::whole::receive;
use crate::source::{Source, arrived, host, how, landing, leave, problem, replies, section, v1, write};

/// The most bytes of a form without files.
const SMALL_FORM: usize = 16 * 1024;
/// Six thousand ids, as JSON.
const WAITING_BODY: usize = 256 * 1024;
/// Slots of a section's editors, in base64.
const END_BODY: usize = 1024 * 1024;
/// The most bytes of a request to the editors' API: 2 MiB of content in base64, and its slots.
const API_BODY: usize = 3 * 1024 * 1024;

/// What sources see.
pub fn source(source: Arc<Source>) -> Router {
    let small = DefaultBodyLimit::max(SMALL_FORM);
    let whole = |most: usize| from_fn_with_state((Arc::clone(&source), most), receive);
    Router::new()
        .route("/", get(landing::root))
        .route("/{language}", get(landing::slash))
        .route("/{language}/", get(landing::get))
        .route("/{language}/how", get(how::get))
        .route("/{language}/arrived/{form}", get(arrived::get))
        .route("/{language}/leave", get(leave::get).post(leave::post).layer(small))
        .route("/{language}/write/{section}", get(section::get))
        .route(
            "/{language}/write/{section}/{kind}",
            // Bounded by the form itself, as it streams.
            get(write::get).post(write::post).layer(DefaultBodyLimit::disable()),
        )
        .route(
            "/{language}/write/{section}/{kind}/language",
            post(write::language::post).layer(DefaultBodyLimit::disable()),
        )
        .route("/{language}/replies", get(replies::enter::get).post(replies::enter::post).layer(small))
        .route("/{language}/replies/language", post(replies::enter::language).layer(small))
        .route("/{language}/replies/write", post(replies::write::post).layer(small))
        .route("/{language}/replies/delete", post(replies::delete::post).layer(small))
        .route("/{language}/replies/withdraw", post(replies::withdraw::post).layer(small))
        .route("/{language}/replies/file", post(replies::file::post).layer(small))
        .route("/v1/roster", get(v1::roster::get))
        .route("/v1/sections/{section}", get(v1::sections::get))
        .route("/v1/uploads", post(v1::uploads::post).layer(small))
        // Bounded as it streams.
        .route("/v1/uploads/{transfer}", put(v1::uploads::one::put).layer(DefaultBodyLimit::disable()))
        .route(
            "/v1/uploads/{transfer}/end",
            post(v1::uploads::end::post)
                .layer(DefaultBodyLimit::max(END_BODY))
                .layer(whole(END_BODY))
                // Nothing is received for a transfer that there is not.
                .layer(from_fn_with_state(Arc::clone(&source), v1::uploads::end::known)),
        )
        .route("/v1/mailbox/challenge", post(v1::mailbox::challenge::post).layer(small))
        .route("/v1/mailbox", post(v1::mailbox::post).layer(small))
        .route("/v1/mailbox/delete", post(v1::mailbox::delete::post).layer(small))
        .route(
            "/v1/waiting",
            post(v1::waiting::post).layer(DefaultBodyLimit::max(WAITING_BODY)).layer(whole(WAITING_BODY)),
        )
        .route("/v1/withdraw", post(v1::withdraw::post).layer(small))
        .fallback(problem::not_found)
        .method_not_allowed_fallback(problem::method)
        .layer(from_fn_with_state(Arc::clone(&source), host::recognise))
        .layer(from_fn_with_state(Arc::clone(&source), admit))
        .layer(map_response(headers::protect))
        .with_state(source)
}

/// What editors' programs see.
pub fn editors(editors: Arc<Editors>) -> Router {
    Router::new()
        .route("/v1/login/challenge", post(login::challenge::post))
        .route("/v1/login", post(login::post))
        .route("/v1/roster", get(roster::get).put(roster::put))
        .route("/v1/submissions", get(submissions::get))
        .route("/v1/submissions/contents", post(submissions::contents::post))
        .route("/v1/submissions/{id}", delete(submissions::one::delete))
        .route("/v1/submissions/{id}/content", get(submissions::content::get))
        .route("/v1/submissions/{id}/forwarded/{section}", put(submissions::forwarded::put))
        .route("/v1/submissions/{id}/kept", put(submissions::kept::put))
        .route("/v1/submissions/{id}/restored", put(submissions::restored::put))
        .route("/v1/deleted", get(deleted::get))
        .route(
            "/v1/submissions/{id}/slots/{editor}",
            put(submissions::slot::put).delete(submissions::slot::delete),
        )
        .route("/v1/removed", get(removed::get))
        .route("/v1/mailboxes/{mailbox}/replies/{id}", put(mailboxes::put))
        .route("/v1/notes", get(notes::get))
        .route("/v1/notes/{id}", put(notes::one::put).delete(notes::one::delete))
        .route("/v1/epochs", get(epochs::get).put(epochs::put))
        .route("/v1/epochs/{editor}", get(epochs::one::get))
        .route("/v1/sections/{section}/opened", put(sections::opened::put))
        .route("/v1/day", put(day::put))
        .fallback(async || ApiError::NotFound)
        .method_not_allowed_fallback(async || ApiError::NotFound)
        .layer(DefaultBodyLimit::max(API_BODY))
        .layer(map_response(headers::protect))
        .with_state(editors)
}
