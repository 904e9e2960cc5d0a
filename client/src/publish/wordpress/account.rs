//! What an account may do on a site: enough to bring drafts, and not too much.

use serde_json::Value;

use super::WordPressError;
use super::rest::Rest;

/// A site and an account, looked at.
#[expect(clippy::struct_excessive_bools, reason = "each is a right of its own")]
pub struct Account {
    /// The account's public name.
    pub name: String,
    /// Its roles, as the site calls them.
    pub roles: Vec<String>,
    /// May it write drafts?
    pub may_write: bool,
    /// May it upload pictures?
    pub may_upload: bool,
    /// May it publish? Then this program is the only guard.
    pub may_publish: bool,
    /// May it write any code into a page?
    pub may_do_all: bool,
    /// The languages that the site keeps apart.
    pub languages: Vec<String>,
    /// Seconds between the site's clock and ours, if the site says its own.
    pub clock: Option<i64>,
}

/// Looks.
///
/// # Errors
/// [`WordPressError`].
pub fn look(rest: &Rest<'_>) -> Result<Account, WordPressError> {
    let index = rest.get("/", &[])?;
    let has_posts = index.value.get("namespaces").and_then(Value::as_array);
    if !has_posts.is_some_and(|names| names.iter().any(|name| name == "wp/v2")) {
        return Err(WordPressError::NotWordPress);
    }
    let takes_passwords = index.value.pointer("/authentication/application-passwords").is_some();
    let me = match rest.get("/wp/v2/users/me", &[("context", "edit")]) {
        Err(WordPressError::NotLoggedIn) if !takes_passwords => return Err(WordPressError::NoPasswords),
        heard => heard?,
    };
    let may = |what: &str| me.value.pointer(&format!("/capabilities/{what}")) == Some(&Value::Bool(true));
    let word = |value: &Value| value.as_str().map(str::to_owned);
    let words = |value: &Value, field: &str| -> Vec<String> {
        value.get(field).and_then(Value::as_array).into_iter().flatten().filter_map(word).collect()
    };
    let languages = match rest.get("/pll/v1/languages", &[]) {
        Ok(heard) => {
            let slug = |language: &Value| language.get("slug").and_then(word);
            heard.value.as_array().into_iter().flatten().filter_map(slug).collect()
        }
        Err(WordPressError::Refused(_)) => Vec::new(),
        Err(error) => return Err(error),
    };
    Ok(Account {
        name: me.value.get("name").and_then(word).unwrap_or_default(),
        roles: words(&me.value, "roles"),
        may_write: may("edit_posts"),
        may_upload: may("upload_files"),
        may_publish: may("publish_posts"),
        may_do_all: may("unfiltered_html") || may("manage_options"),
        languages,
        clock: me.clock,
    })
}
