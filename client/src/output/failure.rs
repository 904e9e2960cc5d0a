//! Why a verb failed, in words: what we were doing, why it failed, and the next step.

use std::process::ExitCode;

use estafette_keys::age_format::OpenError;
use estafette_keys::codename::CodenameError;
use estafette_keys::openpgp::{CertError, Fingerprint};
use estafette_keys::paper::PaperError;
use estafette_keys::roster::{RequestError, RosterError};

use estafette_onion::transport::TorError;

pub(super) use publishing::of_picture;
use publishing::{of_export, of_image, of_keep, of_publish, of_site, of_word_press};

use super::consent;
use super::print;
use super::style::Style;
use crate::api::{ApiError, Refusal};
use crate::commands::correspondence::CorrespondenceError;
use crate::commands::export::ExportError;
use crate::commands::image::ImageError;
use crate::commands::init::InitError;
use crate::commands::join::JoinError;
use crate::commands::keep::KeepError;
use crate::commands::keys::KeysError;
use crate::commands::publish::first::UnsettledError;
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
use crate::terminal::{block, inline};
use crate::text_file::{Encoding, TextFault, TextFileError, Thing};
use crate::vault::{BackupError, Fault, VaultError};
use crate::words::{Words, key};

mod publishing;

/// A failure in a person's language.
pub(super) struct Told {
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

impl Told {
    pub(super) fn to_text(&self, words: &Words, style: &Style) -> String {
        let label = style.bad(&words.say(key!("label-error"), &[]));
        let hint = self
            .hint
            .iter()
            .map(|hint| format!("{} {hint}\n", style.dim(&words.say(key!("label-next"), &[]))));
        format!("{label} {}\n{}", self.message, hint.collect::<String>())
    }
}

/// What failed, why, and what to do.
pub(super) fn told(words: &Words, failure: &Failure) -> Told {
    let doing = words.find(&format!("doing-{}", failure.doing)).unwrap_or_default();
    let (cause, hint) = of_cause(words, &failure.cause);
    Told {
        message: words.say(key!("error-doing"), &[("doing", doing.into()), ("cause", cause.into())]),
        hint,
    }
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
    let mut message = words.find(&format!("error-{key}")).unwrap_or_default();
    if let Cause::Send(SendError::Cut(error)) = cause {
        message =
            format!("{message} ({})", words.find(&format!("error-{}", of_api(error))).unwrap_or_default());
    }
    match cause {
        Cause::Publish(PublishError::NotShown(absent)) => {
            message = format!("{message} ({})", super::publish::absent(words, *absent));
        }
        Cause::Publish(PublishError::Incomplete(missing)) => {
            message = format!("{message} ({})", block(&missing.join(", ")));
        }
        Cause::Reply(ReplyError::Kept(inner)) | Cause::Unsettled(UnsettledError::Server(inner)) => {
            message = format!("{message} ({})", of_cause(words, inner).0);
        }
        Cause::Unsettled(UnsettledError::Concerns(concerns)) => return consent::unsettled(words, concerns),
        _ => {}
    }
    if let Some(detail) = detail(cause) {
        message = format!("{message} ({detail})");
    }
    let hint = format!("hint-{key}");
    let fingerprint = fingerprint(cause).unwrap_or_else(|| words.say(key!("label-a-fingerprint"), &[]));
    (message, words.find_with(&hint, &[("fingerprint", fingerprint.into())]))
}

/// Which cert it is about: what mends it is a command that names it.
fn fingerprint(cause: &Cause) -> Option<String> {
    let fingerprint = match cause {
        Cause::Init(InitError::Cert { fingerprint, .. })
        | Cause::RosterFile(
            RosterFileError::Cert { fingerprint, .. }
            | RosterFileError::Request(RequestError::Cert { fingerprint, .. }),
        ) => fingerprint.as_ref(),
        _ => None,
    };
    fingerprint.map(ToString::to_string)
}

/// The system's own words, or a day: what no key can say.
fn detail(cause: &Cause) -> Option<String> {
    match cause {
        Cause::Vault(VaultError::File { cause, .. })
        | Cause::PassphraseFile(PassphraseFileError::Read(cause))
        | Cause::Init(InitError::Read(cause))
        | Cause::Send(SendError::Read(cause) | SendError::Outbox(cause))
        | Cause::Save(SaveError::File(cause))
        | Cause::Publish(PublishError::File { cause, .. })
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
        Cause::TextFile(TextFileError { path, fault: TextFault::Read(cause) }) => {
            Some(format!("{}, {}", inline(&path.display().to_string()), cause.kind()))
        }
        Cause::TextFile(TextFileError { path, .. }) => Some(inline(&path.display().to_string())),
        Cause::Vault(VaultError::Broken(fault)) => Some(block(&fault.to_string())),
        Cause::Vault(VaultError::OtherKeys(week)) => Some(week.to_string()),
        Cause::RosterFile(RosterFileError::Read { path, cause } | RosterFileError::Write { path, cause }) => {
            Some(format!("{}: {}", inline(&path.display().to_string()), cause.kind()))
        }
        Cause::WordPress(WordPressError::Refused(word) | WordPressError::Closed(word)) => Some(word.clone()),
        Cause::WordPress(WordPressError::Moved(to)) => to.clone(),
        Cause::WordPress(WordPressError::Instead(instead)) => publishing::guard(instead),
        Cause::Publish(
            PublishError::Build(said) | PublishError::BuildAnyway(said) | PublishError::Git(said),
        ) => Some(block(said)),
        Cause::Publish(PublishError::NotOpened(number, kind)) => Some(format!("{number}, {kind}")),
        Cause::Picture(PictureError::Kind(kind)) => Some(kind.name().to_owned()),
        Cause::Image(ImageError::Incomplete(missing)) => Some(format!("{missing}\u{a0}%")),
        Cause::Vault(VaultError::Damaged(name)) | Cause::Publish(PublishError::NoProgram(name)) => {
            Some((*name).to_owned())
        }
        Cause::Publish(PublishError::NotReviewed(number) | PublishError::NoAlt(number)) => {
            Some(number.to_string())
        }
        Cause::Unsettled(UnsettledError::Left(count)) => Some(count.to_string()),
        Cause::Reply(ReplyError::ProofText(bytes)) => Some(bytes.to_string()),
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
        Cause::Init(InitError::Cert { fingerprint, .. }) => fingerprint.as_ref().map(ToString::to_string),
        Cause::RosterFile(error) => of_whose(error),
        _ => None,
    }
}

/// Whose file, cert or key it is: a coordinator has those of many.
fn of_whose(error: &RosterFileError) -> Option<String> {
    let and = |name: &str, fingerprint: &Option<Fingerprint>| match fingerprint {
        Some(fingerprint) => format!("{}, {fingerprint}", inline(name)),
        None => inline(name),
    };
    match error {
        RosterFileError::Request(RequestError::Cert { handle, fingerprint, .. }) => {
            Some(and(handle.as_str(), fingerprint))
        }
        RosterFileError::Request(RequestError::Signature { handle, fingerprint }) => {
            Some(and(handle.as_str(), &Some(fingerprint.clone())))
        }
        RosterFileError::Cert { of, fingerprint, .. } => Some(and(of, fingerprint)),
        RosterFileError::NotText { path } | RosterFileError::LongRules { path } => {
            Some(inline(&path.display().to_string()))
        }
        RosterFileError::SameDevice { other } => Some(other.to_string()),
        RosterFileError::Unvouched { handles } => {
            Some(handles.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
        }
        _ => None,
    }
}

fn key(cause: &Cause) -> &'static str {
    match cause {
        Cause::Home(_) => "home",
        Cause::PassphraseFile(PassphraseFileError::Read(_)) => "passphrase-file",
        Cause::PassphraseFile(PassphraseFileError::Empty) => "passphrase-file-empty",
        Cause::Person(PersonError::NoTerminal) => "no-terminal",
        Cause::Person(PersonError::Interrupted) => "interrupted",
        Cause::Person(PersonError::Ask(_)) => "ask",
        Cause::Vault(error) => of_vault(error),
        Cause::Api(error) => of_api(error),
        Cause::Roster(error) => of_roster(*error),
        // The vault's own: it had to sign.
        Cause::Cert(error) => of_cert(*error),
        Cause::Init(InitError::Cert { cause, .. }) => of_cert(*cause),
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
        Cause::TextFile(error) => of_text_file(error),
        Cause::RosterFile(error) => of_roster_file(error),
        Cause::Publish(error) => of_publish(error),
        Cause::Unsettled(UnsettledError::Server(_)) => "unheard",
        Cause::Unsettled(UnsettledError::Left(_)) => "unheard-left",
        Cause::Unsettled(UnsettledError::Concerns(_)) => "unsettled",
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
        Cause::Keys(KeysError::OtherMachine) => "keys-other-machine",
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
        CertError::TooLarge => "cert-too-large",
        CertError::Expired => "cert-expired",
        CertError::Revoked => "cert-revoked",
        CertError::RevokedByAnother => "cert-revoked-by-another",
        CertError::NoUserId => "cert-no-user-id",
        CertError::Sha1 => "cert-sha1",
        CertError::Algorithm => "cert-algorithm",
        CertError::Weak => "cert-weak",
        CertError::NoEncryption => "cert-no-encryption",
        CertError::NoSigning => "cert-no-signing",
        CertError::Malformed | CertError::Passphrase => "cert-malformed",
        CertError::Backend => "cert-backend",
        CertError::NoSecret => "agent-no-key",
        CertError::Holder => "agent",
        CertError::HolderCancelled => "agent-cancelled",
        CertError::HolderCannotAsk => "agent-cannot-ask",
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
        VaultError::Broken(fault) => of_fault(fault),
        VaultError::OtherKeys(_) => "other-keys",
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

/// What helps depends on what is broken: keys come back from a backup, a network is joined again, the rest goes aside.
fn of_fault(fault: &Fault) -> &'static str {
    match fault.name() {
        _ if fault.goes_aside() => "vault-broken",
        "roster.age" => "vault-broken-roster",
        _ => "vault-broken-keys",
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
        ScratchError::NotText(encoding) => of_encoding(*encoding),
        ScratchError::File(_) => "scratch-file",
    }
}

fn of_text_file(error: &TextFileError) -> &'static str {
    match &error.fault {
        TextFault::Read(_) => "text-read",
        TextFault::NotFile(Thing::Folder) => "text-folder",
        TextFault::NotFile(Thing::Pipe) => "text-pipe",
        TextFault::NotFile(Thing::Socket) => "text-socket",
        TextFault::NotFile(Thing::Device) => "text-device",
        TextFault::TooLarge => "text-too-large",
        TextFault::Encoding(encoding) => of_encoding(*encoding),
    }
}

fn of_encoding(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::OneByte => "text-one-byte",
        Encoding::BrokenUtf16 => "text-broken-utf16",
        Encoding::Unmarked => "text-unmarked",
    }
}

fn of_reply(error: &ReplyError) -> &'static str {
    match error {
        ReplyError::NoMailbox => "no-mailbox",
        ReplyError::Empty => "reply-empty",
        ReplyError::TooLong => "reply-too-long",
        ReplyError::Until => "proof-until",
        ReplyError::Seal(_) | ReplyError::Slot(_) => "reply-seal",
        ReplyError::Journal => "reply-journal",
        ReplyError::Kept(_) => "reply-kept",
        ReplyError::Overtaken => "reply-overtaken",
        ReplyError::Late => "reply-late",
        ReplyError::NothingWaits => "reply-nothing-waits",
        ReplyError::ProofText(_) => "proof-text",
        ReplyError::ProofPictures => "proof-pictures",
    }
}

fn of_roster_file(error: &RosterFileError) -> &'static str {
    match error {
        RosterFileError::Read { .. } => "roster-read",
        RosterFileError::Write { .. } => "roster-write",
        RosterFileError::Exists => "roster-exists",
        RosterFileError::Missing => "roster-missing",
        RosterFileError::NotText { .. } => "text-one-byte",
        RosterFileError::LongRules { .. } => "roster-long-rules",
        RosterFileError::Title => "roster-title",
        RosterFileError::Untitled => "roster-untitled",
        RosterFileError::OwnRules => "roster-own-rules",
        RosterFileError::Form => "roster-form",
        RosterFileError::Unreadable => "roster-unreadable",
        RosterFileError::Request(RequestError::Malformed) => "roster-request",
        RosterFileError::Request(RequestError::Version) => "newer",
        RosterFileError::Request(RequestError::Signature { .. }) => "roster-request-signature",
        RosterFileError::Request(RequestError::Cert { cause, .. }) | RosterFileError::Cert { cause, .. } => {
            of_cert(*cause)
        }
        RosterFileError::SameDevice { .. } => "roster-same-device",
        RosterFileError::Unvouched { .. } => "roster-unvouched",
        RosterFileError::Section => "roster-section",
        RosterFileError::Editor => "roster-editor",
        RosterFileError::Root => "roster-root",
        RosterFileError::NoRoot => "roster-no-root",
        RosterFileError::Open(_) => "roster-open",
        RosterFileError::Seal(_) => "roster-seal",
        RosterFileError::Unsigned => "roster-too-few",
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
        for language in Language::all() {
            let words = Words::new(language);
            for key in &keys {
                assert!(words.find(&format!("error-{key}")).is_some(), "{}: error-{key}", language.tag());
            }
        }
    }

    #[test]
    fn every_verb_has_words_for_what_it_was_doing() {
        let grammar = <crate::cli::Cli as clap::CommandFactory>::command();
        let verbs: Vec<String> = grammar.get_subcommands().map(|verb| verb.get_name().to_owned()).collect();
        // What `Verb::name` gives is what is typed.
        let code = include_str!("../cli.rs").split("fn name(").nth(1).unwrap_or_default();
        let code = code.split("/// The grammar").next().unwrap_or_default();
        let named: Vec<&str> =
            code.split("=> \"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(named, verbs);
        for language in Language::all() {
            let words = Words::new(language);
            for verb in &verbs {
                assert!(words.find(&format!("doing-{verb}")).is_some(), "{}: doing-{verb}", language.tag());
            }
        }
    }

    #[test]
    fn a_failure_says_what_we_were_doing_and_the_next_step() {
        let failure = Failure { doing: "read", cause: Cause::Vault(VaultError::NoItem) };
        for language in Language::all() {
            let words = Words::new(language);
            let told = told(&words, &failure);
            assert!(told.message.starts_with(&words.say(key!("doing-read"), &[])));
            assert!(told.hint.is_some());
        }
    }
}
