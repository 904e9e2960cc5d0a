//! Why a verb failed, in words: what we were doing, why it failed, and the next step.

use std::process::ExitCode;

use estafette_keys::age_format::OpenError;
use estafette_keys::codename::CodenameError;
use estafette_keys::openpgp::CertError;
use estafette_keys::paper::PaperError;
use estafette_keys::roster::RosterError;

use estafette_onion::transport::TorError;

pub(super) use publishing::of_picture;
use publishing::{of_export, of_image, of_keep, of_publish, of_site, of_word_press};

use super::print;
use super::style::Style;
use crate::api::{ApiError, Refusal};
use crate::commands::correspondence::CorrespondenceError;
use crate::commands::draft::DraftError;
use crate::commands::export::ExportError;
use crate::commands::image::ImageError;
use crate::commands::init::InitError;
use crate::commands::join::JoinError;
use crate::commands::keep::KeepError;
use crate::commands::keys::KeysError;
use crate::commands::reply::ReplyError;
use crate::commands::roster::RosterFileError;
use crate::commands::save::SaveError;
use crate::commands::send::SendError;
use crate::commands::site::SiteError;
use crate::commands::withdraw::WithdrawError;
use crate::config::PassphraseFileError;
use crate::editing::EditingError;
use crate::failure::{Cause, Failure};
use crate::http::HttpError;
use crate::network::NetworkError;
use crate::person::PersonError;
use crate::pictures::PictureError;
use crate::publish::PublishError;
use crate::publish::web::WebError;
use crate::publish::wordpress::WordPressError;
use crate::scratch::ScratchError;
use crate::terminal::block;
use crate::vault::{BackupError, VaultError};
use crate::words::Words;

mod publishing;

/// A failure in a person's language.
pub(super) struct Told {
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

impl Told {
    pub(super) fn to_text(&self, words: &Words, style: &Style) -> String {
        let label = style.bad(&words.say("label-error", &[]));
        let hint =
            self.hint.iter().map(|hint| format!("{} {hint}\n", style.dim(&words.say("label-next", &[]))));
        format!("{label} {}\n{}", self.message, hint.collect::<String>())
    }
}

/// What failed, why, and what to do.
pub(super) fn told(words: &Words, failure: &Failure) -> Told {
    let doing = words.say(&format!("doing-{}", failure.doing), &[]);
    let (cause, hint) = of_cause(words, &failure.cause);
    Told { message: words.say("error-doing", &[("doing", doing.into()), ("cause", cause.into())]), hint }
}

/// Shows a failure where there is no screen yet.
#[must_use]
pub fn show_plain(words: &Words, failure: &Failure) -> ExitCode {
    print::error(&told(words, failure).to_text(words, &Style::new(false)));
    ExitCode::FAILURE
}

/// Why, and what to do. The words have the same key: `error-…` and, where there is something to do, `hint-…`.
pub(super) fn of_cause(words: &Words, cause: &Cause) -> (String, Option<String>) {
    let key = key(cause);
    let mut message = words.say(&format!("error-{key}"), &[]);
    if let Cause::Send(SendError::Cut(error)) = cause {
        message = format!("{message} ({})", words.say(&format!("error-{}", of_api(error)), &[]));
    }
    if let Some(detail) = detail(cause) {
        message = format!("{message} ({detail})");
    }
    (message, words.find(&format!("hint-{key}")))
}

/// The system's own words, or a day: what no key can say.
fn detail(cause: &Cause) -> Option<String> {
    match cause {
        Cause::Vault(VaultError::File { cause, .. })
        | Cause::PassphraseFile(PassphraseFileError::Read(cause))
        | Cause::Init(InitError::Read(cause))
        | Cause::Reply(ReplyError::Read(cause))
        | Cause::Send(SendError::Read(cause) | SendError::Outbox(cause))
        | Cause::Draft(DraftError::Read(cause))
        | Cause::Save(SaveError::File(cause))
        | Cause::Publish(PublishError::File { cause, .. })
        | Cause::RosterFile(RosterFileError::Read { cause, .. } | RosterFileError::Write { cause, .. })
        | Cause::Api(
            ApiError::Connect(cause) | ApiError::Disk(cause) | ApiError::Tor(TorError::NoSocks(cause)),
        )
        | Cause::Scratch(ScratchError::File(cause))
        | Cause::Editing(EditingError::Start(cause) | EditingError::Scratch(ScratchError::File(cause)))
        | Cause::Person(PersonError::Ask(cause))
        | Cause::Network(NetworkError::Read(cause))
        | Cause::Backup(BackupError::File(cause))
        | Cause::Picture(PictureError::Start(cause))
        | Cause::Image(ImageError::Show(cause))
        | Cause::Site(SiteError::Authority(cause))
        | Cause::Export(ExportError::File(cause))
        | Cause::WordPress(WordPressError::Web(WebError::Connect(cause)))
        | Cause::Show(cause) => Some(cause.kind().to_string()),
        Cause::WordPress(WordPressError::Refused(word)) => Some(word.clone()),
        Cause::Publish(PublishError::Build(said) | PublishError::Git(said)) => Some(block(said)),
        Cause::Publish(PublishError::NoProgram(name)) => Some((*name).to_owned()),
        Cause::Publish(PublishError::NotReviewed(number) | PublishError::NoAlt(number)) => {
            Some(number.to_string())
        }
        Cause::Publish(PublishError::NotBefore(day) | PublishError::Asked(day))
        | Cause::Keep(KeepError::TooLate(day))
        | Cause::Send(SendError::Clock(day)) => Some(day.to_string()),
        Cause::Roster(RosterError::TooFewSignatures { held, needed }) => Some(format!("{held}/{needed}")),
        Cause::Backup(BackupError::Paper(
            PaperError::Count { found: number } | PaperError::UnknownWord { position: number },
        ))
        | Cause::Correspondence(CorrespondenceError::Codename(
            CodenameError::Count { found: number } | CodenameError::UnknownWord { position: number },
        )) => Some(number.to_string()),
        _ => None,
    }
}

fn key(cause: &Cause) -> &'static str {
    match cause {
        Cause::Home(_) => "home",
        Cause::PassphraseFile(PassphraseFileError::Read(_)) => "passphrase-file",
        Cause::PassphraseFile(PassphraseFileError::Empty) => "passphrase-file-empty",
        Cause::Person(PersonError::NoTerminal) => "no-terminal",
        Cause::Person(PersonError::Ask(_)) => "ask",
        Cause::Vault(error) => of_vault(error),
        Cause::Api(error) => of_api(error),
        Cause::Roster(error) => of_roster(*error),
        Cause::Cert(CertError::Holder | CertError::NoSecret)
        | Cause::Init(InitError::Cert(CertError::Holder | CertError::NoSecret)) => "agent",
        Cause::Cert(_) => "cert",
        Cause::Init(InitError::Cert(error)) => of_cert(*error),
        Cause::Scratch(error) | Cause::Editing(EditingError::Scratch(error)) => of_scratch(error),
        Cause::Editing(EditingError::Start(_)) => "editor-start",
        Cause::Editing(EditingError::Failed) => "editor-failed",
        Cause::Editing(EditingError::BelowScissors) => "below-scissors",
        Cause::Init(InitError::Weak) => "weak",
        Cause::Init(InitError::Differ) => "differ",
        Cause::Init(InitError::Read(_)) => "key-file",
        Cause::Init(InitError::Open(_)) => "key-file-open",
        Cause::Join(JoinError::Other) => "join-other",
        Cause::Reply(error) => of_reply(error),
        Cause::Save(SaveError::None) => "save-none",
        Cause::Save(SaveError::NoSuchFile) | Cause::Publish(PublishError::NoSuchFile) => "no-such-file",
        Cause::Save(SaveError::Open) => "save-open",
        Cause::Save(SaveError::File(_)) => "save-file",
        Cause::Draft(DraftError::Read(_)) => "draft-read",
        Cause::RosterFile(error) => of_roster_file(error),
        Cause::Publish(error) => of_publish(error),
        Cause::WordPress(error) => of_word_press(error),
        Cause::Picture(error) => of_picture(error),
        Cause::Image(error) => of_image(error),
        Cause::Site(error) => of_site(error),
        Cause::Export(error) => of_export(error),
        Cause::Network(_) => "tor-config",
        Cause::Backup(error) => of_backup(error),
        Cause::Correspondence(error) => of_correspondence(error),
        Cause::Send(error) => of_send(error),
        Cause::Keep(error) => of_keep(error),
        Cause::Keys(KeysError::NoOnion) => "keys-onion",
        Cause::Withdraw(error) => of_withdraw(error),
        Cause::Show(_) => "show",
    }
}

pub(super) fn of_tor(error: &TorError) -> &'static str {
    match error {
        TorError::Config(_) => "tor-config",
        TorError::NoNetwork => "tor-network",
        TorError::Clock => "tor-clock",
        TorError::NotFound => "tor-not-found",
        TorError::NotAuthorised => "tor-not-authorised",
        TorError::NoAnswer => "tor-no-answer",
        TorError::NoSocks(_) => "tor-socks",
        TorError::Failed => "tor-failed",
    }
}

fn of_cert(error: CertError) -> &'static str {
    match error {
        CertError::Secret => "cert-secret",
        CertError::Several => "cert-several",
        CertError::Expired => "cert-expired",
        CertError::Revoked => "cert-revoked",
        CertError::Weak => "cert-weak",
        CertError::NoEncryption => "cert-no-encryption",
        CertError::NoSigning => "cert-no-signing",
        CertError::Malformed | CertError::Backend | CertError::Passphrase => "cert-malformed",
        CertError::NoSecret | CertError::Holder => "agent",
    }
}

fn of_backup(error: &BackupError) -> &'static str {
    match error {
        BackupError::Vault(error) => of_vault(error),
        BackupError::Open(OpenError::Version) => "newer",
        BackupError::Open(_) => "backup-open",
        BackupError::Seal(_) => "backup-seal",
        BackupError::File(_) => "backup-file",
        BackupError::Exists => "backup-exists",
        BackupError::Paper(PaperError::Count { .. }) => "paper-count",
        BackupError::Paper(PaperError::UnknownWord { .. }) => "paper-word",
        BackupError::Paper(PaperError::Checksum) => "paper-checksum",
    }
}

fn of_correspondence(error: &CorrespondenceError) -> &'static str {
    match error {
        CorrespondenceError::Codename(CodenameError::Count { .. }) => "codename-count",
        CorrespondenceError::Codename(CodenameError::UnknownWord { .. }) => "codename-word",
        CorrespondenceError::Codename(CodenameError::Checksum) => "codename-checksum",
        CorrespondenceError::NoAddress => "no-address",
        CorrespondenceError::Pin => "wrong-pin",
    }
}

fn of_send(error: &SendError) -> &'static str {
    match error {
        SendError::NoSection => "send-section",
        SendError::Field => "send-field",
        SendError::Empty => "send-empty",
        SendError::TooLong => "reply-too-long",
        SendError::Many => "send-many",
        SendError::Read(_) => "send-read",
        SendError::Clock(_) => "send-clock",
        SendError::NoRecipient => "send-recipient",
        SendError::Today => "send-today",
        SendError::Seal(_) => "send-seal",
        SendError::Outbox(_) => "send-outbox",
        SendError::NothingWaits => "send-nothing-waits",
        SendError::Cut(_) => "send-cut",
    }
}

fn of_withdraw(error: &WithdrawError) -> &'static str {
    match error {
        WithdrawError::None => "withdraw-none",
        WithdrawError::Several => "withdraw-several",
    }
}

fn of_vault(error: &VaultError) -> &'static str {
    match error {
        VaultError::Exists => "vault-exists",
        VaultError::Missing => "vault-missing",
        VaultError::Passphrase => "vault-passphrase",
        VaultError::Newer | VaultError::Open(OpenError::Version) => "newer",
        VaultError::Damaged(_) => "vault-damaged",
        VaultError::Open(OpenError::NotOpened | OpenError::Read(_)) => "not-opened",
        VaultError::Open(OpenError::TooLarge(_)) => "opened-too-large",
        VaultError::Open(OpenError::Binding) => "opened-elsewhere",
        VaultError::Open(OpenError::Malformed(_)) => "opened-malformed",
        VaultError::NotJoined => "not-joined",
        VaultError::NoItem => "no-item",
        VaultError::SeveralItems => "several-items",
        VaultError::Fetching => "fetching",
        VaultError::File { .. } => "vault-file",
    }
}

fn of_api(error: &ApiError) -> &'static str {
    match error {
        ApiError::Connect(_) => "connect",
        ApiError::Tor(error) => of_tor(error),
        ApiError::Http(error) => of_http(*error),
        ApiError::Cut => "cut",
        ApiError::Size => "size",
        ApiError::Malformed => "answer-malformed",
        ApiError::Instance => "instance",
        ApiError::Disk(_) => "disk",
        ApiError::Local => "local",
        ApiError::Refused(refusal) => match refusal {
            Refusal::Unauthorised => "unauthorised",
            Refusal::Forbidden => "forbidden",
            Refusal::NotFound => "not-found",
            Refusal::Malformed => "request-malformed",
            Refusal::TooLarge => "request-too-large",
            Refusal::Busy => "busy",
            Refusal::Full => "full",
            Refusal::Conflict => "conflict",
            Refusal::Expired => "expired",
        },
    }
}

pub(super) fn of_http(error: HttpError) -> &'static str {
    match error {
        HttpError::Silent => "silent",
        HttpError::Broken => "broken",
        HttpError::TooLarge => "answer-too-large",
    }
}

fn of_roster(error: RosterError) -> &'static str {
    match error {
        RosterError::Malformed => "roster-malformed",
        RosterError::Version => "newer",
        RosterError::UnknownRoots => "roster-roots",
        RosterError::TooFewSignatures { .. } => "roster-signatures",
        RosterError::Expired => "roster-expired",
        RosterError::Rollback => "roster-rollback",
        RosterError::Fork => "roster-fork",
        RosterError::Instance => "instance",
        RosterError::Cert(_) => "roster-cert",
    }
}

fn of_scratch(error: &ScratchError) -> &'static str {
    match error {
        ScratchError::NoMemory => "no-memory",
        ScratchError::Busy => "scratch-busy",
        ScratchError::Foreign => "scratch-foreign",
        ScratchError::NotText => "not-text",
        ScratchError::File(_) => "scratch-file",
    }
}

fn of_reply(error: &ReplyError) -> &'static str {
    match error {
        ReplyError::NoMailbox => "no-mailbox",
        ReplyError::Empty => "reply-empty",
        ReplyError::TooLong => "reply-too-long",
        ReplyError::Until => "proof-until",
        ReplyError::Read(_) => "reply-read",
        ReplyError::Seal(_) | ReplyError::Slot(_) => "reply-seal",
        ReplyError::Journal => "reply-journal",
    }
}

fn of_roster_file(error: &RosterFileError) -> &'static str {
    match error {
        RosterFileError::Read { .. } => "roster-read",
        RosterFileError::Write { .. } => "roster-write",
        RosterFileError::Exists => "roster-exists",
        RosterFileError::Missing => "roster-missing",
        RosterFileError::Request => "roster-request",
        RosterFileError::Section => "roster-section",
        RosterFileError::Editor => "roster-editor",
        RosterFileError::Root => "roster-root",
        RosterFileError::Open(_) => "roster-open",
        RosterFileError::Seal(_) => "roster-seal",
        RosterFileError::Unsigned => "roster-signatures",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    /// Every key that `key` and its helpers return, read from this file.
    fn keys() -> Vec<&'static str> {
        let code = include_str!("failure.rs").split("#[cfg(test)]").next().unwrap_or_default();
        let code = code.split("fn key(").nth(1).unwrap_or_default();
        code.split("=> \"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
    }

    #[test]
    fn every_failure_has_words_in_every_language() {
        let keys = keys();
        assert!(keys.len() > 50);
        for language in Language::ALL {
            let words = Words::new(*language);
            for key in &keys {
                assert!(words.find(&format!("error-{key}")).is_some(), "{}: error-{key}", language.tag());
            }
        }
    }

    #[test]
    fn a_failure_says_what_we_were_doing_and_the_next_step() {
        let failure = Failure { doing: "read", cause: Cause::Vault(VaultError::NoItem) };
        for language in Language::ALL {
            let words = Words::new(*language);
            let told = told(&words, &failure);
            assert!(told.message.starts_with(&words.say("doing-read", &[])));
            assert!(told.hint.is_some());
        }
    }
}
