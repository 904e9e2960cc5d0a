//! The verbs. Each has a file of its name on three floors, and each floor makes of this list what it needs: see
//! `commands.rs`, `cli.rs` and `output.rs`.

/// Hands the verbs to a macro, in the order of the work: the name of each, as it is typed and as its files are called, what it is asked,
/// and what comes of it.
macro_rules! verbs {
    ($floor:ident) => {
        $floor! {
            init: Init -> Made,
            join: Join -> JoinedNow,
            fetch: Fetch -> Fetched,
            inbox: Inbox -> List,
            desk: Desk -> OpenDesk,
            agenda: Agenda -> Dates,
            search: Search -> Hits,
            read: Read -> Pages,
            thread: Thread -> Conversation,
            reply: Reply -> Replied,
            template: Template -> AtHand,
            save: Save -> Saved,
            draft: Draft -> Drafted,
            image: Image -> Outcome,
            proof: Proof -> Sent,
            publish: Publish -> Outcome,
            unpublish: Unpublish -> Taken,
            export: Export -> Outcome,
            site: Site -> Outcome,
            claim: Claim -> Marked,
            assign: Assign -> Marked,
            state: State -> Marked,
            tag: Tag -> Marked,
            note: Note -> Marked,
            undo: Undo -> Undone,
            forward: Forward -> Given,
            block: Block -> Threads,
            keep: Keep -> Kept,
            archive: Archive -> Archived,
            forget: Forget -> Forgotten,
            undelete: Undelete -> Undeleted,
            send: Send -> Sent,
            replies: Replies -> Found,
            withdraw: Withdraw -> Withdrawn,
            keys: Keys -> Outcome,
            backup: Backup -> BackedUp,
            restore: Restore -> Restored,
            roster: Roster -> Outcome,
            unlock: Unlock -> Unlocked,
            lock: Lock -> Locked,
            config: Config -> Chosen,
            doctor: Doctor -> Findings,
            completion: Completion -> Script,
            manual: Manual -> ManualPage,
        }
    };
}
pub(crate) use verbs;
