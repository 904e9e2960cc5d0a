//! Cells that are taken, left and found again.

use super::*;
use crate::host::tests::Nobody;
use crate::shared::Floors;
use crate::sqlite::pointer::Column;
use crate::sqlite::size::{LARGE, SMALL};

fn placer(folder: &std::path::Path) -> Placer {
    let space = Space::of(folder, Floors { files: 0, text: 0 });
    Placer::new(Cells::open(folder).expect("files"), space, Arc::new(Nobody)).expect("a placer")
}

async fn kept(placer: &mut Placer, length: usize) -> Vec<u8> {
    let column = placer.place(&Arc::new(Piece::seal(vec![7; length], &Nobody))).expect("placed");
    placer.flush(true).await.expect("written");
    placer.settle(true);
    column
}

#[tokio::test]
async fn what_is_placed_is_read_again_and_still_is_after_files_have_grown() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut placer = placer(folder.path());
    let mut columns = Vec::new();
    // Several times what the files have room for at first.
    for number in 0..200 {
        columns.push(kept(&mut placer, [70_000, 2_000, 131_072, 0][number % 4]).await);
        while placer.is_growing() {
            placer.grow_some().expect("it grows");
            while let Some(grown) = placer.take_grown() {
                for column in &mut columns {
                    let Ok(Column::Placed(mut pointer)) = Column::parse(column) else { continue };
                    placer.spread(&mut pointer, grown).expect("spread");
                    *column = pointer.column();
                }
                placer.settle(true);
                let free = placer.free_bytes();
                placer.leave(true);
                assert!(placer.free_bytes() > free, "cells that are left are free");
                let free = placer.free_bytes();
                placer.begin_sweep();
                for column in &columns {
                    placer.see(column).expect("it is there");
                }
                placer.end_sweep();
                assert_eq!(placer.free_bytes(), free);
            }
        }
    }
    for (number, column) in columns.iter().enumerate() {
        let bytes = placer.cells.bytes_of(column).expect("it opens");
        assert_eq!(bytes, vec![7; [70_000, 2_000, 131_072, 0][number % 4]]);
    }
    // What comes early and what comes late lie in both halves.
    let places = |columns: &[Vec<u8>]| {
        let place = |column: &Vec<u8>| match Column::parse(column) {
            Ok(Column::Placed(pointer)) => pointer.large,
            _ => Vec::new(),
        };
        columns.iter().flat_map(place).collect::<Vec<_>>()
    };
    let half = placer.classes[0].used.count() / 2;
    for columns in columns.chunks(100) {
        let places = places(columns);
        let low = places.iter().filter(|place| **place < half).count();
        assert!((places.len() / 4..places.len() * 3 / 4).contains(&low), "{low} of {}", places.len());
    }
}

#[tokio::test]
async fn what_comes_while_it_is_looked_which_cells_are_used_keeps_its_cells() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut placer = placer(folder.path());
    let [old, gone] = [kept(&mut placer, 70_000).await, kept(&mut placer, 70_000).await];
    placer.begin_sweep();
    placer.see(&old).expect("it is there");
    // More than the files had room for.
    let mut columns = vec![old];
    for _ in 0..200 {
        columns.push(kept(&mut placer, 70_000).await);
    }
    placer.see(columns.last().expect("a column")).expect("it is there");
    let before = placer.free_bytes();
    placer.end_sweep();
    assert_eq!(placer.free_bytes(), before + (LARGE + 2 * SMALL) as u64, "{} bytes", gone.len());
    for _ in 0..50 {
        columns.push(kept(&mut placer, 70_000).await);
    }
    for column in columns {
        assert_eq!(placer.cells.bytes_of(&column).expect("it opens"), vec![7; 70_000]);
    }
}

#[tokio::test]
async fn what_is_not_committed_takes_no_room() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut placer = placer(folder.path());
    kept(&mut placer, 70_000).await;
    let free = placer.free_bytes();
    placer.place(&Arc::new(Piece::seal(vec![7; 300_000], &Nobody))).expect("placed");
    assert!(placer.free_bytes() < free);
    placer.settle(false);
    assert_eq!(placer.free_bytes(), free);
}

#[tokio::test]
async fn without_small_cells_a_large_one_is_taken() {
    let folder = tempfile::tempdir().expect("a folder");
    let free = Arc::new(std::sync::atomic::AtomicU64::new(u64::MAX));
    let space = Space::set(Arc::clone(&free), Floors { files: 0, text: 1_000 });
    let cells = Cells::open(folder.path()).expect("files");
    let mut placer = Placer::new(cells, space, Arc::new(Nobody)).expect("a placer");
    kept(&mut placer, 70_000).await;
    free.store(0, std::sync::atomic::Ordering::SeqCst);
    while placer.class(Size::Small).used.free() > 0 {
        kept(&mut placer, 100).await;
    }
    let column = kept(&mut placer, 100).await;
    assert_eq!(placer.cells.bytes_of(&column).expect("it opens"), [7; 100]);
    while placer.class(Size::Large).used.free() > 0 {
        kept(&mut placer, 100).await;
    }
    let more = Arc::new(Piece::seal(vec![7; 1], &Nobody));
    assert!(matches!(placer.place(&more), Err(StoreError::Full)));
}
