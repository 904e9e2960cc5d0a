//! The API, described from its own code.

use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Estafette: the editors' API",
        description = "Sealed envelopes out, replies and notes in. Ids are 32 lowercase hex digits, days are UTC. \
                       All but login and roster want `Authorization: Bearer`."
    ),
    paths(
        super::login::challenge,
        super::login::login,
        super::roster::get,
        super::submissions::list,
        super::submissions::content,
        super::submissions::remove,
        super::replies::put,
        super::notes::list,
        super::notes::put,
        super::notes::remove,
        super::epochs::get,
        super::epochs::put,
    )
)]
struct Api;

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
