//! The API, described from its own code.

use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::{Modify, OpenApi};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Estafette: the editors' API",
        description = "Sealed envelopes out, replies and notes in. Ids are 32 lowercase hex digits, days are UTC. \
                       All but login and roster want `Authorization: Bearer`."
    ),
    paths(
        super::login::challenge::post,
        super::login::post,
        super::roster::get,
        super::roster::put,
        super::submissions::get,
        super::submissions::content::get,
        super::submissions::one::delete,
        super::submissions::kept::put,
        super::submissions::slot::put,
        super::submissions::slot::delete,
        super::removed::get,
        super::replies::put,
        super::notes::get,
        super::notes::one::put,
        super::notes::one::delete,
        super::epochs::get,
        super::epochs::put,
        super::epochs::one::get,
        super::sections::opened::put,
        super::day::put,
    ),
    modifiers(&Sessions)
)]
struct Api;

/// The token of `POST /v1/login`.
struct Sessions;

impl Modify for Sessions {
    fn modify(&self, api: &mut utoipa::openapi::OpenApi) {
        let scheme = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        api.components.get_or_insert_default().add_security_scheme("session", scheme);
    }
}

/// The description, as kept in `server/openapi.json`.
#[must_use]
pub fn description() -> String {
    match Api::openapi().to_pretty_json() {
        Ok(json) => json + "\n",
        Err(_) => unreachable!("it is made of strings"),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_kept_description_is_current() {
        let kept = include_str!("../../openapi.json");
        assert!(
            kept == super::description(),
            "server/openapi.json is old: `cargo run --bin estafette-server -- openapi > server/openapi.json`"
        );
    }
}
