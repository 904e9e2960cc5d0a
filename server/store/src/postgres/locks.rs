//! Locks that every server sees: advisory ones of PostgreSQL's, which are in memory, and gone with the connection that has them.
//!
//! One task of each server has that connection. It takes what has gathered, asks for all of it at once, and gives back what is no longer
//! held on the same way. Where the connection breaks, it takes the same locks again on another. One lock more has the server that leads.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use estafette_keys::ids::SubmissionId;
use serde_json::{Value, json};
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection};
use tokio::sync::{mpsc, oneshot};

use super::presence::Presence;
use crate::column;
use crate::error::StoreError;
use crate::shared::FormTag;

/// How many wishes are asked for at once, and how many wait.
const BATCH: usize = 64;
/// How often the connection is looked at when there is nothing to do; and how soon a broken one is made anew.
const PAUSES: [Duration; 2] = [Duration::from_secs(5), Duration::from_millis(250)];
/// What takes longer has no answer.
const LONGEST: Duration = Duration::from_secs(10);
/// What the one server holds that leads. No form, id or server has this number but by chance.
const LEADER: i64 = 0x6c65_6164_2069_7421;

/// The way to the task.
#[derive(Clone)]
pub(super) struct Locks {
    wishes: mpsc::Sender<Wish>,
    leading: mpsc::Sender<Asked>,
}

/// Whoever asks whether this server leads.
type Asked = oneshot::Sender<Result<bool, StoreError>>;

/// What became of a wish.
pub(super) enum Granted {
    /// Another server holds the form.
    Busy,
    /// Held, as long as these are kept: the form, and the candidate of this number.
    Held(Option<Lock>, Option<(SubmissionId, usize, Lock)>),
    /// What the form says is stored.
    Stored(SubmissionId),
    /// It was.
    Gone(SubmissionId),
    /// No candidate is free.
    Exhausted,
}

/// A lock that is held; given back when dropped.
pub(super) struct Lock {
    key: i64,
    released: mpsc::UnboundedSender<i64>,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A task that is gone holds nothing.
        let _ = self.released.send(self.key);
    }
}

/// A form, the first free one of some candidates, or both.
struct Wish {
    form: Option<FormTag>,
    candidates: Option<Vec<SubmissionId>>,
    answer: oneshot::Sender<Result<Granted, StoreError>>,
}

impl Locks {
    /// Starts the task, with a connection that has the lock of its `server`'s number.
    pub(super) async fn start(
        options: PgConnectOptions,
        server: i64,
        presence: Presence,
    ) -> Result<Self, StoreError> {
        let (wishes, waiting) = mpsc::channel(BATCH);
        let (leading, asking) = mpsc::channel(1);
        let (released, given_back) = mpsc::unbounded_channel();
        let held = HashMap::from([(server, 1)]);
        let mut task = Task { options, presence, connection: None, held, released };
        task.connect().await?;
        tokio::spawn(task.run(waiting, asking, given_back));
        Ok(Self { wishes, leading })
    }

    /// Asks once whether this server leads.
    pub(super) async fn leads(&self) -> Result<bool, StoreError> {
        let (answer, answered) = oneshot::channel();
        self.leading.send(answer).await.map_err(|_| StoreError::Busy)?;
        answered.await.map_err(|_| StoreError::Busy)?
    }

    /// Asks once.
    pub(super) async fn ask(
        &self,
        form: Option<FormTag>,
        candidates: Option<Vec<SubmissionId>>,
    ) -> Result<Granted, StoreError> {
        let (answer, answered) = oneshot::channel();
        self.wishes.send(Wish { form, candidates, answer }).await.map_err(|_| StoreError::Busy)?;
        answered.await.map_err(|_| StoreError::Busy)?
    }
}

struct Task {
    options: PgConnectOptions,
    presence: Presence,
    /// `None` where it broke.
    connection: Option<PgConnection>,
    /// How often each lock is held.
    held: HashMap<i64, usize>,
    released: mpsc::UnboundedSender<i64>,
}

impl Task {
    async fn run(
        mut self,
        mut wishes: mpsc::Receiver<Wish>,
        mut leading: mpsc::Receiver<Asked>,
        mut given_back: mpsc::UnboundedReceiver<i64>,
    ) {
        let [idle, broken] = PAUSES;
        // What could not be asked together with what was asked before.
        let mut left: Vec<Wish> = Vec::new();
        loop {
            let mut released = Vec::new();
            if left.is_empty() {
                let pause = if self.connection.is_some() { idle } else { broken };
                tokio::select! {
                    wish = wishes.recv() => match wish {
                        Some(wish) => left.push(wish),
                        // The engine is gone, and with it whoever holds something.
                        None => return,
                    },
                    Some(key) = given_back.recv() => released.push(key),
                    Some(answer) = leading.recv() => {
                        self.say_whether_it_leads(answer).await;
                        continue;
                    }
                    () = tokio::time::sleep(pause) => {}
                }
            }
            while left.len() < BATCH
                && let Ok(wish) = wishes.try_recv()
            {
                left.push(wish);
            }
            while let Ok(key) = given_back.try_recv() {
                released.push(key);
            }
            self.give_back(&released);
            let (asked, other) = apart(std::mem::take(&mut left));
            left = other;
            match tokio::time::timeout(LONGEST, self.ask(&released, &asked))
                .await
                .unwrap_or(Err(StoreError::Away))
            {
                Ok(granted) => {
                    for (wish, granted) in asked.into_iter().zip(granted) {
                        // Whoever no longer waits has given up what they get by it.
                        let _ = wish.answer.send(Ok(granted));
                    }
                }
                Err(error) => {
                    // Whatever else it is: the locks of a new connection are those that are noted here.
                    self.connection = None;
                    let fault = error.fault();
                    for wish in asked {
                        let _ = wish.answer.send(Err(fault.into()));
                    }
                }
            }
        }
    }

    async fn say_whether_it_leads(&mut self, answer: Asked) {
        let leads = tokio::time::timeout(LONGEST, self.lead()).await.unwrap_or(Err(StoreError::Away));
        if leads.is_err() {
            self.connection = None;
        }
        // Whoever no longer waits asks again some time.
        let _ = answer.send(leads);
    }

    /// Leads from now on, where nobody else does. Whether it still does, the database alone knows: whoever slept, or was cut off, may have
    /// lost it meanwhile.
    async fn lead(&mut self) -> Result<bool, StoreError> {
        let connection = self.connect().await?;
        let leads = sqlx::query!(
            r#"SELECT CASE WHEN EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND granted
                                       AND pid = pg_backend_pid() AND ((classid::bigint << 32) | objid::bigint) = $1)
                      THEN true ELSE pg_try_advisory_lock($1) END AS "leads!""#,
            LEADER
        )
        .fetch_one(connection)
        .await?
        .leads;
        // A new connection tries to have it again.
        if leads {
            self.held.insert(LEADER, 1);
        } else {
            self.held.remove(&LEADER);
        }
        Ok(leads)
    }

    /// Counts what is no longer held.
    fn give_back(&mut self, released: &[i64]) {
        for key in released {
            if let Some(times) = self.held.get_mut(key) {
                *times -= 1;
                if *times == 0 {
                    self.held.remove(key);
                }
            }
        }
    }

    /// A new connection, with all that is held. A lock that another server took meanwhile is theirs: what is stored decides then.
    async fn connect(&mut self) -> Result<&mut PgConnection, StoreError> {
        if self.connection.is_none() {
            let mut connection = PgConnection::connect_with(&self.options).await?;
            self.presence.take(&mut connection).await?;
            let keys: Vec<i64> =
                self.held.iter().flat_map(|(key, times)| std::iter::repeat_n(*key, *times)).collect();
            sqlx::query!(r#"SELECT count(pg_try_advisory_lock(key)) AS "locked!: i64" FROM unnest($1::bigint[]) AS key"#, &keys)
                .fetch_one(&mut connection)
                .await?;
            self.connection = Some(connection);
        }
        self.connection.as_mut().ok_or(StoreError::Away)
    }

    /// Gives back, then asks for all of these. With neither, it only looks whether somebody is at the other end.
    async fn ask(&mut self, released: &[i64], wishes: &[Wish]) -> Result<Vec<Granted>, StoreError> {
        let was_connected = self.connection.is_some();
        let asked = Value::Array(wishes.iter().map(|wish| self.asked(wish)).collect()).to_string();
        let connection = self.connect().await?;
        // A new connection never had what was given back.
        if was_connected && (!released.is_empty() || wishes.is_empty()) {
            sqlx::query!(
                r#"SELECT count(pg_advisory_unlock(key)) AS "unlocked!: i64" FROM unnest($1::bigint[]) AS key"#,
                released
            )
            .fetch_one(&mut *connection)
            .await?;
        }
        if wishes.is_empty() {
            return Ok(Vec::new());
        }
        let rows = sqlx::query!(
            r#"SELECT held.outcome AS "outcome!: i32", held.id, held.number
               FROM jsonb_array_elements($1::text::jsonb) WITH ORDINALITY AS wish (asked, turn),
                    LATERAL estafette.hold(wish.asked) AS held
               ORDER BY wish.turn"#,
            asked
        )
        .fetch_all(connection)
        .await?;
        if rows.len() != wishes.len() {
            return Err(StoreError::Corrupt);
        }
        let mut granted = Vec::with_capacity(rows.len());
        for (wish, row) in wishes.iter().zip(rows) {
            let id = row.id.map(column::submission).transpose()?;
            let number = row.number.and_then(|number| usize::try_from(number).ok());
            granted.push(match (row.outcome, id, number) {
                (0, ..) => Granted::Busy,
                (1, id, number) => {
                    let form = wish.form.map(|form| self.lock(form_key(form)));
                    let id = id.zip(number).map(|(id, number)| (id, number, self.lock(id_key(&id))));
                    Granted::Held(form, id)
                }
                (2, Some(id), _) => Granted::Stored(id),
                (3, Some(id), _) => Granted::Gone(id),
                (4, ..) => Granted::Exhausted,
                _ => return Err(StoreError::Corrupt),
            });
        }
        Ok(granted)
    }

    /// As `estafette.hold` takes it. What somebody in this process holds is not free; the connection would give it once more.
    fn asked(&self, wish: &Wish) -> Value {
        let ids = wish.candidates.as_ref().map(|ids| {
            let ids = ids.iter().enumerate().map(|(number, id)| (id, id_key(id), number));
            let free = ids.filter(|(_, key, _)| !self.held.contains_key(key));
            free.map(|free| json!(free)).collect::<Vec<_>>()
        });
        let form = wish.form.map(|form| column::hex(&form.0));
        json!({ "form": form, "lock": wish.form.map(form_key), "ids": ids })
    }

    /// It is held once more.
    fn lock(&mut self, key: i64) -> Lock {
        *self.held.entry(key).or_default() += 1;
        Lock { key, released: self.released.clone() }
    }
}

/// Those that can be asked for together, and the others: one connection has a lock as often as it asks for it, so that two wishes for the
/// same id would both be granted.
fn apart(wishes: Vec<Wish>) -> (Vec<Wish>, Vec<Wish>) {
    let mut ids = HashSet::new();
    wishes.into_iter().partition(|wish| {
        let own = wish.candidates.as_deref().unwrap_or_default();
        let is_alone = own.iter().all(|id| !ids.contains(id));
        if is_alone {
            ids.extend(own.iter().copied());
        }
        is_alone
    })
}

fn form_key(form: FormTag) -> i64 {
    first_half(&form.0)
}

/// Other than that of any form whose bytes are simple, as tests have them.
fn id_key(id: &SubmissionId) -> i64 {
    first_half(id.as_bytes()) ^ 0x6964_6f66_6974_656d
}

/// Ids and tags are random: their first half tells them apart.
fn first_half(bytes: &[u8; 16]) -> i64 {
    let (half, _) = bytes.split_first_chunk().unwrap_or((&[0; 8], &[]));
    i64::from_be_bytes(*half)
}
