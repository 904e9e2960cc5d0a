//! What a day leaves and what passes, field by field, held against the list of all that may: `tests/fields.toml`. A field that the
//! list lacks is a fault; so is one that is finer than the list says, and a line of the list that nothing shows. Where the two engines keep
//! something differently, the list has it by engine, and each day is of one.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use rules::{Kept, Rule};

pub use http::{Api, exchange, page, request};
pub use value::{Value, from_hex};

pub mod files;
mod http;
mod nested;
mod packets;
pub mod postgres;
mod rules;
pub mod sqlite;
mod value;

/// The editors' API.
pub const EDITORS: Api = Api {
    name: "editors' API",
    names: &[("sections", "section"), ("forwarded", "section"), ("slots", "editor"), ("epochs", "editor")],
};
/// The sources'.
pub const SOURCES: Api = Api {
    name: "sources' API",
    names: &[("arrived", "form"), ("sections", "section"), ("uploads", "transfer")],
};

/// What keeps a day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Engine {
    /// `SQLite`, in the data folder.
    Sqlite,
    /// A PostgreSQL.
    Postgres,
}

/// A field of the list: what it may be, and why it is there where that is not plain.
struct Field {
    rule: Rule,
    said: String,
    why: Option<String>,
}

/// Fields by their names.
type Fields = BTreeMap<String, Field>;

/// A place where fields are: a table, a file, a message.
struct Place {
    name: String,
    readers: String,
    why: String,
    /// Whatever keeps it.
    fields: Fields,
    /// Of one engine alone.
    own: BTreeMap<Engine, Fields>,
}

/// The list, and what was seen of it.
pub struct Inventory {
    engine: Engine,
    places: Vec<Place>,
    seen: BTreeSet<(String, String)>,
    faults: BTreeSet<String>,
    /// What belongs to the day: names that its roster has.
    names: BTreeSet<String>,
}

impl Inventory {
    /// Reads the list, for a day that this engine keeps.
    ///
    /// # Panics
    /// Where it is not one.
    #[must_use]
    pub fn read(list: &str, engine: Engine, names: &[&str]) -> Self {
        let list: toml::Table = list.parse().expect("TOML");
        let places = list.get("place").and_then(toml::Value::as_array).expect("places");
        let places = places.iter().map(|place| Place::read(place.as_table().expect("a table"))).collect();
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        Self { engine, places, seen: BTreeSet::new(), faults: BTreeSet::new(), names }
    }

    /// Holds what was found against the list.
    pub fn see(&mut self, place: &str, field: &str, value: &Value) {
        let listed = self.places.iter().find(|listed| listed.name == place);
        let Some(listed) = listed.and_then(|listed| listed.field(field, self.engine)) else {
            self.faults.insert(format!("not listed: {place} | {field} = {}", value.shown()));
            return;
        };
        self.seen.insert((place.to_owned(), field.to_owned()));
        match listed.rule.keeps(value, &self.names) {
            Kept::Yes => {}
            Kept::No => {
                let said = &listed.said;
                self.faults.insert(format!("{place} | {field} is not {said}: {}", value.shown()));
            }
            Kept::As(within) => match nested::fields(value) {
                Some(fields) => fields.iter().for_each(|(field, value)| self.see(&within, field, value)),
                None => {
                    self.faults.insert(format!("{place} | {field} is of no known format: {}", value.shown()));
                }
            },
        }
    }

    /// The same for many of one place.
    pub fn see_all(&mut self, place: &str, fields: impl IntoIterator<Item = (String, Value)>) {
        fields.into_iter().for_each(|(field, value)| self.see(place, &field, &value));
    }

    /// All that is wrong: what was found against the list, and what of the list was not found in places whose names begin so.
    #[must_use]
    pub fn faults(mut self, whole: &[&str]) -> Vec<String> {
        let is_whole = |place: &&Place| whole.iter().any(|whole| place.name.starts_with(whole));
        for place in self.places.iter().filter(is_whole) {
            for field in place.of(self.engine).flat_map(Fields::keys) {
                if !self.seen.contains(&(place.name.clone(), field.clone())) {
                    self.faults.insert(format!("nothing shows it: {} | {field}", place.name));
                }
            }
        }
        self.faults.into_iter().collect()
    }

    /// The list as people read it.
    #[must_use]
    pub fn table(&self) -> String {
        let mut table =
            "| where | who can read it | fields, and how fine they may be | why |\n|---|---|---|---|\n"
                .to_owned();
        for place in &self.places {
            let Place { name, readers, why, .. } = place;
            writeln!(table, "| {name} | {readers} | {} | {why} |", place.shown()).expect("text");
        }
        table
    }
}

impl Place {
    fn read(table: &toml::Table) -> Self {
        let text = |name: &str| {
            let text = table.get(name).and_then(toml::Value::as_str);
            text.unwrap_or_else(|| panic!("{name} of {table}")).to_owned()
        };
        let fields = |name: &str| -> Fields {
            let fields = table.get(name).and_then(toml::Value::as_table).into_iter().flatten();
            fields.map(|(name, field)| (name.clone(), Field::read(field))).collect()
        };
        let own =
            BTreeMap::from([(Engine::Sqlite, fields("sqlite")), (Engine::Postgres, fields("postgresql"))]);
        let (name, readers, why) = (text("name"), text("readers"), text("why"));
        Self { name, readers, why, fields: fields("fields"), own }
    }

    /// The fields that it has with an engine.
    fn of(&self, engine: Engine) -> impl Iterator<Item = &Fields> {
        [Some(&self.fields), self.own.get(&engine)].into_iter().flatten()
    }

    fn field(&self, name: &str, engine: Engine) -> Option<&Field> {
        self.of(engine).find_map(|fields| fields.get(name))
    }

    /// All its fields: what both engines have, then what each has alone.
    fn shown(&self) -> String {
        let all = |fields: &Fields| {
            let fields: Vec<String> = fields.iter().map(|(name, field)| field.shown(name)).collect();
            fields.join("; ")
        };
        let own = |engine, whose: &str| {
            let fields = self.own.get(&engine).filter(|fields| !fields.is_empty());
            fields.map(|fields| format!("{whose}: {}", all(fields)))
        };
        let both = (!self.fields.is_empty()).then(|| all(&self.fields));
        let parts = [both, own(Engine::Sqlite, "SQLite"), own(Engine::Postgres, "PostgreSQL")];
        parts.into_iter().flatten().collect::<Vec<_>>().join(". ")
    }
}

impl Field {
    /// `"a day"`, or `["a day", "why it is there"]`.
    fn read(said: &toml::Value) -> Self {
        let parts = match said {
            toml::Value::Array(parts) => parts.as_slice(),
            one => std::slice::from_ref(one),
        };
        let mut texts = parts.iter().map(|part| part.as_str().expect("text").to_owned());
        let said = texts.next().expect("a rule");
        Self { rule: Rule::of(&said), said, why: texts.next() }
    }

    fn shown(&self, name: &str) -> String {
        let why = self.why.as_ref().map_or_else(String::new, |why| format!(": {why}"));
        format!("`{name}` {}{why}", self.said.trim_start_matches("as: "))
    }
}
