//! The page from this computer: the native engine behind HTTP.
//!
//! A browser asks for the files of the page and then sends frames to `/api`, which
//! [`Engine`] answers on a thread that may block. As many work at once as there are cores; a
//! few more wait, the rest is told to come again. A request ends early when its connection is closed
//! or its time is up. Nobody but this computer is answered, and no page but ours (`guard`).

mod guard;
mod limits;
mod page;
mod progress;
mod reply;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use crate::cancel::Cancel;
use crate::session::Limits;
use crate::web::{Call, Engine};
use crate::world::World;
use limits::{DEADLINE, MOST_BYTES, MOST_WAITING};
use progress::Progress;

/// The port that is tried first; the next free one is taken otherwise.
pub const PORT: u16 = 8686;
/// As many ports are tried.
const PORTS: u16 = 10;

/// What all requests share.
struct Shared {
    engine: Engine,
    /// One for each request that is worked on.
    permits: Arc<Semaphore>,
    waiting: AtomicUsize,
    progress: Progress,
}

/// A server that listens already.
pub struct Server {
    listener: TcpListener,
    router: Router,
    port: u16,
}

impl Server {
    /// Listens on this computer alone: on `port`, or without one on the first free one from [`PORT`].
    /// `threads` is how many requests are worked on at once.
    ///
    /// # Errors
    /// What the system says when no port is free.
    pub async fn open(
        world: Arc<dyn World>,
        port: Option<u16>,
        threads: usize,
    ) -> io::Result<Server> {
        let listener = listen(port).await?;
        let port = listener.local_addr()?.port();
        let shared = Shared {
            engine: Engine::new(world, Limits::SERVER, "http"),
            permits: Arc::new(Semaphore::new(threads.max(1))),
            waiting: AtomicUsize::new(0),
            progress: Progress::default(),
        };
        let router = Router::new()
            .route("/api", post(api))
            .route("/api/progress/{job}", get(progress_of))
            .fallback(get(page::file))
            .layer(DefaultBodyLimit::max(MOST_BYTES))
            .layer(axum::middleware::from_fn_with_state(port, guard::guard))
            .with_state(Arc::new(shared));
        Ok(Server { listener, router, port })
    }

    /// The address for a browser on this computer.
    pub fn address(&self) -> String {
        format!("http://localhost:{}/", self.port)
    }

    /// Answers until `end` comes.
    ///
    /// # Errors
    /// What the system says.
    pub async fn run(self, end: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
        axum::serve(self.listener, self.router).with_graceful_shutdown(end).await
    }
}

async fn listen(port: Option<u16>) -> io::Result<TcpListener> {
    let on = |port: u16| TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    if let Some(port) = port {
        return on(port).await;
    }
    for port in PORT..PORT + PORTS {
        if let Ok(listener) = on(port).await {
            return Ok(listener);
        }
    }
    on(0).await
}

/// Ends a job whose connection was closed.
struct CancelOnDrop(Arc<Cancel>);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// A place among those who wait, given back when it is dropped.
struct WaitingPlace<'s>(&'s AtomicUsize);

impl<'s> WaitingPlace<'s> {
    fn take(waiting: &'s AtomicUsize) -> Option<WaitingPlace<'s>> {
        let place = WaitingPlace(waiting);
        (waiting.fetch_add(1, Ordering::Relaxed) < MOST_WAITING).then_some(place)
    }
}

impl Drop for WaitingPlace<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Answers a frame.
async fn api(State(shared): State<Arc<Shared>>, headers: HeaderMap, message: Bytes) -> Response {
    let job = progress::name(&headers);
    let place = WaitingPlace::take(&shared.waiting);
    let Some(place) = place else { return reply::busy() };
    let permit = Arc::clone(&shared.permits).acquire_owned().await;
    let Ok(permit) = permit else { return reply::busy() };
    drop(place);
    let cancel = Arc::new(Cancel::new());
    let _ends = CancelOnDrop(Arc::clone(&cancel));
    let (own, work) = (Arc::clone(&shared), Arc::clone(&cancel));
    let answer = tokio::task::spawn_blocking(move || {
        // A job that nobody waits for any more keeps its place until it has looked and ended.
        let _working = permit;
        let told = |done: u64, of: u64| own.progress.tell(job.as_deref(), (done, of));
        let call = Call { cancel: &work, progress: &told, threads: 1 };
        own.engine.call(&message, &call)
    });
    let answer = tokio::time::timeout(DEADLINE, answer).await;
    match answer {
        Ok(Ok(bytes)) => reply::frame(bytes),
        Ok(Err(_)) => reply::failed(),
        Err(_) => reply::late(),
    }
}

/// How far a job is.
async fn progress_of(State(shared): State<Arc<Shared>>, Path(job): Path<String>) -> Response {
    reply::progress(shared.progress.of(&job))
}
