//! Sealed bytes lie in cells that are taken at random: no file says in which order things came.

use estafette_store::{CHUNK, DataFolder, StoreError};
use rand::RngCore;
use rand::rngs::OsRng;
use sqlx::Row;

use crate::instance::{INSTANCE, Instance, look, removal, submission};

const LARGE: u64 = 64 * 1024;
const SMALL: u64 = 4 * 1024;
const COLUMNS: [(&str, &str); 6] = [
    ("chunk", "bytes"),
    ("slot", "bytes"),
    ("reply", "slot"),
    ("reply", "content"),
    ("note", "content"),
    ("note_slot", "bytes"),
];

/// What the database says of sealed bytes.
pub(crate) struct Column {
    pub(crate) key: [u8; 32],
    pub(crate) large: Vec<u32>,
    pub(crate) small: Vec<u32>,
}

fn parse(value: &[u8]) -> Column {
    let numbers: Vec<u32> =
        value[49..].chunks(4).map(|bytes| u32::from_le_bytes(bytes.try_into().expect("four"))).collect();
    let (large, small) = numbers[2..].split_at(numbers[1] as usize);
    assert_eq!(value[0], 1, "it lies in cells");
    Column { key: value[1..33].try_into().expect("a key"), large: large.to_vec(), small: small.to_vec() }
}

/// Every one there is.
pub(crate) async fn columns(kept: &Instance) -> Vec<Column> {
    let mut connection = look(kept.folder.path()).await;
    let mut columns = Vec::new();
    for (table, column) in COLUMNS {
        let sql = sqlx::AssertSqlSafe(format!("SELECT {column} FROM {table}"));
        let rows = sqlx::query(sql).fetch_all(&mut connection).await.expect("rows");
        columns.extend(rows.iter().map(|row| parse(row.get(0))));
    }
    columns
}

/// Waits until the journal is empty: all rows were written anew.
async fn until_folded(kept: &Instance) {
    while std::fs::metadata(kept.folder.path().join("estafette.sqlite-wal")).is_ok_and(|wal| wal.len() > 0) {
        tokio::task::yield_now().await;
    }
}

/// How far an order lies from chance: of all pairs, those that stand as they came less those that don't, and by how much chance moves
/// that.
fn order(places: &[usize]) -> (f64, f64) {
    let pairs = (0..places.len()).flat_map(|late| (0..late).map(move |early| (early, late)));
    let sum: i32 = pairs.map(|(early, late)| if places[early] < places[late] { 1 } else { -1 }).sum();
    let many = f64::from(u32::try_from(places.len()).expect("few"));
    let moves = (many * (many - 1.0) * (2.0 * many + 5.0) / 18.0).sqrt();
    (f64::from(sum), moves)
}

#[tokio::test]
async fn no_file_says_in_which_order_things_came() {
    const MANY: u8 = 24;
    let kept = Instance::new().await;
    let (mut in_database, mut chance) = (0.0, 0.0_f64);
    let ids: Vec<_> = (0..MANY)
        .map(|_| {
            let mut id = [0; 16];
            OsRng.fill_bytes(&mut id);
            estafette_keys::ids::SubmissionId::from_bytes(id)
        })
        .collect();
    for (number, id) in ids.iter().enumerate() {
        let form = u8::try_from(number).expect("few");
        kept.send_as(form, *id, &[&vec![1; 69_000]]).await.expect("kept");
        until_folded(&kept).await;
        // What whoever seizes it at this moment finds.
        let bytes = std::fs::read(kept.folder.path().join("estafette.sqlite")).expect("the database");
        let place = |id: &estafette_keys::ids::SubmissionId| {
            bytes.windows(16).position(|window| window == id.as_bytes()).expect("it is there")
        };
        let places: Vec<usize> = ids[..=number].iter().map(place).collect();
        if places.len() > 8 {
            let (sum, moves) = order(&places);
            (in_database, chance) = (in_database + sum, chance + moves);
        }
    }
    assert!(in_database.abs() < 2.5 * chance, "{in_database} of {chance}");
    let mut connection = look(kept.folder.path()).await;
    let mut places = Vec::new();
    for id in &ids {
        let sql = "SELECT bytes FROM chunk JOIN submission ON chunk.id = upload WHERE submission.id = ?";
        let row = sqlx::query(sql).bind(id.as_bytes().as_slice()).fetch_one(&mut connection).await;
        let column = parse(row.expect("a row").get(0));
        assert_eq!((column.large.len(), column.small.len()), (1, 1));
        places.push([column.large[0] as usize, column.small[0] as usize]);
    }
    for size in 0..2 {
        let (sum, moves) = order(&places.iter().map(|places| places[size]).collect::<Vec<_>>());
        assert!(sum.abs() < 4.0 * moves, "{sum} of {moves}");
    }
}

#[tokio::test]
async fn no_cell_holds_two_things_and_every_column_has_its_own_key() {
    let kept = Instance::new().await;
    for id in 0..40 {
        kept.send(id, id, &[&vec![id; CHUNK], &vec![id; 20_000]]).await.expect("kept");
        if id.is_multiple_of(3) {
            assert!(kept.store.withdraw(removal(id), kept.clock.today()).await.expect("an answer"));
        }
    }
    let columns = columns(&kept).await;
    for places in [
        columns.iter().flat_map(|column| column.large.clone()).collect::<Vec<_>>(),
        columns.iter().flat_map(|column| column.small.clone()).collect(),
    ] {
        let different: std::collections::HashSet<u32> = places.iter().copied().collect();
        assert_eq!(different.len(), places.len());
    }
    let keys: std::collections::HashSet<[u8; 32]> = columns.iter().map(|column| column.key).collect();
    assert_eq!(keys.len(), columns.len());
    for id in (0..40_u8).filter(|id| !id.is_multiple_of(3)) {
        let whole = [vec![id; CHUNK], vec![id; 20_000]].concat();
        assert_eq!(kept.content(submission(id)).await, Some(whole));
    }
}

/// Every column that holds bytes of any length is known to whoever looks which cells are used.
#[tokio::test]
async fn every_column_of_sealed_bytes_is_known() {
    let kept = Instance::new().await;
    let mut connection = look(kept.folder.path()).await;
    let sql = "SELECT tables.name, columns.name FROM pragma_table_list AS tables, pragma_table_info(tables.name) AS columns
               WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite%' AND tables.name NOT LIKE '\\_%' ESCAPE '\\'
               AND columns.type = 'BLOB' AND columns.name NOT IN ('id', 'form', 'submission', 'mailbox', 'memo', 'note', 'digest', 'proof', 'restored')";
    let rows = sqlx::query(sql).fetch_all(&mut connection).await.expect("a list");
    let mut found: Vec<(String, String)> = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
    let mut known = COLUMNS.map(|(table, column)| (table.to_owned(), column.to_owned()));
    found.sort();
    known.sort();
    assert_eq!(found, known);
}

#[tokio::test]
async fn cells_that_were_cut_off_are_damage_and_said_at_the_start() {
    let kept = Instance::new().await;
    kept.send(1, 1, &[&vec![1; 69_000]]).await.expect("kept");
    kept.store.clone().close().await;
    for (name, bytes) in [("estafette.cells-64k", LARGE), ("estafette.cells-4k", SMALL)] {
        let path = kept.folder.path().join(name);
        let (whole, aside) = (std::fs::metadata(&path).expect("cells").len(), path.with_extension("aside"));
        assert_eq!(whole % bytes, 0);
        std::fs::rename(&path, &aside).expect("put aside");
        let opened = crate::instance::open(kept.folder.path(), &kept.clock, &kept.free).await;
        assert!(matches!(opened, Err(StoreError::Corrupt)), "{name}");
        std::fs::rename(&aside, &path).expect("brought back");
    }
    let again = crate::instance::open(kept.folder.path(), &kept.clock, &kept.free).await.expect("it opens");
    assert!(again.content(submission(1)).await.expect("an answer").is_some());
}

#[tokio::test]
async fn a_copy_that_is_made_while_things_come_and_go_opens_whole() {
    let kept = Instance::new().await;
    for id in 0..30 {
        kept.send(id, id, &[&vec![id; CHUNK], &[id; 9_000]]).await.expect("kept");
    }
    let to = tempfile::tempdir().expect("a folder");
    let copy = to.path().join("estafette.sqlite");
    let folder = DataFolder::at(kept.folder.path());
    let copying = folder.copy(&copy);
    let goes = async {
        for id in 0..30 {
            assert!(kept.store.withdraw(removal(id), kept.clock.today()).await.expect("an answer"));
            let other = 100 + id;
            kept.send(other, other, &[&vec![other; CHUNK], &[other; 9_000]]).await.expect("kept");
        }
    };
    let (copied, ()) = tokio::join!(copying, goes);
    copied.expect("a copy");
    DataFolder::at(to.path()).inspect(INSTANCE).await.expect("it is of this version");
    let opened = Instance::opened(to, kept.clock.today()).await;
    let mut whole = 0;
    for id in (0..30).chain(100..130) {
        if let Some(content) = opened.content(submission(id)).await {
            assert_eq!(content, [vec![id; CHUNK], vec![id; 9_000]].concat());
            whole += 1;
        }
    }
    assert_eq!(i64::from(whole), opened.rows("submission").await);
    let rows = opened.rows("chunk").await + opened.rows("slot").await;
    assert_eq!(i64::try_from(columns(&opened).await.len()), Ok(rows));
}
