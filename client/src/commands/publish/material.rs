//! What an item becomes on any site: what its mandate allows, in the words that it asks for, with the pictures that somebody
//! reviewed.

use estafette_keys::day::Day;
use estafette_keys::envelope::ItemKey;
use estafette_keys::hex;
use estafette_keys::message::{Mandate, Publish as Allowed};
use sha2::{Digest, Sha256};

use super::source::{Source, not_ready, source};
use crate::commands::chosen::Chosen;
use crate::commands::draft::{is_as_written, is_typed};
use crate::commands::sheet::DraftText;
use crate::failure::Cause;
use crate::failure::Change;
use crate::pictures::Number;
use crate::pictures::kind::Kind as PictureKind;
use crate::plan::publish::{Known, Plan};
use crate::publish::changes::changes;
use crate::publish::cleaning::{cleaned, cleaned_line};
use crate::publish::consent::{Unanswered, Version};
use crate::publish::target::{Content, Picture, Proposal};
use crate::publish::{PublishError, html, markdown, shown};
use crate::session::Session;
use crate::transcript::marks;
use crate::vault::{Gone, Item, Keyring, Prepared, ShortId, State, Vault};

/// What is published, and what has to be known of it.
pub(in crate::commands) struct Material {
    pub(in crate::commands) content: Content,
    pub(in crate::commands) mandate: Mandate,
    /// The text as its source wrote it, where it stays so: what is shown is not escaped for a site.
    pub(in crate::commands) written: Option<String>,
    /// The pictures that the text was read in, where it was.
    pub(in crate::commands) read_in: Vec<Number>,
    /// Where what a site is given is no longer what its source wrote, where it must stay so.
    pub(in crate::commands) changes: Option<Vec<Change>>,
    pub(in crate::commands) known: Known,
    /// What no answer means from now on, by the roster and by what it is.
    pub(in crate::commands) unanswered: Unanswered,
    rules: Option<String>,
    gone: Option<Gone>,
}

/// Reads an item, and refuses what may not be published. An item that must wait is refused, unless it `may_wait`.
pub(in crate::commands) fn material(
    session: &Session<'_>,
    vault: &Vault,
    item: &Item<'_>,
    state: &State,
    asked: &Chosen,
    may_wait: bool,
) -> Result<Material, Cause> {
    let joined = vault.joined()?;
    let keyring = vault.keyring(&joined)?;
    let key = item.key(&keyring, state)?;
    let pictures = pictures(item, &keyring, state, &key, asked)?;
    let is_picture = |number: &&Number| pictures.iter().any(|picture| picture.number.file == number.file);
    let texts: Vec<Number> = asked.with_file.iter().filter(|number| !is_picture(number)).copied().collect();
    // A text has no pages here.
    if texts.iter().any(|number| number.page.is_some()) {
        return Err(PublishError::NoSuchFile.into());
    }
    let texts: Vec<u32> = texts.iter().map(|number| number.file).collect();
    let (source, files) = source(item, &keyring, state, &texts)?;
    check_mandate(&source.mandate, session.clock.today(), may_wait)?;

    let drafted = item.draft(&key)?;
    let draft = drafted.as_ref().map(|drafted| DraftText::parse(&drafted.text));
    let signature = source.mandate.sign_as.as_ref().map(|line| cleaned_line(line.as_str()));
    let from_pictures = drafted.as_ref().and_then(|drafted| drafted.from.as_ref());
    let typed = source.text.clone();
    let (source, read_in) = match (&draft, from_pictures) {
        // The letter is in the pictures, and the draft is what is written there.
        (Some(draft), Some(from)) => (as_read(source, draft)?, from.pictures.clone()),
        _ => (source, Vec::new()),
    };
    let body = body(&source, draft.as_ref(), signature.as_deref())?;
    let title = title(asked, draft.as_ref(), &source)?;
    if !read_in.is_empty() && marks::count(&title) > 0 {
        return Err(PublishError::Unsure(marks::count(&title)).into());
    }
    let written = is_as_written(source.kind, &source.mandate).then(|| {
        let signature = signature.iter().map(|line| format!("\n\n— {line}"));
        cleaned(&source.text).trim().to_owned() + &signature.collect::<String>()
    });
    // A text that was read in a picture is held against what was typed beside it, where anything was.
    let changes = (written.is_some() && !typed.trim().is_empty()).then(|| {
        let shown = shown::text(&html::page(&body, &source.language));
        let added = signature.iter().map(|line| format!("— {line}")).find(|line| shown.ends_with(line));
        changes(&format!("{typed}\n{}", added.unwrap_or_default()), &shown)
    });
    let is_changed = changes.as_ref().is_some_and(|changes| !changes.is_empty());
    let is_replaced = !read_in.is_empty() && is_changed && is_typed(&typed);
    let section = state.section_of(&joined.roster, &keyring.secrets().handle);
    let rules = joined.roster.section(section);
    let rules = rules.and_then(|section| section.rules(session.config.language.tag())).map(str::to_owned);
    let content = Content {
        short: ShortId::of(item.id(), &vault.ids()?),
        section: section.as_str().to_owned(),
        kind: source.kind.name(),
        as_written: is_as_written(source.kind, &source.mandate),
        language: source.language,
        title,
        body,
        signature,
        event: source.event,
        entry: None,
        publish_from: source.publish_from,
        not_before: source.mandate.not_before,
        files,
        pictures,
    };
    let (mandate, known) = (source.mandate, Known::default());
    // What its silence meant to the section that its source chose, it means to the one that deals with it; a no of either is one.
    let silence = |section| joined.roster.body().silence(section);
    let unanswered = Unanswered::of(source.kind, silence(&state.section)).and(Some(silence(section)));
    let gone = state.gone.clone();
    let mut material =
        Material { content, mandate, written, read_in, changes, known, unanswered, rules, gone };
    let version = material.version();
    let version = (&version, is_replaced);
    let own = (&joined, &keyring);
    material.known = Known::of(session, vault, own, (item, state), version, unanswered, asked)?;
    Ok(material)
}

impl Material {
    /// What a proof shows: title, text, pictures, text files.
    pub(in crate::commands) fn version(&self) -> Version {
        let content = &self.content;
        let words = [content.title.as_bytes(), content.body.as_bytes()];
        let pictures = content.pictures.iter().flat_map(|picture| [picture.alt.as_bytes(), &picture.file]);
        let files = content.files.iter().flat_map(|file| [file.name.as_bytes(), &file.bytes]);
        Version { whole: hash(words.into_iter().chain(pictures).chain(files)), text: hash(words) }
    }

    /// What goes to a site, and the plan of it, once the site says where and how.
    pub(in crate::commands) fn split(self) -> (Content, impl FnOnce(Proposal) -> Plan) {
        let Self { content, mandate, written, read_in, changes, known, rules, gone, .. } = self;
        let (short, title, body) = (content.short.clone(), content.title.clone(), content.body.clone());
        // What stays as it was written is shown as it was written, not as a site's Markdown has it.
        let body = written.unwrap_or(body);
        let (signature, files) = (content.signature.clone(), content.files.len());
        let pictures = content.pictures.iter().map(|picture| picture.alt.clone()).collect();
        let unseen = content.pictures.iter().filter(|picture| !picture.seen);
        let unseen = unseen.map(|picture| picture.number).collect();
        let plan = move |proposal| Plan {
            short,
            mandate,
            proposal,
            title,
            signature,
            body,
            read_in,
            changes,
            files,
            pictures,
            is_cancelled: false,
            gone,
            known,
            unseen,
            rules,
        };
        (content, plan)
    }
}

fn hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    hex::encode(&hasher.finalize())
}

/// Those that were asked for, each reviewed, each with words for who doesn't see it.
fn pictures(
    item: &Item<'_>,
    keyring: &Keyring,
    state: &State,
    key: &ItemKey,
    asked: &Chosen,
) -> Result<Vec<Picture>, Cause> {
    let found = super::source::picture_numbers(item, keyring, state)?;
    let prepared = item.pictures(key)?;
    let mut pictures = Vec::new();
    for (file, kind) in found {
        let named: Vec<&Number> = asked.with_file.iter().filter(|number| number.file == file).collect();
        let is_wanted = |number: Number| {
            asked.with_pictures || named.iter().any(|named| named.page.is_none() || **named == number)
        };
        if named.is_empty() && !asked.with_pictures {
            continue;
        }
        let of_file = prepared.iter().filter(|picture| picture.number.file == file);
        let wanted: Vec<&Prepared> = of_file.filter(|picture| is_wanted(picture.number)).collect();
        if let Some(missing) = named
            .iter()
            .find(|named| named.page.is_some() && wanted.iter().all(|picture| picture.number != ***named))
        {
            return Err(PublishError::NotReviewed(**missing).into());
        }
        // Pages go along where somebody chose to make them new: most papers that are sent are for reading only.
        if wanted.is_empty() && !(kind == PictureKind::Pdf && named.is_empty()) {
            return Err(not_ready(file, kind).into());
        }
        for picture in wanted {
            pictures.push(reviewed(item, key, picture)?);
        }
    }
    Ok(pictures)
}

/// A picture that somebody looked over, with words for who doesn't see it.
fn reviewed(item: &Item<'_>, key: &ItemKey, picture: &Prepared) -> Result<Picture, Cause> {
    let number = picture.number;
    if !picture.reviewed {
        return Err(PublishError::NotReviewed(number).into());
    }
    let alt = picture.alt.as_ref().map(|alt| cleaned_line(alt)).filter(|alt| !alt.trim().is_empty());
    let alt = alt.ok_or(PublishError::NoAlt(number))?;
    let file = item.picture(key, number)?;
    Ok(Picture { number, format: picture.format, alt, file, seen: picture.seen })
}

/// Without a mandate nothing is published; against it neither.
fn check_mandate(mandate: &Mandate, today: Day, may_wait: bool) -> Result<(), PublishError> {
    match (mandate.publish, mandate.not_before) {
        (Allowed::Background, _) => Err(PublishError::Background),
        (_, Some(day)) if day > today && !may_wait => Err(PublishError::NotBefore(day)),
        _ => Ok(()),
    }
}

fn title(asked: &Chosen, draft: Option<&DraftText<'_>>, source: &Source) -> Result<String, PublishError> {
    let title =
        asked.title.as_deref().or_else(|| draft.and_then(|draft| draft.title)).unwrap_or(&source.title);
    let title = cleaned_line(title);
    if title.is_empty() { Err(PublishError::NoTitle) } else { Ok(title) }
}

/// The Markdown of the page: the source's own words where they must stay, else the draft's.
fn body(
    source: &Source,
    draft: Option<&DraftText<'_>>,
    signature: Option<&str>,
) -> Result<String, PublishError> {
    let mut body = if is_as_written(source.kind, &source.mandate) {
        let written = cleaned(&source.text);
        if let Some(draft) = draft.filter(|draft| !is_same_text(&cleaned(draft.body), &written)) {
            return Err(PublishError::Rewritten(changes(&written, &cleaned(draft.body))));
        }
        markdown::from_plain(&written)
    } else {
        let draft = draft.ok_or(PublishError::NoDraft)?;
        markdown::harmless(&cleaned(draft.body))
    };
    if body.trim().is_empty() {
        return Err(PublishError::Empty);
    }
    if let Some(signature) = signature {
        let signature = markdown::from_plain(signature);
        if !body.contains(&signature) {
            body = format!("{}\n\n— {signature}", body.trim_end());
        }
    }
    Ok(body)
}

/// A letter that was read in pictures: its text is the draft's, once nobody is unsure of a word.
fn as_read(source: Source, draft: &DraftText<'_>) -> Result<Source, PublishError> {
    match marks::count(draft.body) {
        0 => Ok(Source { text: draft.body.to_owned(), ..source }),
        unsure => Err(PublishError::Unsure(unsure)),
    }
}

/// White space at the ends of lines is nobody's word.
fn is_same_text(a: &str, b: &str) -> bool {
    let lines =
        |text: &str| -> Vec<String> { text.trim().lines().map(|line| line.trim_end().to_owned()).collect() };
    lines(a) == lines(b)
}

#[cfg(test)]
mod tests {
    use estafette_keys::message::Kind;

    use super::*;

    fn source(kind: Kind, publish: Allowed) -> Source {
        Source {
            kind,
            mandate: Mandate { publish, not_before: None, sign_as: None },
            language: "fr".into(),
            title: String::new(),
            text: "Ligne *une*\nligne deux \n".into(),
            event: None,
            publish_from: None,
        }
    }

    fn draft(body: &str) -> DraftText<'_> {
        DraftText { title: None, body }
    }

    #[test]
    fn what_must_stay_as_written_is_not_rewritten() {
        for source in [source(Kind::Prisoner, Allowed::Edited), source(Kind::Tip, Allowed::AsWritten)] {
            assert_eq!(body(&source, None, None).ok().as_deref(), Some("Ligne \\*une\\*\\\nligne deux"));
            assert!(body(&source, Some(&draft("Ligne *une*\nligne deux")), None).is_ok());
            let rewritten = body(&source, Some(&draft("Ligne une, ligne deux")), None);
            assert!(matches!(rewritten, Err(PublishError::Rewritten(changes)) if changes.len() == 1));
        }
    }

    #[test]
    fn what_was_read_in_a_picture_is_published_once_no_word_is_marked() {
        for publish in [Allowed::AsWritten, Allowed::Edited] {
            let unsure = draft("Cher [?carnarade?], merci *à* [?tous?].");
            let read = as_read(source(Kind::Prisoner, publish), &unsure);
            assert!(matches!(read, Err(PublishError::Unsure(2))));
            let sure = draft("Cher camarade, merci *à* tous.\nVive [illisible] [?]");
            let read = as_read(source(Kind::Prisoner, publish), &sure).expect("nothing is unsure");
            let published = body(&read, Some(&sure), None).expect("it is published");
            assert!(published.starts_with("Cher camarade, merci \\*à\\* tous."), "{published}");
        }
    }

    #[test]
    fn what_is_edited_needs_a_draft() {
        let source = source(Kind::Communique, Allowed::Edited);
        assert!(matches!(body(&source, None, None), Err(PublishError::NoDraft)));
        assert!(matches!(body(&source, Some(&draft("<!-- -->")), None), Err(PublishError::Empty)));
        assert_eq!(
            body(&source, Some(&draft("Deux *phrases*.")), None).ok().as_deref(),
            Some("Deux *phrases*.")
        );
    }

    #[test]
    fn a_signature_stands_once() {
        let source = source(Kind::Communique, Allowed::Edited);
        let signed = |text: &str| body(&source, Some(&draft(text)), Some("Des soutiens")).ok();
        assert_eq!(signed("Texte.").as_deref(), Some("Texte.\n\n— Des soutiens"));
        assert_eq!(signed("Texte.\n\nDes soutiens").as_deref(), Some("Texte.\n\nDes soutiens"));
    }

    #[test]
    fn nothing_goes_against_the_mandate() {
        let today: Day = "2026-11-21".parse().expect("a day");
        let mandate = |publish, not_before: Option<Day>| Mandate { publish, not_before, sign_as: None };
        assert!(matches!(
            check_mandate(&mandate(Allowed::Background, None), today, false),
            Err(PublishError::Background)
        ));
        let tomorrow = mandate(Allowed::Edited, Some(today.plus_days(1)));
        assert!(matches!(check_mandate(&tomorrow, today, false), Err(PublishError::NotBefore(_))));
        assert!(check_mandate(&mandate(Allowed::Edited, Some(today)), today, false).is_ok());
    }
}
