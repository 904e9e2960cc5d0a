//! What a HEIC says of itself, before it is decoded: the decoder takes colours at half their width and height, and makes
//! garbage of all others without a word.

use heic::Unstoppable;
use heic::heif::{FourCC, HeifContainer, Item, parse};

use super::PictureError;

/// Colours at half the width and half the height.
const HALVED: u8 = 1;
/// Eight bits, and two more.
const BITS_MORE: u8 = 2;

/// Refuses what would not come out as it is.
pub(super) fn check(file: &[u8]) -> Result<(), PictureError> {
    let container = parse(file, &Unstoppable).map_err(|_| PictureError::Damaged)?;
    let primary = container.primary_item().ok_or(PictureError::Damaged)?;
    // A grid, an overlay or a turned picture is made of others.
    let parts = container.get_item_references(primary.id, FourCC::DIMG);
    let parts = parts.iter().filter_map(|id| container.get_item(*id));
    for item in std::iter::once(primary).chain(parts) {
        check_item(&container, &item)?;
    }
    Ok(())
}

fn check_item(container: &HeifContainer<'_>, item: &Item) -> Result<(), PictureError> {
    if let Some(config) = &item.hevc_config {
        let bits = config.bit_depth_luma_minus8.max(config.bit_depth_chroma_minus8);
        if config.chroma_format != HALVED || bits > BITS_MORE {
            return Err(PictureError::Colours);
        }
    } else if item.av1_config.is_some() || item.uncompressed_config.is_some() {
        return Err(PictureError::Colours);
    }
    // All of it must be there.
    match container.get_item_data(item.id) {
        Ok(_) => Ok(()),
        Err(_) if item.hevc_config.is_none() => Ok(()),
        Err(_) => Err(PictureError::Damaged),
    }
}
