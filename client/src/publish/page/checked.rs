//! What a static site makes of a page: it is built as it is, and looked at.

use super::{Bundled, SiteFolder};
use crate::publish::build::{Absent, Built, Look, Wanted, build, builds};
use crate::publish::target::{Decide, Doubt, Machine, TargetError};
use crate::publish::{PublishError, bundle};
use crate::scratch::Scratch;
use crate::scratch::names::Temporary;

/// Writes the page, and looks at what the site makes of it. Where the site's day has not begun yet, as west of Greenwich, the
/// page gets the day before; where its links do not lead to its files, as with addresses that are files, they are made to. Before
/// each time that it is written, `about_to` is told what will be.
pub(in crate::publish) fn written_and_built(
    machine: &Machine<'_>,
    place: SiteFolder<'_>,
    bundled: &mut Bundled,
    about_to: &mut dyn FnMut(&Bundled) -> Result<(), TargetError>,
) -> Result<Built, TargetError> {
    let mut write = |bundled: &Bundled| {
        about_to(bundled)?;
        bundle::write(place.site, &bundled.spot.folder, &bundled.files)?;
        built(machine, place, bundled)
    };
    let mut look = write(bundled);
    if matches!(look, Err(TargetError::Publish(PublishError::NotShown(Absent::Later)))) {
        let day = bundled.article.day;
        bundled.date(place, day.plus_days(-1));
        look = write(bundled);
    }
    if let Ok(Look { beside: Some(beside), .. }) = &look {
        bundled.lead(place, beside.clone());
        look = write(bundled);
    }
    Ok(look?.built)
}

/// Builds the site, where memory can hold what comes of it, and looks for the page.
pub(in crate::publish) fn built(
    machine: &Machine<'_>,
    place: SiteFolder<'_>,
    bundled: &Bundled,
) -> Result<Look, TargetError> {
    let wanted = Wanted {
        bundle: &bundled.spot.folder,
        page: &bundled.spot.page,
        meant: &bundled.meant,
        is_hidden: bundled.article.is_hidden(),
        beside: &bundled.beside(),
    };
    Ok(build(place.generator, place.site, scratch(machine)?.folder(), &wanted)?)
}

/// A page that the site does not show is taken back, unless the person leaves it there.
pub(in crate::publish) fn left(
    decide: Decide<'_>,
    built: Result<Built, TargetError>,
) -> Result<Built, TargetError> {
    match built {
        Err(TargetError::Publish(PublishError::NotShown(absent)))
            if decide(Doubt::Absent(absent)).unwrap_or(false) =>
        {
            Ok(Built::Absent(absent))
        }
        built => built,
    }
}

/// Tells a page that is at fault from a site that did not build before either.
pub(in crate::publish) fn anyway(
    machine: &Machine<'_>,
    place: SiteFolder<'_>,
    cause: TargetError,
) -> TargetError {
    let builds =
        scratch(machine).and_then(|scratch| Ok(builds(place.generator, place.site, scratch.folder())?));
    match (cause, builds) {
        (TargetError::Publish(PublishError::Build(said)), Ok(false)) => {
            PublishError::BuildAnyway(said).into()
        }
        (cause, _) => cause,
    }
}

fn scratch(machine: &Machine<'_>) -> Result<Scratch, TargetError> {
    let name = Temporary::Build.name();
    Ok(Scratch::open(machine.memory_folders, Some(&std::env::temp_dir()), &name)?)
}
