//! A connection that is cut when hardly anything moves on it: who sends or reads one byte a minute holds nobody up.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

use super::connections::Activity;

/// A stream on which at least `least` bytes must move, in either direction, in each `window` of waiting.
pub(super) struct Paced<S> {
    stream: S,
    window: Duration,
    least: usize,
    moved: usize,
    ends: Pin<Box<Sleep>>,
    activity: Option<Arc<Activity>>,
}

impl<S> Paced<S> {
    pub(super) fn new(stream: S, window: Duration, least: usize) -> Self {
        Self { stream, window, least, moved: 0, ends: Box::pin(sleep(window)), activity: None }
    }

    /// Tells what moves to those who count it.
    pub(super) fn counted_for(self, activity: Arc<Activity>) -> Self {
        Self { activity: Some(activity), ..self }
    }

    /// Counts what moved; where nothing did, looks whether the window has ended with too little.
    fn pace<T>(
        &mut self,
        cx: &mut Context<'_>,
        polled: Poll<io::Result<T>>,
        bytes: usize,
    ) -> Poll<io::Result<T>> {
        self.moved = self.moved.saturating_add(bytes);
        if let Some(activity) = &self.activity {
            activity.moves(bytes);
        }
        if polled.is_ready() {
            return polled;
        }
        while self.ends.as_mut().poll(cx).is_ready() {
            if self.moved < self.least {
                return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
            }
            self.moved = 0;
            self.ends.set(sleep(self.window));
        }
        Poll::Pending
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Paced<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = into.filled().len();
        let polled = Pin::new(&mut self.stream).poll_read(cx, into);
        self.pace(cx, polled, into.filled().len() - before)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Paced<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write(cx, bytes);
        let written = if let Poll::Ready(Ok(written)) = polled { written } else { 0 };
        self.pace(cx, polled, written)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let polled = Pin::new(&mut self.stream).poll_flush(cx);
        self.pace(cx, polled, 0)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let polled = Pin::new(&mut self.stream).poll_shutdown(cx);
        self.pace(cx, polled, 0)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    use super::*;

    const WINDOW: Duration = Duration::from_millis(20);

    #[tokio::test]
    async fn a_peer_that_sends_too_little_is_cut() {
        let (ours, mut theirs) = duplex(64);
        let mut ours = Paced::new(ours, WINDOW, 10);
        theirs.write_all(b"123456789").await.expect("sent");
        let mut buffer = [0; 64];
        assert_eq!(ours.read(&mut buffer).await.expect("read"), 9);
        let cut = ours.read(&mut buffer).await.expect_err("it is cut");
        assert_eq!(cut.kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn a_peer_that_does_not_read_is_cut() {
        let (ours, _theirs) = duplex(4);
        let mut ours = Paced::new(ours, WINDOW, 10);
        let cut = ours.write_all(b"more than it holds").await.expect_err("it is cut");
        assert_eq!(cut.kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn a_peer_that_goes_on_is_not() {
        let (ours, mut theirs) = duplex(64);
        let mut ours = Paced::new(ours, WINDOW, 10);
        let sending = tokio::spawn(async move {
            for _ in 0..10 {
                theirs.write_all(b"1234567890").await.expect("sent");
                tokio::time::sleep(WINDOW / 4).await;
            }
        });
        let mut all = Vec::new();
        ours.read_to_end(&mut all).await.expect("read to the end");
        sending.await.expect("sent");
        assert_eq!(all.len(), 100);
    }
}
