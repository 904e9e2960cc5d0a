//! What an account may do on a site: enough to bring drafts, and not too much.

use serde_json::Value;

use super::WordPressError;
use super::guard::Instead;
use super::rest::{Heard, Rest};
use crate::publish::zone::Zone;

/// A site and an account, looked at.
#[expect(clippy::struct_excessive_bools, reason = "each is a right of its own")]
pub(crate) struct Account {
    /// Did the site show the account? A plugin may close `/users`; then some of what follows is not known.
    pub is_seen: bool,
    /// The account's public name.
    pub name: String,
    /// Its roles, as the site calls them.
    pub roles: Vec<String>,
    /// Whether it may write drafts.
    pub may_write: bool,
    /// Whether it may upload pictures.
    pub may_upload: bool,
    /// May it publish? Then this program is the only guard.
    pub may_publish: bool,
    /// Whether it may write code into a page.
    pub may_do_all: bool,
    /// The languages that the site keeps apart.
    pub languages: Vec<String>,
    /// The zone that the site says its hours are in.
    pub zone: Option<Zone>,
}

/// Looks.
///
/// # Errors
/// [`WordPressError`].
pub(crate) fn look(rest: &Rest<'_>) -> Result<Account, WordPressError> {
    let index = match rest.get("/", &[]) {
        // Nobody needs to log in to see it: something closes it.
        Err(WordPressError::NotLoggedIn) => {
            return Err(WordPressError::Closed("rest_not_logged_in".to_owned()));
        }
        heard => heard?,
    };
    let has_posts = index.value.get("namespaces").and_then(Value::as_array);
    if !has_posts.is_some_and(|names| names.iter().any(|name| name == "wp/v2")) {
        return Err(WordPressError::NotWordPress);
    }
    let takes_passwords = index.value.pointer("/authentication/application-passwords").is_some();
    let mut account = match rights(rest) {
        Err(WordPressError::NotLoggedIn) if !takes_passwords => return Err(WordPressError::NoPasswords),
        account => account?,
    };
    account.languages = languages(rest)?.unwrap_or_default();
    // Some sites name no zone, but a difference to UTC: in the other half of the year that is another one. And where nobody set the
    // clocks, they show UTC.
    let zone = index.value.get("timezone_string").and_then(Value::as_str).filter(|zone| *zone != "UTC");
    account.zone = zone.and_then(|zone| zone.parse().ok());
    Ok(account)
}

/// What the account may do; asked of `/users/me`, and where a plugin closes that, of what the account is let do.
pub(super) fn rights(rest: &Rest<'_>) -> Result<Account, WordPressError> {
    match rest.get("/wp/v2/users/me", &[("context", "edit")]) {
        Ok(me) => Ok(of_me(&me)),
        Err(
            error @ (WordPressError::NotLoggedIn
            | WordPressError::Closed(_)
            | WordPressError::Refused(_)
            | WordPressError::Instead(Instead::Closed(_) | Instead::Page(_))),
        ) => match by_what_it_may(rest) {
            Ok(account) => Ok(account),
            Err(_) => Err(error),
        },
        Err(error) => Err(error),
    }
}

fn of_me(me: &Heard) -> Account {
    let may = |what: &str| me.value.pointer(&format!("/capabilities/{what}")) == Some(&Value::Bool(true));
    let words = |field: &str| -> Vec<String> {
        me.value.get(field).and_then(Value::as_array).into_iter().flatten().filter_map(text).collect()
    };
    Account {
        is_seen: true,
        name: me.value.get("name").and_then(text).unwrap_or_default(),
        roles: words("roles"),
        may_write: may("edit_posts"),
        may_upload: may("upload_files"),
        may_publish: may("publish_posts"),
        may_do_all: may("unfiltered_html") || may("manage_options"),
        languages: Vec::new(),
        zone: None,
    }
}

/// Drafts are shown to those alone who may write; each answer says what may be made there.
fn by_what_it_may(rest: &Rest<'_>) -> Result<Account, WordPressError> {
    let drafts = rest.get("/wp/v2/posts", &[("context", "edit"), ("status", "draft"), ("per_page", "1")])?;
    let media = rest.get("/wp/v2/media", &[("per_page", "1")])?;
    let first = drafts.value.as_array().ok_or(WordPressError::Malformed)?.first();
    let action = |name: &str| {
        first.and_then(|post| post.pointer(&format!("/_links/https:~1~1api.w.org~1action-{name}"))).is_some()
    };
    Ok(Account {
        is_seen: false,
        name: String::new(),
        roles: Vec::new(),
        may_write: drafts.may_make.unwrap_or(true),
        may_upload: media.may_make.unwrap_or(true),
        may_publish: action("publish"),
        may_do_all: action("unfiltered-html"),
        languages: Vec::new(),
        zone: None,
    })
}

/// The languages that a site keeps apart, by their slugs; `None` where it keeps none apart.
pub(super) fn languages(rest: &Rest<'_>) -> Result<Option<Vec<String>>, WordPressError> {
    match rest.get("/pll/v1/languages", &[]) {
        Ok(heard) => {
            let slug = |language: &Value| language.get("slug").and_then(text);
            Ok(Some(heard.value.as_array().into_iter().flatten().filter_map(slug).collect()))
        }
        // No such plugin; or a guard that knows of no such address.
        Err(
            WordPressError::Refused(_)
            | WordPressError::Closed(_)
            | WordPressError::NotLoggedIn
            | WordPressError::Instead(Instead::Closed(_) | Instead::Page(_)),
        ) => Ok(None),
        Err(error) => Err(error),
    }
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}
