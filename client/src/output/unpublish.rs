//! `estafette unpublish`, shown.

use serde_json::Value;

use super::publish;
use super::screen::Screen;
use crate::commands::unpublish::Taken;

pub(super) fn human(screen: &Screen, taken: &Taken) -> String {
    taken.0.iter().map(|outcome| publish::human(screen, outcome)).collect()
}

pub(super) fn json(screen: &Screen, taken: &Taken) -> Value {
    Value::Array(taken.0.iter().map(|outcome| publish::json(screen, outcome)).collect())
}
