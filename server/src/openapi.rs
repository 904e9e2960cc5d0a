//! Both APIs, described from their own code: `openapi.json` and `openapi-source.json`.

use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::{Modify, OpenApi};

use crate::editor::{day, deleted, epochs, login, notes, removed, replies, roster, sections, submissions};
use crate::source::v1;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Estafette: the editors' API",
        description = "Sealed envelopes out, replies and notes in. Ids are 32 lowercase hex digits, days are UTC. \
                       All but login and roster want `Authorization: Bearer`."
    ),
    paths(
        login::challenge::post,
        login::post,
        roster::get,
        roster::put,
        submissions::get,
        submissions::content::get,
        submissions::contents::post,
        submissions::one::delete,
        submissions::forwarded::put,
        submissions::kept::put,
        submissions::restored::put,
        deleted::get,
        submissions::slot::put,
        submissions::slot::delete,
        removed::get,
        replies::put,
        notes::get,
        notes::one::put,
        notes::one::delete,
        epochs::get,
        epochs::put,
        epochs::one::get,
        sections::opened::put,
        day::put,
    ),
    modifiers(&Sessions)
)]
struct Editors;

/// The token of `POST /v1/login`.
struct Sessions;

impl Modify for Sessions {
    fn modify(&self, api: &mut utoipa::openapi::OpenApi) {
        let scheme = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        api.components.get_or_insert_default().add_security_scheme("session", scheme);
    }
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Estafette: the source's API",
        description = "For the program of who writes without a browser, at the listener that has the pages. Envelopes \
                       in, sealed where they come from; replies out. Ids are 32 lowercase hex digits, days are UTC."
    ),
    paths(
        v1::roster::get,
        v1::sections::get,
        v1::uploads::post,
        v1::uploads::one::put,
        v1::uploads::end::post,
        v1::mailbox::challenge::post,
        v1::mailbox::post,
        v1::mailbox::delete::post,
        v1::waiting::post,
        v1::withdraw::post,
    )
)]
struct Source;

/// The editors' API, as kept in `server/openapi.json`.
#[must_use]
pub fn of_editors() -> String {
    text(&Editors::openapi())
}

/// The source's API, as kept in `server/openapi-source.json`.
#[must_use]
pub fn of_source() -> String {
    text(&Source::openapi())
}

fn text(api: &utoipa::openapi::OpenApi) -> String {
    match api.to_pretty_json() {
        Ok(json) => json + "\n",
        Err(_) => unreachable!("it is made of strings"),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_kept_descriptions_are_current() {
        let kept = include_str!("../openapi.json");
        assert!(
            kept == super::of_editors(),
            "server/openapi.json is old: `cargo run --bin estafette-server -- openapi > server/openapi.json`"
        );
        let kept = include_str!("../openapi-source.json");
        assert!(
            kept == super::of_source(),
            "server/openapi-source.json is old: \
             `cargo run --bin estafette-server -- openapi --source > server/openapi-source.json`"
        );
    }
}
