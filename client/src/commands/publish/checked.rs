//! What a static site makes of a page: it is built as it is, and looked at.

use super::bundled::{Bundled, Target};
use crate::commands::Session;
use crate::failure::Cause;
use crate::person::Question;
use crate::publish::build::{Absent, Built, Wanted, build, builds};
use crate::publish::{PublishError, bundle};
use crate::scratch::Scratch;
use crate::scratch::names::Temporary;

/// Writes the page, and looks at what the site makes of it. Where the site's day has not begun yet, as west of Greenwich, the
/// page gets the day before.
pub(super) fn written_and_built(
    session: &Session<'_>,
    target: &Target<'_>,
    bundled: &mut Bundled,
) -> Result<Built, Cause> {
    bundle::write(target.site, &bundled.spot.folder, &bundled.files)?;
    match built(session, target, bundled) {
        Err(Cause::Publish(PublishError::NotShown(Absent::Later))) => {
            let day = bundled.article.day;
            bundled.date(target, day.plus_days(-1));
            bundle::write(target.site, &bundled.spot.folder, &bundled.files)?;
            built(session, target, bundled)
        }
        built => built,
    }
}

/// Builds the site, where memory can hold what comes of it, and looks for the page.
pub(super) fn built(session: &Session<'_>, target: &Target<'_>, bundled: &Bundled) -> Result<Built, Cause> {
    let wanted = Wanted {
        bundle: &bundled.spot.folder,
        page: &bundled.spot.page,
        text: &bundled.meant,
        is_exact: bundled.is_exact,
        is_hidden: bundled.article.is_hidden(),
    };
    Ok(build(target.generator, target.site, scratch(session)?.folder(), &wanted)?)
}

/// A page that the site does not show is taken back, unless the person leaves it.
pub(super) fn left(
    session: &mut Session<'_>,
    yes: bool,
    built: Result<Built, Cause>,
) -> Result<Built, Cause> {
    match built {
        Err(Cause::Publish(PublishError::NotShown(absent)))
            if !yes && session.person.confirm(&Question::Leave(absent)).unwrap_or(false) =>
        {
            Ok(Built::Absent(absent))
        }
        built => built,
    }
}

/// Is the page at fault, or does the site, as it was before, not build either?
pub(super) fn anyway(session: &Session<'_>, target: &Target<'_>, cause: Cause) -> Cause {
    let builds =
        scratch(session).and_then(|scratch| Ok(builds(target.generator, target.site, scratch.folder())?));
    match (cause, builds) {
        (Cause::Publish(PublishError::Build(said)), Ok(false)) => PublishError::BuildAnyway(said).into(),
        (cause, _) => cause,
    }
}

fn scratch(session: &Session<'_>) -> Result<Scratch, Cause> {
    let name = Temporary::Build.name();
    Ok(Scratch::open(&session.config.memory_folders, Some(&std::env::temp_dir()), &name)?)
}
