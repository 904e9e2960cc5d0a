//! Extractors: what an address and a small form say. Where they are not valid, the answer is a page in the visitor's language.

use std::str::FromStr;
use std::sync::Arc;

use axum::Form;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::response::Response;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

use super::Source;
use super::problem::{Problem, language_of, refuse};
use crate::circuit::Circuit;
use crate::form::FormFault;

/// What an address names. The language is one that the pages have; the rest is as it was asked for.
#[derive(Deserialize)]
pub(crate) struct Asked {
    pub(super) language: String,
    #[serde(default)]
    pub(super) section: String,
    #[serde(default)]
    pub(super) kind: String,
    #[serde(default)]
    pub(super) form: String,
    /// By which Tor circuit.
    #[serde(skip)]
    pub(super) circuit: Option<Circuit>,
}

impl FromRequestParts<Arc<Source>> for Asked {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, source: &Arc<Source>) -> Result<Self, Response> {
        match Path::<Self>::from_request_parts(parts, source).await {
            Ok(Path(asked)) if source.words.locale(&asked.language).is_some() => {
                Ok(Self { circuit: parts.extensions.get().copied(), ..asked })
            }
            _ => Err(refuse(source, language_of(&parts.uri), Problem::NotFound)),
        }
    }
}

/// A form without files.
pub(crate) struct Filled<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequest<Arc<Source>> for Filled<T> {
    type Rejection = Response;

    async fn from_request(request: Request, source: &Arc<Source>) -> Result<Self, Response> {
        let uri = request.uri().clone();
        match Form::from_request(request, source).await {
            Ok(Form(form)) => Ok(Self(form)),
            // Too long, of another type, not UTF-8: no page of ours sends such a thing.
            Err(_) => Err(refuse(source, language_of(&uri), Problem::Form(FormFault::Malformed))),
        }
    }
}

/// A field that the page itself fills in, such as an id: whoever sends another value asks for something that is not there.
pub(crate) struct Field<T>(Option<T>);

impl<T> Field<T> {
    /// Its value.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it was not sent, or is not of its form.
    pub(super) fn found(self) -> Result<T, Problem> {
        self.0.ok_or(Problem::NotFound)
    }
}

impl<T> Default for Field<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<'de, T: FromStr> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(String::deserialize(deserializer)?.parse().ok()))
    }
}
