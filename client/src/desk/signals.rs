//! What the system asks of the desk: to end, as its terminal goes away, or to stop for a while.

use std::sync::mpsc::Sender;
use std::thread::Builder;
use std::time::Duration;

use tokio::signal::unix::{SignalKind, signal};

use super::events::Event;
use crate::interrupted::remove_what_is_in_clear;

/// Whoever is told to end has so long for it: a text editor saves, a draft is sealed.
const PATIENCE: Duration = Duration::from_secs(10);
/// The exit code of a program whose terminal went away.
const HANG_UP: i32 = 129;

/// Passes on what the system asks, from now on.
pub(super) fn pass_on(events: Sender<Event>) {
    let listening = move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
        runtime.block_on(async {
            let kinds = [SignalKind::hangup(), SignalKind::terminate(), SignalKind::interrupt()];
            let [Ok(mut hang_up), Ok(mut terminate), Ok(mut interrupt)] = kinds.map(signal) else { return };
            let Ok(mut stop) = signal(SignalKind::from_raw(libc_stop())) else { return };
            loop {
                let event = tokio::select! {
                    _ = hang_up.recv() => Event::Ends,
                    _ = terminate.recv() => Event::Ends,
                    // Ctrl-C is a key here; while a text editor runs, it is that editor's.
                    _ = interrupt.recv() => continue,
                    _ = stop.recv() => Event::Stops,
                };
                let ends = matches!(event, Event::Ends);
                if events.send(event).is_err() {
                    return;
                }
                if ends {
                    // What reads keys may never come back from a terminal that is gone.
                    tokio::time::sleep(PATIENCE).await;
                    remove_what_is_in_clear();
                    std::process::exit(HANG_UP);
                }
            }
        });
    };
    // Without it a signal ends the process as ever.
    let _ = Builder::new().spawn(listening);
}

/// The number of the signal that a terminal's Ctrl-Z is.
fn libc_stop() -> i32 {
    rustix::process::Signal::TSTP.as_raw()
}
