//! The page from this computer: the native engine behind HTTP.
//!
//! A browser asks for the files of the page and then sends frames to `/api`, which
//! [`Engine`] answers on a thread that may block. As many work at once as there are cores (`queue`).
//! A request ends early when its connection is closed or its time is up; a fault of the program ends
//! one job, never the server. No page but ours is answered (`guard`), and nobody but this computer,
//! unless its owner lets the local network in (`access`, `passphrase`).

mod access;
mod connections;
mod guard;
mod invitation;
mod limits;
mod page;
mod passphrase;
mod progress;
mod queue;
mod reply;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::HeaderMap;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Extension, Router};
use tokio::net::TcpListener;

pub use invitation::Invitation;

use crate::cancel::Cancel;
use crate::history::{self, HistoryEntry};
use crate::session::Limits;
use crate::web::{Call, Engine, KeepEntry};
use crate::world::World;
use access::Access;
use connections::Peer;
use limits::{DEADLINE, IDLE, MOST_BYTES, MOST_TYPED};
use passphrase::Entry;
use progress::{Progress, Stage};
use queue::Queue;

/// The port that is tried first; the next free one is taken otherwise.
pub const PORT: u16 = 8686;
/// As many ports are tried.
const PORTS: u16 = 10;

/// What all requests share.
struct Shared {
    engine: Engine,
    queue: Queue,
    progress: Progress,
    access: Arc<Access>,
    history: Option<PathBuf>,
}

/// How a server is opened.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    /// The port; without one the first free one from [`PORT`].
    pub port: Option<u16>,
    /// Whether computers and phones of the local network are answered, too.
    pub is_lan: bool,
    /// How many requests are worked on at once.
    pub threads: usize,
    /// The file that what was printed is noted in; without one each browser keeps its own.
    pub history: Option<PathBuf>,
}

/// A server that listens already.
pub struct Server {
    listener: TcpListener,
    router: Router,
    port: u16,
    access: Arc<Access>,
    shared: Arc<Shared>,
}

impl Server {
    /// Listens.
    ///
    /// # Errors
    /// What the system says when no port is free, or when it names no network.
    pub async fn open(world: Arc<dyn World>, opening: Opening) -> io::Result<Server> {
        let listener = listen(&opening).await?;
        let port = listener.local_addr()?.port();
        let access =
            if opening.is_lan { Access::of_network(port)? } else { Access::of_this_computer(port) };
        let access = Arc::new(access);
        let shared = Arc::new(Shared {
            engine: Engine::new(world, Limits::SERVER, "http"),
            queue: Queue::new(opening.threads),
            progress: Progress::default(),
            access: Arc::clone(&access),
            history: opening.history,
        });
        let router = Router::new()
            .route("/api", post(api))
            .route("/api/progress/{job}", get(progress_of))
            .route_layer(from_fn_with_state(Arc::clone(&access), gate))
            // Strangers may send no more than a passphrase.
            .route("/enter", post(enter).layer(DefaultBodyLimit::max(MOST_TYPED)))
            .route("/phones", get(phones))
            .fallback(get(page::file))
            .layer(DefaultBodyLimit::max(MOST_BYTES))
            .layer(from_fn_with_state(Arc::clone(&access), guard::guard))
            .with_state(Arc::clone(&shared));
        Ok(Server { listener, router, port, access, shared })
    }

    /// The address for a browser on this computer.
    pub fn address(&self) -> String {
        format!("http://localhost:{}/", self.port)
    }

    /// What phones need, when they are let in.
    pub fn invitation(&self) -> Option<Invitation> {
        self.access.invitation()
    }

    /// Answers until `end` comes.
    pub async fn run(self, end: impl Future<Output = ()>) {
        let forget = async {
            loop {
                tokio::time::sleep(IDLE / 2).await;
                self.shared.engine.forget_idle_lists();
            }
        };
        tokio::select! {
            () = connections::answer(self.listener, self.router, end) => {}
            () = forget => {}
        }
    }
}

async fn listen(opening: &Opening) -> io::Result<TcpListener> {
    let address = if opening.is_lan { Ipv4Addr::UNSPECIFIED } else { Ipv4Addr::LOCALHOST };
    let on = |port: u16| TcpListener::bind(SocketAddr::from((address, port)));
    if let Some(port) = opening.port {
        return on(port).await;
    }
    for port in PORT..PORT + PORTS {
        if let Ok(listener) = on(port).await {
            return Ok(listener);
        }
    }
    on(0).await
}

/// Lets nobody at the engine who has not typed the passphrase.
async fn gate(
    State(access): State<Arc<Access>>,
    Extension(Peer(peer)): Extension<Peer>,
    request: Request,
    next: Next,
) -> Response {
    if access.lets_in(peer.ip(), request.headers()) {
        next.run(request).await
    } else {
        reply::locked()
    }
}

/// Takes a passphrase that was typed.
async fn enter(
    State(shared): State<Arc<Shared>>,
    Extension(Peer(peer)): Extension<Peer>,
    typed: Bytes,
) -> Response {
    let Some(lan) = shared.access.lan() else { return reply::nothing() };
    let typed = String::from_utf8_lossy(&typed);
    match lan.passphrase.enter(peer.ip(), &typed, Instant::now()) {
        Entry::Open => reply::entered(&shared.access.cookie(lan)),
        Entry::Wrong => reply::wrong(),
        Entry::Wait(time) => reply::wait(time),
    }
}

/// What phones need, for this computer alone; `null` where none are let in.
async fn phones(
    State(shared): State<Arc<Shared>>,
    Extension(Peer(peer)): Extension<Peer>,
) -> Response {
    reply::phones(shared.access.invitation().filter(|_| peer.ip().is_loopback()).as_ref())
}

/// Ends a job whose connection was closed.
struct CancelOnDrop(Arc<Cancel>);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// Answers a frame.
async fn api(State(shared): State<Arc<Shared>>, headers: HeaderMap, message: Bytes) -> Response {
    let job = progress::name(&headers);
    let Some(place) = shared.queue.enter() else { return reply::busy() };
    shared.progress.report(job.as_deref(), Stage::Waiting(place.number));
    let Some(permit) = shared.queue.turn(place).await else { return reply::busy() };
    shared.progress.report(job.as_deref(), Stage::Working(0, 0));
    let cancel = Arc::new(Cancel::new());
    let _ends = CancelOnDrop(Arc::clone(&cancel));
    let (own, work) = (Arc::clone(&shared), Arc::clone(&cancel));
    let answer = tokio::task::spawn_blocking(move || {
        // A job that nobody waits for any more keeps its place until it has looked and ended.
        let _working = permit;
        let report =
            |done: u64, of: u64| own.progress.report(job.as_deref(), Stage::Working(done, of));
        let path = own.history.as_deref();
        let keep = path.map(|path| move |entry: &HistoryEntry| history::append(path, entry));
        let keep = keep.as_ref().map(|keep| keep as &KeepEntry<'_>);
        let call = Call { cancel: &work, progress: &report, threads: 1, keep };
        own.engine.call(&message, &call)
    });
    let answer = tokio::time::timeout(DEADLINE, answer).await;
    match answer {
        Ok(Ok(bytes)) => reply::frame(bytes),
        Ok(Err(_)) => reply::failed(),
        Err(_) => reply::late(),
    }
}

/// How far a job is: what is done, of how much, and its place in the queue.
async fn progress_of(State(shared): State<Arc<Shared>>, Path(job): Path<String>) -> Response {
    reply::progress(match shared.progress.of(&job) {
        Stage::Unknown => [0; 3],
        Stage::Waiting(number) => [0, 0, shared.queue.ahead(number) + 1],
        Stage::Working(done, of) => [done, of, 0],
    })
}
