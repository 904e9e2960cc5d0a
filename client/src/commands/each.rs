//! What a verb did with several items, one after the other.

use std::collections::BTreeSet;

use super::ending::{Ending, Ends};
use crate::failure::Cause;
use crate::session::Session;
use crate::vault::{ShortId, Vault};

/// What came of each.
pub(crate) struct Each<T>(pub Vec<T>);

impl<T: Ends> Ends for Each<T> {
    fn ending(&self) -> Ending {
        let mut endings = self.0.iter().map(Ends::ending);
        let first = endings.next().unwrap_or(Ending::Done);
        if endings.all(|ending| ending == first) { first } else { Ending::InPart }
    }
}

/// Does it with each of these, once all of them were found: a slip of the hand leaves all as they are. One that was typed twice is one.
pub(super) fn each<T>(
    session: &mut Session<'_>,
    items: &[ShortId],
    mut act: impl FnMut(&mut Session<'_>, &Vault, &ShortId) -> Result<T, Cause>,
) -> Result<Each<T>, Cause> {
    let vault = session.open_vault()?;
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for short in items {
        if seen.insert(vault.find_published(short)?.id()) {
            found.push(short);
        }
    }
    found.into_iter().map(|short| act(session, &vault, short)).collect::<Result<_, _>>().map(Each)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct One(Ending);

    impl Ends for One {
        fn ending(&self) -> Ending {
            self.0
        }
    }

    #[test]
    fn all_that_ended_alike_ended_so_and_the_rest_in_part() {
        let ending = |endings: &[Ending]| Each(endings.iter().map(|one| One(*one)).collect()).ending();
        assert_eq!(ending(&[Ending::Done]), Ending::Done);
        assert_eq!(ending(&[Ending::Declined, Ending::Declined]), Ending::Declined);
        assert_eq!(ending(&[Ending::Done, Ending::Declined]), Ending::InPart);
    }
}
