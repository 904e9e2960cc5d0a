//! A place as an agenda has it: a name and an address. It knows places by their names alone, and takes the address that it knows,
//! whatever is sent along.

use serde_json::Value;

use crate::publish::event::no_place;

/// A place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) name: String,
    pub(super) address: String,
}

impl Place {
    /// Of what a source wrote: the name before the first comma, the address behind it.
    pub(super) fn of(text: Option<&str>, language: &str) -> Self {
        let text = text.map(on_one_line).filter(|text| !text.is_empty());
        let text = text.unwrap_or_else(|| no_place(language).to_owned());
        match text.split_once(',').map(|(name, address)| (name.trim(), address.trim())) {
            Some((name, address)) if !name.is_empty() && !address.is_empty() => {
                Self { name: name.to_owned(), address: address.to_owned() }
            }
            _ => Self { name: text.clone(), address: text },
        }
    }

    /// The same, unless the agenda knows another place by this name: then the name is the whole.
    pub(super) fn among(self, known: &[Value]) -> Self {
        let text = |place: &Value, field: &str| {
            on_one_line(place.get(field).and_then(Value::as_str).unwrap_or_default()).to_lowercase()
        };
        let is_other = |place: &&Value| {
            text(place, "name") == self.name.to_lowercase()
                && text(place, "address") != self.address.to_lowercase()
        };
        if self.name == self.address || known.iter().find(is_other).is_none() {
            return self;
        }
        Self { name: format!("{}, {}", self.name, self.address), ..self }
    }
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn place(name: &str, address: &str) -> Place {
        Place { name: name.to_owned(), address: address.to_owned() }
    }

    #[test]
    fn a_place_has_a_name_and_an_address() {
        let of = |text: &str| Place::of(Some(text), "fr");
        assert_eq!(of(" Maison du\nPeuple, rue X 3, Liège"), place("Maison du Peuple", "rue X 3, Liège"));
        assert_eq!(of("Turin"), place("Turin", "Turin"));
        assert_eq!(of("Turin,"), place("Turin,", "Turin,"));
        assert_eq!(Place::of(None, "fr-BE"), place("Lieu à préciser", "Lieu à préciser"));
    }

    #[test]
    fn another_place_of_the_same_name_is_another_place() {
        let known = [json!({ "name": "maison du peuple", "address": "Rue X 3,  Liège" })];
        let same = place("Maison du Peuple", "rue X 3, Liège");
        assert_eq!(same.clone().among(&known), same);
        let other = place("Maison du Peuple", "Huy");
        assert_eq!(other.clone().among(&[]), other);
        assert_eq!(other.among(&known), place("Maison du Peuple, Huy", "Huy"));
    }
}
