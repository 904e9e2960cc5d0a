//! CenterFace: a net that says of each point of a picture whether it is the middle of a face. See `model/README.md`.

#![expect(clippy::cast_precision_loss, reason = "sides of tiles are small numbers, and exact in 32 bits")]

use std::sync::Arc;

use tract_onnx::prelude::tract_linalg::{cache, isa};
use tract_onnx::prelude::{
    DatumExt, Framework, InferenceModel, InferenceModelExt, IntoRunnable, IntoTValue, Tensor, TractResult,
    TypedRunnableModel, tvec,
};

use super::view::Found;

const MODEL: &[u8] = include_bytes!("../../../model/centerface.onnx");
const COLOURS: usize = 3;
/// What the net says, by the names in its file: how likely a face's middle is here; how high and wide it is; how far down
/// and right of here its middle is.
const OUTPUTS: [&str; 3] = ["537", "538", "539"];
/// It says this once for each square of so many points.
const SQUARE: f32 = 4.0;
/// A false face costs a look, a face that is missed may cost years: low.
const SCORE_MIN: f32 = 0.2;

/// The net as it is stored.
pub(super) struct Stored(InferenceModel);

impl Stored {
    pub(super) fn read() -> TractResult<Self> {
        Ok(Self(tract_onnx::onnx().model_for_read(&mut &*MODEL)?))
    }
}

/// The net, made ready for tiles of one size.
pub(super) struct Net {
    plan: Arc<TypedRunnableModel>,
    size: (u32, u32),
}

/// Looks once at what the processor can do. That opens files, which the process may no longer do when it reckons.
pub(in super::super) fn know_the_machine() {
    let _ = (isa::native(), cache::cache_info(), cache::last_level_cache());
}

impl Net {
    /// For tiles so wide and so high, both a multiple of 32.
    pub(super) fn new(stored: &Stored, size: (u32, u32)) -> TractResult<Self> {
        let shape = [1, COLOURS, size.1 as usize, size.0 as usize];
        let model =
            stored.0.clone().with_input_fact(0, f32::fact(shape).into())?.with_outputs_by_name(OUTPUTS)?;
        Ok(Self { plan: model.into_optimized()?.into_runnable()?, size })
    }

    pub(super) fn size(&self) -> (u32, u32) {
        self.size
    }

    /// What may be faces in a tile, several times each: all red, then all green, then all blue.
    pub(super) fn faces(&self, tile: &[f32]) -> TractResult<Vec<Found>> {
        let shape = [1, COLOURS, self.size.1 as usize, self.size.0 as usize];
        let said = self.plan.run(tvec!(Tensor::from_shape(&shape, tile)?.into_tvalue()))?;
        let [scores, sizes, middles] = said.as_slice() else { return Ok(Vec::new()) };
        let scores = scores.try_as_plain_ram()?.as_slice::<f32>()?;
        let (heights, widths) = halves(sizes.try_as_plain_ram()?.as_slice::<f32>()?);
        let (down, right) = halves(middles.try_as_plain_ram()?.as_slice::<f32>()?);
        let columns = (self.size.0 / 4) as usize;
        let place = |at: usize, off: f32| (at as f32 + off + 0.5) * SQUARE;
        let lengths = heights.iter().zip(widths);
        let points = scores.iter().zip(lengths).zip(down.iter().zip(right)).enumerate();
        let faces = points.filter(|(_, ((score, _), _))| **score > SCORE_MIN);
        let faces = faces.map(|(at, ((score, (height, width)), (down, right)))| Found {
            x: place(at % columns, *right),
            y: place(at / columns, *down),
            width: width.exp() * SQUARE,
            height: height.exp() * SQUARE,
            score: *score,
        });
        Ok(faces.filter(Found::is_finite).collect())
    }
}

fn halves(both: &[f32]) -> (&[f32], &[f32]) {
    both.split_at(both.len() / 2)
}
