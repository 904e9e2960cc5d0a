//! The operator's page, *A replica that takes over*: real Patroni, etcd and HAProxy with the page's configuration.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use estafette_tests::manual::text;
use estafette_tests::patroni::Pair;
use estafette_tests::source::Source;
use estafette_tests::stack::{Plan, Stack};

use crate::operators_page::{EMPTY, MANY, OURS, block, is_good};
use crate::shared_database::{are_there, sent};

/// Texts that are accepted before the first machine dies, and after another takes over.
const SOME: usize = 12;

#[test]
fn the_machine_that_leads_dies_while_texts_come_and_none_is_lost() {
    let mut pair = Pair::start(&block(MANY, "scope: estafette"), &block(MANY, "defaults"));
    pair.make_database(&block(MANY, "sudo -u postgres createuser"));
    let page = text("server/operator.md");
    let address = page.split('`').find(|code| code.starts_with("postgres://USER:")).expect("an address");
    let plan = Plan { database: Some(pair.url(address)), ..Plan::default() };
    let mut stack = Stack::prepare(&plan);
    is_good(&stack, EMPTY);
    stack.run();
    let (accepted, is_over) = (Mutex::new(Vec::new()), AtomicBool::new(false));
    let many = || accepted.lock().expect("whole").len();
    let until = |so_many: usize| {
        while many() < so_many {
            std::thread::yield_now();
        }
    };
    let leader = pair.leader().expect("one leads");
    std::thread::scope(|scope| {
        for writer in 0..3 {
            let (accepted, is_over, stack) = (&accepted, &is_over, &stack);
            scope.spawn(move || {
                let source = Source::new(stack.source_socket());
                for number in 0.. {
                    let (nonce, text) = (source.nonce(), format!("lettre {writer}-{number}"));
                    // Whoever is told to come back does, with the text that the page kept.
                    loop {
                        match sent(&source, &nonce, &text) {
                            Some(answer) if answer.status == 200 => break,
                            Some(refused) => assert!(refused.text().contains(&text), "{}", refused.text()),
                            None => {}
                        }
                    }
                    accepted.lock().expect("whole").push(text);
                    if is_over.load(Ordering::SeqCst) {
                        return;
                    }
                }
            });
        }
        until(SOME);
        pair.kill(leader);
        pair.until_leads(1 - leader);
        until(many() + SOME);
        is_over.store(true, Ordering::SeqCst);
    });
    let accepted = accepted.into_inner().expect("whole");
    are_there(&stack, stack.editors_socket(), &accepted);
    is_good(&stack, OURS);

    // The first comes back, and follows.
    pair.run(leader);
    pair.until_whole();
    let _ = Source::new(stack.source_socket()).write("après", &[]);
    are_there(&stack, stack.editors_socket(), &accepted);
    stack.stop();
}
