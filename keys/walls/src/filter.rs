//! [`Calls`] as a program for the kernel.

use std::collections::BTreeMap;

use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    apply_filter,
};

use crate::WallError;
use crate::calls::{Argument, Calls, Refusal, Test};

impl Calls<'_> {
    /// Restricts this process, and nothing else, for good.
    ///
    /// # Errors
    /// [`WallError::Calls`]: the kernel has no seccomp.
    pub fn restrict(&self) -> Result<(), WallError> {
        if matches!(self.refusal, Refusal::NotPermitted) {
            apply(clone3_is_unknown())?;
        }
        apply(self.program())
    }

    fn program(&self) -> Option<BpfProgram> {
        let mut rules: BTreeMap<i64, Vec<SeccompRule>> = BTreeMap::new();
        for (call, alternatives) in self.conditional.iter().copied().flatten() {
            let alternatives: Option<Vec<SeccompRule>> = alternatives.iter().map(|all| rule(all)).collect();
            rules.insert(*call, alternatives?);
        }
        // Without a rule, any arguments will do.
        rules.extend(self.allowed.iter().copied().flatten().map(|call| (*call, Vec::new())));
        let refused = match self.refusal {
            Refusal::NotPermitted => SeccompAction::Errno(libc::EPERM.unsigned_abs()),
            Refusal::Kill => SeccompAction::KillProcess,
        };
        compile(rules, refused, SeccompAction::Allow)
    }
}

fn rule(arguments: &[Argument]) -> Option<SeccompRule> {
    let conditions: Option<Vec<SeccompCondition>> = arguments.iter().map(condition).collect();
    SeccompRule::new(conditions?).ok()
}

fn condition(Argument(number, test): &Argument) -> Option<SeccompCondition> {
    let (length, operator, value) = match *test {
        Test::Is(value) => (SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, u64::from(value.unsigned_abs())),
        Test::IsRequest(request) => (SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, request & 0xffff_ffff),
        Test::IsLength(bytes) => (SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, bytes),
        Test::IsThisProcess => (SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, u64::from(std::process::id())),
        Test::Has { mask, value } => {
            let mask = u64::from(mask.unsigned_abs());
            (SeccompCmpArgLen::Dword, SeccompCmpOp::MaskedEq(mask), u64::from(value.unsigned_abs()))
        }
        Test::Lacks(mask) => {
            let mask = u64::from(mask.unsigned_abs());
            (SeccompCmpArgLen::Qword, SeccompCmpOp::MaskedEq(mask), 0)
        }
    };
    SeccompCondition::new(*number, length, operator, value).ok()
}

/// `clone3` keeps its flags in memory, where no filter sees them, so it could begin a process. It is answered as on a
/// kernel that does not know it, and the C library turns to `clone`.
fn clone3_is_unknown() -> Option<BpfProgram> {
    let rules = BTreeMap::from([(libc::SYS_clone3, Vec::new())]);
    compile(rules, SeccompAction::Allow, SeccompAction::Errno(libc::ENOSYS.unsigned_abs()))
}

fn compile(
    rules: BTreeMap<i64, Vec<SeccompRule>>,
    without_rule: SeccompAction,
    with_rule: SeccompAction,
) -> Option<BpfProgram> {
    let here = std::env::consts::ARCH.try_into().ok()?;
    SeccompFilter::new(rules, without_rule, with_rule, here).ok()?.try_into().ok()
}

fn apply(program: Option<BpfProgram>) -> Result<(), WallError> {
    apply_filter(&program.ok_or(WallError::Calls)?).map_err(|_| WallError::Calls)
}
