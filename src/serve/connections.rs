//! Connections: how many there may be, how long one may take to say what it wants, and how all end.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::time::sleep;

use super::limits::{FAREWELL, HEAD, MOST_CONNECTIONS, TAKING};
use super::write_timeout::WriteTimeout;

/// Who is at the other end of a connection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Peer(pub SocketAddr);

/// How long is waited when the system has no room for one more connection.
const NO_ROOM: Duration = Duration::from_millis(100);

/// Answers until `end` comes; whoever is being answered then has a moment to hear the rest.
pub(super) async fn answer(listener: TcpListener, router: Router, end: impl Future<Output = ()>) {
    let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let all = GracefulShutdown::new();
    let mut builder = http1::Builder::new();
    // Whoever sends a head letter by letter gives the place to another.
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD);
    tokio::pin!(end);
    loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            next = next => next,
            () = &mut end => break,
        };
        let Ok((stream, peer)) = accepted else {
            sleep(NO_ROOM).await;
            continue;
        };
        let own = router.clone().layer(Extension(Peer(peer)));
        let stream = TokioIo::new(WriteTimeout::new(stream, TAKING));
        let connection = builder.serve_connection(stream, TowerToHyperService::new(own));
        let connection = all.watch(connection);
        tokio::spawn(async move {
            // What goes wrong on the way to one browser concerns nobody else.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    tokio::select! {
        () = all.shutdown() => {}
        () = sleep(FAREWELL) => {}
    }
}
