//! `--quiet`: what went well says so by its exit code alone. What was asked for is shown, and so is whatever needs somebody.

use crate::commands::{Ending, Outcome, fetch, image, keys, proof, publish, site, withdraw};

/// Whether there is nothing to tell but that it went well.
pub(super) fn is_told_by_the_exit_code(outcome: &Outcome) -> bool {
    if outcome.ending() != Ending::Done {
        return false;
    }
    match outcome {
        Outcome::Fetch(fetched) => is_nothing_new(fetched),
        Outcome::Publish(publish::Outcome::Published(page)) => {
            page.dropped.is_empty() && page.left.is_empty() && !page.is_foreign && !page.is_merged
        }
        Outcome::Publish(publish::Outcome::Unchanged(_) | publish::Outcome::TakenBack(_))
        | Outcome::Reply(_)
        | Outcome::Proof(proof::Sent::Arrived(_))
        | Outcome::Keys(keys::Outcome::Rotated(_))
        | Outcome::Image(image::Outcome::Reviewed(..))
        | Outcome::Site(site::Outcome::Removed(_))
        | Outcome::Withdraw(withdraw::Withdrawn::Gone(_))
        | Outcome::Draft(_)
        | Outcome::Archive(_)
        | Outcome::Forget(_)
        | Outcome::Unlock(_)
        | Outcome::Lock(_) => true,
        _ => false,
    }
}

fn is_nothing_new(fetched: &fetch::Fetched) -> bool {
    fetched.new.is_empty()
        && fetched.refused.is_empty()
        && fetched.gone.is_empty()
        && fetched.answered.is_empty()
        && fetched.holders.is_empty()
        && fetched.late.is_empty()
        && fetched.not_sealed_to_us == 0
        && fetched.too_large == 0
        && fetched.elsewhere == 0
        && fetched.held_until.is_none()
        && fetched.reminders.is_empty()
        && fetched.expired.still_linked == 0
}
