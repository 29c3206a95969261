//! The page from this computer: the native engine behind HTTP.
//!
//! A browser asks for the files of the page and then sends frames to `/api`, which
//! [`Engine`] answers on a thread that may block. As many work at once as there are cores, and lists do
//! not stand in the way of looking at sheets (`queue`); what comes and goes takes bounded memory
//! (`message`, `write_timeout`).
//! A request ends early when its connection is closed or its time is up; a fault of the program ends
//! one job, never the server. No page but ours is answered (`guard`), and nobody but this computer,
//! unless its owner lets the local network in (`access`, `passphrase`).

mod access;
mod address;
mod connections;
mod guard;
mod invitation;
mod limits;
mod message;
mod page;
mod passphrase;
mod progress;
mod queue;
mod reply;
mod running;
mod write_timeout;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Instant;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Extension, Router};
use tokio::net::TcpListener;

pub use address::PORT;
pub use invitation::Invitation;
pub use running::running;

use crate::cancel::Cancel;
use crate::session::Limits;
use crate::web::{self, Call, Engine, Keeper};
use crate::world::{Project, World};
use access::Access;
use address::PORTS;
use connections::Peer;
use limits::{DEADLINE, IDLE, MOST_BYTES, MOST_TYPED};
use message::MessageMemory;
use passphrase::Entry;
use progress::{Progress, Stage};
use queue::Queues;

/// What all requests share.
struct Shared {
    engine: Engine,
    queues: Queues,
    messages: MessageMemory,
    progress: Progress,
    access: Arc<Access>,
    project: Option<Arc<Project>>,
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
    /// Whether those may write into the project, too: what they printed, and guides.
    pub is_lan_saving: bool,
    /// The project that is written into; without one each browser keeps its own.
    pub project: Option<Arc<Project>>,
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
        let access = if opening.is_lan {
            Access::of_network(port, opening.is_lan_saving)?
        } else {
            Access::of_this_computer(port)
        };
        let access = Arc::new(access);
        let shared = Arc::new(Shared {
            engine: Engine::new(world, Limits::SERVER, "http"),
            queues: Queues::new(opening.threads),
            messages: MessageMemory::default(),
            progress: Progress::default(),
            access: Arc::clone(&access),
            project: opening.project,
        });
        let router = Router::new()
            .route("/api", post(api))
            .route("/api/progress/{job}", get(progress_of))
            .route_layer(from_fn_with_state(Arc::clone(&access), gate))
            // Strangers may send no more than a passphrase.
            .route("/enter", post(enter).layer(DefaultBodyLimit::max(MOST_TYPED)))
            .route("/phones", get(phones))
            .route(running::PATH, get(which))
            .fallback(get(page::file))
            .layer(DefaultBodyLimit::max(MOST_BYTES))
            .layer(from_fn_with_state(Arc::clone(&access), guard::guard))
            .with_state(Arc::clone(&shared));
        Ok(Server { listener, router, port, access, shared })
    }

    /// The address for a browser on this computer.
    pub fn address(&self) -> String {
        address::of(self.port)
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

/// Which project is served, for whoever starts the program once more on this computer.
async fn which(
    State(shared): State<Arc<Shared>>,
    Extension(Peer(peer)): Extension<Peer>,
) -> Response {
    let project = shared.project.as_deref().filter(|_| peer.ip().is_loopback());
    running::say(project.map(running::mark).as_deref())
}

/// Ends a job whose connection was closed.
struct CancelOnDrop(Arc<Cancel>);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// Answers a frame.
async fn api(
    State(shared): State<Arc<Shared>>,
    Extension(Peer(peer)): Extension<Peer>,
    request: Request,
) -> Response {
    let job = progress::name(request.headers());
    let message = match shared.messages.read(request).await {
        Ok(message) => message,
        Err(refused) => return refused,
    };
    let is_long = web::is_long(&message.bytes);
    let queue = shared.queues.of(is_long);
    let Some(place) = queue.enter() else { return reply::busy() };
    shared.progress.report(job.as_deref(), Stage::Waiting { is_long, number: place.number });
    let Some(permit) = queue.turn(place).await else { return reply::busy() };
    shared.progress.report(job.as_deref(), Stage::Working(0, 0));
    let cancel = Arc::new(Cancel::new());
    let _ends = CancelOnDrop(Arc::clone(&cancel));
    let (own, work) = (Arc::clone(&shared), Arc::clone(&cancel));
    let answer = tokio::task::spawn_blocking(move || {
        let report =
            |done: u64, of: u64| own.progress.report(job.as_deref(), Stage::Working(done, of));
        let project = own.project.as_deref().filter(|_| own.access.may_write(peer.ip()));
        let keep = project.map(|project| project as &dyn Keeper);
        let call = Call { cancel: &work, progress: &report, threads: 1, keep };
        // A job that nobody waits for any more keeps its place until it has looked and ended.
        (own.engine.call(&message.bytes, &call), permit)
    });
    let answer = tokio::time::timeout(DEADLINE, answer).await;
    match answer {
        // A long answer keeps the place of its job until it has been sent: nobody makes another beside it.
        Ok(Ok((bytes, permit))) => {
            reply::frame(if is_long { message::body(bytes, permit) } else { bytes.into() })
        }
        Ok(Err(_)) => reply::failed(),
        Err(_) => reply::late(),
    }
}

/// How far a job is: what is done, of how much, and its place in the queue.
async fn progress_of(State(shared): State<Arc<Shared>>, Path(job): Path<String>) -> Response {
    reply::progress(match shared.progress.of(&job) {
        Stage::Unknown => [0; 3],
        Stage::Waiting { is_long, number } => [0, 0, shared.queues.of(is_long).ahead(number) + 1],
        Stage::Working(done, of) => [done, of, 0],
    })
}
