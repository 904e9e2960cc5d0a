//! What changed from one roster to another: what a coordinator looks at before signing. Every field of a roster is taken
//! apart by name here, so that one more field is a place that does not compile.

use std::collections::BTreeMap;

use estafette_keys::roster::{Addresses, Editor, Root, RosterBody, Section};

use crate::plan::roster::{Change, Field};

/// From the old one to the new.
#[must_use]
pub(super) fn between(old: &RosterBody, new: &RosterBody) -> Vec<Change> {
    let mut changes = Changes(Vec::new());
    let RosterBody {
        instance,
        number,
        previous,
        expires,
        addresses,
        threshold,
        silence,
        roots,
        sections,
        editors,
    } = new;
    let Addresses { source, editors: editors_address } = addresses;
    let some = |value: &dyn ToString| Some(value.to_string());
    changes.value(Field::Instance, "", some(&old.instance), some(instance));
    changes.value(Field::Number, "", some(&old.number), some(number));
    changes.value(Field::Previous, "", old.previous.clone(), previous.clone());
    changes.value(Field::Expires, "", some(&old.expires), some(expires));
    changes.value(Field::Threshold, "", some(&old.threshold), some(threshold));
    changes.value(Field::Silence, "", some(&old.silence), some(silence));
    changes.value(Field::AddressSource, "", old.addresses.source.clone(), source.clone());
    changes.value(Field::AddressEditors, "", old.addresses.editors.clone(), editors_address.clone());

    let id = |root: &Root| root.cert.fingerprint();
    for root in roots {
        changes.root(old.roots.iter().find(|known| id(known) == id(root)), root);
    }
    for root in old.roots.iter().filter(|known| !roots.iter().any(|root| id(root) == id(known))) {
        changes.add(Field::RootRemoved, &root.name, some(&id(root)), None);
    }
    for section in sections {
        changes.section(old.sections.iter().find(|known| known.name == section.name), section);
    }
    for section in old.sections.iter().filter(|known| !sections.iter().any(|new| new.name == known.name)) {
        changes.add(Field::SectionRemoved, section.name.as_str(), None, None);
    }
    for editor in editors {
        changes.editor(old.editors.iter().find(|known| known.handle == editor.handle), editor);
    }
    for editor in old.editors.iter().filter(|known| !editors.iter().any(|new| new.handle == known.handle)) {
        changes.add(Field::EditorRemoved, editor.handle.as_str(), some(&editor.cert.fingerprint()), None);
    }
    // Whatever else the signature covers.
    if changes.0.is_empty() && old.to_text() != new.to_text() {
        let is_ordered = sorted(old).to_text() == sorted(new).to_text();
        changes.add(if is_ordered { Field::Order } else { Field::Other }, "", None, None);
    } else if order(old, new) != order(new, old) {
        changes.add(Field::Order, "", None, None);
    }
    changes.0
}

/// The names of `a` that `b` has too, in the order of `a`.
fn order(a: &RosterBody, b: &RosterBody) -> [Vec<String>; 3] {
    let names = |body: &RosterBody| {
        [
            body.roots.iter().map(|root| root.cert.fingerprint().to_string()).collect::<Vec<_>>(),
            body.sections.iter().map(|section| section.name.to_string()).collect(),
            body.editors.iter().map(|editor| editor.handle.to_string()).collect(),
        ]
    };
    let there = names(b);
    let mut here = names(a);
    for (here, there) in here.iter_mut().zip(&there) {
        here.retain(|name| there.contains(name));
    }
    here
}

fn sorted(body: &RosterBody) -> RosterBody {
    let mut body = body.clone();
    body.roots.sort_by_key(|root| root.cert.fingerprint());
    body.sections.sort_by(|a, b| a.name.as_str().cmp(b.name.as_str()));
    body.editors.sort_by(|a, b| a.handle.cmp(&b.handle));
    body
}

struct Changes(Vec<Change>);

impl Changes {
    fn add(&mut self, field: Field, of: &str, old: Option<String>, new: Option<String>) {
        self.0.push(Change { field, of: of.to_owned(), old, new });
    }

    fn value(&mut self, field: Field, of: &str, old: Option<String>, new: Option<String>) {
        if old != new {
            self.add(field, of, old, new);
        }
    }

    fn root(&mut self, old: Option<&Root>, new: &Root) {
        let Root { name, cert } = new;
        let Some(old) = old else {
            return self.add(Field::RootAdded, name, None, Some(cert.fingerprint().to_string()));
        };
        self.value(
            Field::RootName,
            &cert.fingerprint().to_string(),
            Some(old.name.clone()),
            Some(name.clone()),
        );
        if old.cert.armored() != cert.armored() {
            self.add(Field::RootCert, name, None, Some(cert.fingerprint().to_string()));
        }
    }

    fn section(&mut self, old: Option<&Section>, new: &Section) {
        let Section {
            name,
            retention_days,
            liveness_weeks,
            unread_days,
            site,
            silence,
            languages,
            titles,
            rules,
        } = new;
        let name = name.as_str();
        if old.is_none() {
            self.add(Field::SectionAdded, name, None, None);
        }
        let days = old.map(|old| old.retention_days.to_string());
        self.value(Field::SectionRetention, name, days, Some(retention_days.to_string()));
        let weeks = |weeks: Option<u8>| weeks.map(|weeks| weeks.to_string());
        self.value(
            Field::SectionLiveness,
            name,
            weeks(old.and_then(|old| old.liveness_weeks)),
            weeks(*liveness_weeks),
        );
        let unread = |days: Option<u16>| days.map(|days| days.to_string());
        let was = unread(old.and_then(|old| old.unread_days));
        self.value(Field::SectionUnread, name, was, unread(*unread_days));
        let was = old.and_then(|old| old.site.as_ref()).map(ToString::to_string);
        self.value(Field::SectionSite, name, was, site.as_ref().map(ToString::to_string));
        let was = old.and_then(|old| old.silence).map(|silence| silence.to_string());
        self.value(Field::SectionSilence, name, was, silence.map(|silence| silence.to_string()));
        let tags = |section: &[estafette_keys::message::LanguageTag]| {
            section.iter().map(|tag| tag.as_str().to_owned()).collect::<Vec<_>>().join(", ")
        };
        self.value(Field::SectionLanguages, name, old.map(|old| tags(&old.languages)), Some(tags(languages)));
        let none = BTreeMap::new();
        self.texts(Field::SectionTitle, name, old.map_or(&none, |old| &old.titles), titles);
        self.texts(Field::SectionRules, name, old.map_or(&none, |old| &old.rules), rules);
    }

    fn texts(
        &mut self,
        field: Field,
        section: &str,
        old: &BTreeMap<String, String>,
        new: &BTreeMap<String, String>,
    ) {
        let mut tags: Vec<&String> = old.keys().chain(new.keys()).collect();
        tags.sort_unstable();
        tags.dedup();
        for tag in tags {
            self.value(field, &format!("{section} ({tag})"), old.get(tag).cloned(), new.get(tag).cloned());
        }
    }

    fn editor(&mut self, old: Option<&Editor>, new: &Editor) {
        let Editor { handle, device, sections, cert } = new;
        let handle = handle.as_str();
        if old.is_none() {
            self.add(Field::EditorAdded, handle, None, None);
        }
        self.value(Field::EditorDevice, handle, old.map(|old| old.device.to_hex()), Some(device.to_hex()));
        let (was, is) = (old.map(|old| old.cert.fingerprint().to_string()), cert.fingerprint().to_string());
        if was.as_ref() == Some(&is) {
            if old.is_some_and(|old| old.cert.armored() != cert.armored()) {
                self.add(Field::EditorCertRenewed, handle, None, Some(is));
            }
        } else {
            self.add(Field::EditorCert, handle, was, Some(is));
        }
        let names = |editor: &[estafette_keys::message::SectionName]| {
            editor.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        };
        self.value(Field::EditorSections, handle, old.map(|old| names(&old.sections)), Some(names(sections)));
    }
}

#[cfg(test)]
mod tests {
    use estafette_keys::ids::InstanceId;
    use estafette_keys::openpgp::SecretCert;
    use estafette_keys::signing::DeviceKey;
    use estafette_keys::silence::Silence;
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    use super::*;

    const NOW: i64 = 1_795_176_000;

    fn root(name: &str) -> Root {
        let cert = SecretCert::generate_root(name, NOW).expect("a root").cert();
        Root { name: name.to_owned(), cert }
    }

    fn editor(handle: &str, seed: u64) -> Editor {
        Editor {
            handle: handle.parse().expect("a handle"),
            device: DeviceKey::generate(&mut StdRng::seed_from_u64(seed)).public(),
            sections: vec!["rivage".parse().expect("a section")],
            cert: SecretCert::generate(handle, NOW).expect("a cert").cert(),
        }
    }

    fn section(name: &str) -> Section {
        Section {
            name: name.parse().expect("a section"),
            retention_days: 30,
            liveness_weeks: Some(3),
            unread_days: None,
            site: None,
            silence: None,
            languages: vec!["fr".parse().expect("a tag"), "en".parse().expect("a tag")],
            titles: BTreeMap::from([("fr".into(), "Rivage".into()), ("en".into(), "Shore".into())]),
            rules: BTreeMap::from([("fr".into(), "Deux paragraphes.\nPas de noms.\n".into())]),
        }
    }

    fn body() -> RosterBody {
        RosterBody {
            instance: InstanceId::from_bytes([1; 16]),
            number: 2,
            previous: Some("0".repeat(64)),
            expires: "2027-11-20".parse().expect("a day"),
            addresses: Addresses { source: Some("a.onion".into()), editors: Some("b.onion".into()) },
            threshold: 1,
            silence: Silence::Yes,
            roots: vec![root("un"), root("deux")],
            sections: vec![section("rivage"), section("colline")],
            editors: vec![editor("anna", 1), editor("berta", 2)],
        }
    }

    type Mutation = fn(&mut RosterBody);

    fn fields(old: &RosterBody, new: &RosterBody) -> Vec<Field> {
        between(old, new).iter().map(|change| change.field).collect()
    }

    #[test]
    fn whatever_is_changed_is_shown_with_what_it_was() {
        let old = body();
        let mutations: &[(Field, Mutation)] = &[
            (Field::Instance, |new| new.instance = InstanceId::from_bytes([2; 16])),
            (Field::Number, |new| new.number = 3),
            (Field::Previous, |new| new.previous = Some("1".repeat(64))),
            (Field::Expires, |new| new.expires = new.expires.plus_days(1)),
            (Field::Threshold, |new| new.threshold = 2),
            (Field::AddressSource, |new| new.addresses.source = Some("c.onion".into())),
            (Field::AddressSource, |new| new.addresses.source = None),
            (Field::AddressEditors, |new| new.addresses.editors = Some("c.onion".into())),
            (Field::RootAdded, |new| new.roots.push(root("trois"))),
            (Field::RootRemoved, |new| drop(new.roots.pop())),
            (Field::RootName, |new| new.roots[0].name = "autre".into()),
            (Field::SectionAdded, |new| new.sections.push(section("lac"))),
            (Field::SectionRemoved, |new| drop(new.sections.pop())),
            (Field::SectionRetention, |new| new.sections[1].retention_days = 31),
            (Field::SectionLiveness, |new| new.sections[1].liveness_weeks = None),
            (Field::SectionUnread, |new| new.sections[1].unread_days = Some(14)),
            (Field::Silence, |new| new.silence = Silence::No),
            (Field::SectionSite, |new| {
                new.sections[1].site = Some("https://rivage.example".parse().expect("a site"));
            }),
            (Field::SectionSilence, |new| new.sections[1].silence = Some(Silence::Yes)),
            (Field::SectionLanguages, |new| new.sections[1].languages.swap(0, 1)),
            (Field::SectionTitle, |new| drop(new.sections[1].titles.insert("en".into(), "Hill".into()))),
            (Field::SectionRules, |new| {
                drop(new.sections[1].rules.insert("fr".into(), "Une ligne.\n".into()));
            }),
            (Field::SectionRules, |new| new.sections[1].rules.clear()),
            (Field::EditorAdded, |new| new.editors.push(editor("clara", 3))),
            (Field::EditorRemoved, |new| drop(new.editors.pop())),
            (Field::EditorDevice, |new| new.editors[1].device = editor("x", 9).device),
            (Field::EditorCert, |new| new.editors[1].cert = editor("berta", 9).cert),
            (Field::EditorSections, |new| new.editors[1].sections.clear()),
            (Field::Order, |new| new.roots.reverse()),
            (Field::Order, |new| new.sections.reverse()),
            (Field::Order, |new| new.editors.reverse()),
        ];
        for (field, mutate) in mutations {
            let mut new = old.clone();
            mutate(&mut new);
            assert_eq!(fields(&old, &new).first(), Some(field), "{}", field.name());
        }
        assert!(between(&old, &old).is_empty());
        // Those that the list above can't make: a cert that says something else under the same fingerprint, and the rest.
        let hard = [Field::RootCert, Field::EditorCertRenewed, Field::Other];
        for field in Field::ALL.iter().filter(|field| !hard.contains(field)) {
            assert!(mutations.iter().any(|(made, _)| made == field), "{} is never made", field.name());
        }
    }

    #[test]
    fn who_is_new_is_shown_whole() {
        let old = body();
        let mut new = old.clone();
        new.editors.push(editor("clara", 3));
        new.sections.push(section("lac"));
        let shown = fields(&old, &new);
        for field in [
            Field::EditorAdded,
            Field::EditorDevice,
            Field::EditorCert,
            Field::EditorSections,
            Field::SectionAdded,
            Field::SectionRetention,
            Field::SectionLiveness,
            Field::SectionTitle,
            Field::SectionRules,
        ] {
            assert!(shown.contains(&field), "{}", field.name());
        }
    }
}
