//! What a static site makes of a page: it is built as it is, and looked at.

use super::bundled::{Bundled, Target};
use crate::failure::Cause;
use crate::person::Question;
use crate::publish::build::{Absent, Built, Wanted, build, builds};
use crate::publish::{PublishError, bundle};
use crate::scratch::Scratch;
use crate::session::Session;

/// Writes the page, and looks at what the site makes of it. Where the site's day has not begun yet, as west of Greenwich, the
/// page gets the day before.
pub(super) fn written_and_built(
    session: &Session<'_>,
    target: &Target<'_>,
    bundled: &mut Bundled,
) -> Result<Built, Cause> {
    bundle::write(target.site, &bundled.spot.folder, &bundled.files)?;
    let first = built(session, target, bundled);
    if absent(&first) != Some(Absent::Later) {
        return first;
    }
    let day = bundled.article.day;
    bundled.date(target, day.plus_days(-1));
    bundle::write(target.site, &bundled.spot.folder, &bundled.files)?;
    built(session, target, bundled)
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
    match absent(&built) {
        Some(absent) if !yes && session.person.confirm(&Question::Leave(absent)).unwrap_or(false) => {
            Ok(Built::Absent(absent))
        }
        _ => built,
    }
}

/// Why the site does not show the page, where that is what failed.
fn absent(built: &Result<Built, Cause>) -> Option<Absent> {
    match built.as_ref().err()?.find()? {
        PublishError::NotShown(absent) => Some(*absent),
        _ => None,
    }
}

/// Is the page at fault, or does the site, as it was before, not build either?
pub(super) fn anyway(session: &Session<'_>, target: &Target<'_>, cause: Cause) -> Cause {
    let builds =
        scratch(session).and_then(|scratch| Ok(builds(target.generator, target.site, scratch.folder())?));
    match (cause.take(), builds) {
        (Ok(PublishError::Build(said)), Ok(false)) => PublishError::BuildAnyway(said).into(),
        (Ok(error), _) => error.into(),
        (Err(cause), _) => cause,
    }
}

fn scratch(session: &Session<'_>) -> Result<Scratch, Cause> {
    let name = format!("estafette-build-{}", std::process::id());
    Ok(Scratch::open(&session.config.memory_folders, Some(&std::env::temp_dir()), &name)?)
}
