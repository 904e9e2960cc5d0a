//! A database that goes away comes back: it is started anew, or another takes its place. What is asked of it meanwhile waits, and is asked
//! again.

use std::time::{Duration, Instant};

use crate::error::StoreError;

/// How long somebody waits for a database that is away.
const PATIENCE: Duration = Duration::from_secs(30);
/// The first and the longest pause before it is asked again.
const PAUSES: [Duration; 2] = [Duration::from_millis(50), Duration::from_secs(1)];
/// What takes longer has no answer: nobody is at the other end.
pub(super) const LONGEST: Duration = Duration::from_secs(35);

/// How long somebody waits yet.
pub(super) struct Patience {
    until: Instant,
    pause: Duration,
    /// Whether a try ended in such a way that nobody knows what became of it.
    pub(super) is_unsure: bool,
}

impl Patience {
    pub(super) fn new() -> Self {
        let [pause, _] = PAUSES;
        Self { until: Instant::now() + PATIENCE, pause, is_unsure: false }
    }

    /// Waits a little, and says whether to try again.
    pub(super) async fn goes_on(&mut self, error: &StoreError) -> bool {
        let [_, longest] = PAUSES;
        if !matches!(error, StoreError::Away | StoreError::Busy) || Instant::now() >= self.until {
            return false;
        }
        self.is_unsure |= matches!(error, StoreError::Away);
        tokio::time::sleep(self.pause).await;
        self.pause = (self.pause * 2).min(longest);
        true
    }
}

/// What a pool says that gives no connection.
pub(super) fn no_connection(error: sqlx::Error) -> StoreError {
    match error {
        sqlx::Error::PoolTimedOut => StoreError::Away,
        other => other.into(),
    }
}

/// Does something with a connection of a pool, and again as long as the database is away. It may be done twice. The last name is
/// whether it may have been done before, and nobody heard the answer.
macro_rules! again {
    ($pool:expr, $connection:ident => $work:expr) => {
        $crate::postgres::again::again!($pool, $connection, _unsure => $work)
    };
    ($pool:expr, $connection:ident, $unsure:ident => $work:expr) => {{
        let mut patience = $crate::postgres::again::Patience::new();
        loop {
            let tried = match $pool.acquire().await {
                Err(error) => Err($crate::postgres::again::no_connection(error)),
                Ok(mut held) => {
                    let $unsure = patience.is_unsure;
                    let $connection: &mut sqlx::PgConnection = &mut held;
                    let work = async { Ok::<_, $crate::error::StoreError>($work) };
                    let tried = tokio::time::timeout($crate::postgres::again::LONGEST, work).await;
                    let tried = tried.unwrap_or(Err($crate::error::StoreError::Away));
                    if matches!(tried, Err($crate::error::StoreError::Away)) {
                        // Nothing more is to be had from it.
                        held.close_on_drop();
                    }
                    tried
                }
            };
            match tried {
                Err(error) if patience.goes_on(&error).await => {}
                tried => break tried,
            }
        }
    }};
}
pub(super) use again;
