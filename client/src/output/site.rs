//! `estafette site`, shown.

use serde_json::{Value, json};

use super::lines::Lines;
use super::screen::Screen;
use super::{failure, names};
use crate::commands::site::{Followed, Line, Outcome};
use crate::publish::SiteName;
use crate::publish::status::Status;
use crate::publish::wordpress::account::Account;
use crate::publish::zone::Zone;
use crate::terminal::inline;
use crate::words::key;

pub(super) fn human(screen: &Screen, outcome: &Outcome) -> String {
    let words = &screen.words;
    match outcome {
        Outcome::Added(name, checked, zone) => {
            let said = words.say(key!("say-site-added"), &[("site", name.to_string().into())]) + "\n";
            let zone = zone.as_ref().map(|zone| zoned(screen, name, zone)).unwrap_or_default();
            said + &account(screen, checked.as_ref())
                + &zone
                + &screen.next(key!("next-site"), &[("site", name.to_string().into())])
        }
        Outcome::Checked(name, checked) => {
            let said = words.say(key!("say-site-checked"), &[("site", name.to_string().into())]) + "\n";
            said + &account(screen, checked.as_ref())
        }
        Outcome::Zoned(name, zone) => zoned(screen, name, zone),
        Outcome::Listed(sites) if sites.is_empty() => words.say(key!("say-site-none"), &[]) + "\n",
        Outcome::Listed(sites) => sites.iter().map(|line| listed(screen, line)).collect(),
        Outcome::Followed(posts) if posts.is_empty() => words.say(key!("say-site-no-posts"), &[]) + "\n",
        Outcome::Followed(posts) => posts.iter().map(|post| followed(screen, post)).collect(),
        Outcome::Removed(name) => {
            words.say(key!("say-site-removed"), &[("site", name.to_string().into())]) + "\n"
        }
    }
}

fn zoned(screen: &Screen, name: &SiteName, zone: &Zone) -> String {
    let values = [("site", name.to_string().into()), ("zone", zone.to_string().into())];
    screen.words.say(key!("say-site-zone"), &values) + "\n"
}

fn listed(screen: &Screen, line: &Line) -> String {
    let login = line.summary.login.as_ref().map(|login| format!("  {}", inline(login))).unwrap_or_default();
    let name = screen.style.bold(&line.name.to_string());
    let mut text = format!("{name}  {}  {}{login}\n", line.summary.kind, inline(&line.summary.place));
    if let Some(zone) = &line.summary.zone {
        text.extend(["    ", &zone.to_string(), "\n"]);
    }
    for rule in &line.summary.rules {
        text.extend(["    ", rule, "\n"]);
    }
    text
}

fn followed(screen: &Screen, post: &Followed) -> String {
    let words = &screen.words;
    let status = post.publication.status.as_deref().and_then(Status::named);
    let status = status
        .map_or_else(|| words.say(key!("say-newer"), &[]), |status| words.say(names::status(status), &[]));
    let link = post.publication.link.as_deref().map(|link| format!("  {}", inline(link))).unwrap_or_default();
    let since = post.publication.since.map(|day| format!("  {day}")).unwrap_or_default();
    let mut text = format!("{}  {}  {status}{since}{link}\n", post.short.as_str(), post.site);
    if let Some(error) = &post.error {
        let cause = failure::message(words, error);
        text.extend(["    ", &screen.style.warn(&cause), "\n"]);
    }
    text
}

/// What the account may do, and what it should not.
fn account(screen: &Screen, account: Option<&Account>) -> String {
    let Some(account) = account else { return String::new() };
    let words = &screen.words;
    let mut lines = Lines::default();
    let roles: Vec<String> = account.roles.iter().map(|role| inline(role)).collect();
    let whose = [("name", inline(&account.name).into()), ("roles", roles.join(", ").into())];
    if account.is_seen {
        lines.add(words.say(key!("say-account"), &whose));
    } else {
        lines.add(screen.style.warn(&words.say(key!("say-account-hidden"), &[])));
    }
    if !account.may_write {
        lines.add(screen.style.bad(&words.say(key!("say-account-no-drafts"), &[])));
    }
    if !account.may_upload {
        lines.add(screen.style.warn(&words.say(key!("say-account-no-uploads"), &[])));
    }
    if account.may_do_all {
        lines.add(screen.style.warn(&words.say(key!("say-account-all"), &[])));
    } else if account.may_publish {
        lines.add(screen.style.warn(&words.say(key!("say-account-publishes"), &[])));
    } else if account.is_seen && account.may_write && account.may_upload {
        lines.add(words.say(key!("say-account-good"), &[]));
    }
    if !account.languages.is_empty() {
        let languages: Vec<String> = account.languages.iter().map(|language| inline(language)).collect();
        lines.add(words.say(key!("say-account-languages"), &[("languages", languages.join(", ").into())]));
    }
    lines.finish()
}

pub(super) fn json(screen: &Screen, outcome: &Outcome) -> Value {
    let account = |account: &Option<Account>| {
        account.as_ref().map(|account| {
            json!({
                "seen": account.is_seen, "name": account.name, "roles": account.roles, "may_write": account.may_write,
                "may_upload": account.may_upload, "may_publish": account.may_publish,
                "may_do_all": account.may_do_all, "languages": account.languages,
            })
        })
    };
    let name = |name: &SiteName| name.to_string();
    match outcome {
        Outcome::Added(site, checked, zone) => {
            json!({ "added": name(site), "account": account(checked), "zone": zone })
        }
        Outcome::Checked(site, checked) => json!({ "checked": name(site), "account": account(checked) }),
        Outcome::Zoned(site, zone) => json!({ "changed": name(site), "zone": zone }),
        Outcome::Listed(sites) => json!({ "sites": sites.iter().map(|line| json!({
            "name": name(&line.name), "kind": line.summary.kind, "place": line.summary.place, "login": line.summary.login,
            "rules": line.summary.rules, "zone": line.summary.zone,
        })).collect::<Vec<_>>() }),
        Outcome::Followed(posts) => json!({ "posts": posts.iter().map(|post| json!({
            "item": post.short.as_str(), "site": name(&post.site), "status": post.publication.status,
            "post": post.number, "link": post.publication.link,
            "since": post.publication.since.map(|day| day.to_string()),
            "error": post.error.as_ref().map(|error| failure::message(&screen.words, error)),
        })).collect::<Vec<_>>() }),
        Outcome::Removed(site) => json!({ "removed": name(site) }),
    }
}
