//! `POST /{language}/replies/write`: the form of a follow-up, under the codename that was entered.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use estafette_keys::message::{Kind, SectionName};
use serde::Deserialize;

use super::SourceToken;
use crate::source::Source;
use crate::source::asked::{Asked, Field, Filled};
use crate::source::problem::{Problem, or_refused};
use crate::source::write::Intake;

/// To which section, and what.
#[derive(Deserialize)]
pub(crate) struct WriteForm {
    #[serde(default)]
    token: SourceToken,
    #[serde(default)]
    section: Field<SectionName>,
    #[serde(default)]
    kind: Field<Kind>,
}

/// The empty form.
pub(crate) async fn post(
    State(source): State<Arc<Source>>,
    asked: Asked,
    Filled(form): Filled<WriteForm>,
) -> Response {
    or_refused(&source, &asked.language, form.page(&source, &asked))
}

impl WriteForm {
    fn page(self, source: &Source, asked: &Asked) -> Result<Response, Problem> {
        self.token.keys(source)?;
        let section = source.section(self.section.found()?.as_str()).ok_or(Problem::NotFound)?;
        let (language, circuit, kind) = (&asked.language, asked.circuit, self.kind.found()?);
        let place = Intake { source, section: &section, language, kind, circuit, length: 0 };
        Ok(place.empty(Some(self.token.as_str())))
    }
}
