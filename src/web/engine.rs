//! The engine: a project, and what is kept of it because the next request will need it again.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::keeper::Keeper;
use super::made_sheet::MadeSheet;
use super::reply::Reply;
use super::request::Asked;
use crate::cancel::Cancel;
use crate::lru::Lru;
use crate::session::{Limits, Pick, Request, Session};
use crate::text::Fonts;
use crate::world::{Embedded, World};

/// Projects that are kept, each as it was for one guide and product: somebody looks at a few in turn.
const SESSIONS: usize = 8;
/// Bytes of PDFs that are kept: the other side and the sharp picture are wanted next.
const SHEETS: usize = 16 << 20;
/// Bytes of lists that are kept.
const LISTS: usize = 64 << 20;

/// Answers requests about one project.
pub struct Engine {
    pub(super) base: Arc<dyn World>,
    pub(super) fonts: Arc<Fonts>,
    limits: Limits,
    pub(super) name: &'static str,
    /// Whether the files of `base` stay as they are. What was made of files that may change is not
    /// kept: the next sheet is made of what is there then.
    is_fixed: bool,
    sessions: Mutex<Lru<String, Session>>,
    sheets: Mutex<Lru<String, Arc<MadeSheet>>>,
    lists: Mutex<Lru<String, KeptList>>,
    /// Held from looking at what a guide of the project is until it is written anew: of two pages that
    /// save at once, the second sees what the first has written.
    pub(super) saving: Mutex<()>,
}

/// A list that was sent.
struct KeptList {
    bytes: Arc<[u8]>,
    /// Whether nobody has asked for it since idle lists were forgotten last.
    is_idle: AtomicBool,
}

/// What a request is answered with beside the engine.
pub struct Call<'c> {
    /// Whether the answer is still wanted.
    pub cancel: &'c Cancel,
    /// Hears how much of a long job is done, and of how much; 0 when that is not known.
    pub progress: &'c (dyn Fn(u64, u64) + Sync),
    /// How many threads make the pages of a merge.
    pub threads: usize,
    /// Keeps what was printed and written in the project; without it, whoever asks keeps it.
    pub keep: Option<&'c dyn Keeper>,
}

impl Engine {
    /// An engine for guides inside the program; `name` says where it runs.
    pub fn of_program(name: &'static str) -> Engine {
        Engine { is_fixed: true, ..Engine::new(Arc::new(Embedded), Limits::LOCAL, name) }
    }

    /// An engine for the project `base`, whose files may change; `name` says where it runs: `wasm` or
    /// `http`.
    pub fn new(base: Arc<dyn World>, limits: Limits, name: &'static str) -> Engine {
        Engine {
            base,
            fonts: Arc::new(Fonts::new()),
            limits,
            name,
            is_fixed: false,
            sessions: Mutex::new(Lru::new(SESSIONS)),
            sheets: Mutex::new(Lru::new(SHEETS)),
            lists: Mutex::new(Lru::new(LISTS)),
            saving: Mutex::default(),
        }
    }

    /// The project of a request, loaded for what is asked.
    pub(super) fn session(&self, asked: &Asked<'_>, wanted: Wanted<'_>) -> Session {
        let Wanted { guides, kits, products, printer } = &wanted;
        let key = format!(
            "{:?} {guides:?} {kits:?} {products:?} {printer:?} {}",
            asked.today, asked.project
        );
        if let Some(session) = lock(&self.sessions).get(&key) {
            return session.clone();
        }
        let session = self.fresh_session(Arc::clone(&asked.world), asked, wanted);
        if self.is_fixed {
            lock(&self.sessions).insert(key, session.clone(), 1);
        }
        session
    }

    /// The project in `world`, loaded for what is asked; it is not kept.
    pub(super) fn fresh_session(
        &self,
        world: Arc<dyn World>,
        asked: &Asked<'_>,
        wanted: Wanted<'_>,
    ) -> Session {
        let Wanted { guides, kits, products, printer } = wanted;
        let (printers, limits) = (printer.map_or(Pick::None, Pick::one), self.limits);
        let (look, accent, larger) = (asked.look.clone(), asked.accent, asked.larger);
        let all = Request::new(asked.today);
        let request =
            Request { guides, kits, products, printers, look, accent, larger, limits, ..all };
        Session::open_with(world, &self.fonts, request)
    }

    /// A sheet that is kept under `key`, else as `make` makes it.
    pub(super) fn sheet(
        &self,
        key: String,
        make: impl FnOnce() -> Result<MadeSheet, Reply>,
    ) -> Result<Arc<MadeSheet>, Reply> {
        if let Some(made) = lock(&self.sheets).get(&key) {
            return Ok(Arc::clone(made));
        }
        let made = Arc::new(make()?);
        if self.is_fixed {
            lock(&self.sheets).insert(key, Arc::clone(&made), made.pdf.len());
        }
        Ok(made)
    }

    /// The list of a request: the one that came with it, else the one that was sent before.
    pub(super) fn list(&self, id: &str, asked: &Asked<'_>) -> Option<Arc<[u8]>> {
        let mut lists = lock(&self.lists);
        let Some(sent) = asked.files.first() else {
            let kept = lists.get(id)?;
            kept.is_idle.store(false, Ordering::Relaxed);
            return Some(Arc::clone(&kept.bytes));
        };
        let bytes: Arc<[u8]> = Arc::from(*sent);
        let kept = KeptList { bytes: Arc::clone(&bytes), is_idle: AtomicBool::new(false) };
        lists.insert(id.to_owned(), kept, bytes.len());
        Some(bytes)
    }

    /// Forgets the lists nobody has asked for since this was called last. They are of people: whoever
    /// keeps an engine for long calls this from time to time, as there is no clock here.
    pub fn forget_idle_lists(&self) {
        lock(&self.lists).retain(|kept| !kept.is_idle.swap(true, Ordering::Relaxed));
    }
}

/// What of a project is loaded.
#[derive(Debug)]
pub(super) struct Wanted<'w> {
    pub(super) guides: Pick,
    pub(super) kits: Pick,
    pub(super) products: Pick,
    pub(super) printer: Option<&'w str>,
}

impl<'w> Wanted<'w> {
    /// One guide as one product.
    pub(super) fn sheet(guide: &str, product: &str, printer: Option<&'w str>) -> Wanted<'w> {
        let (guides, products) = (Pick::one(guide), Pick::one(product));
        Wanted { guides, kits: Pick::None, products, printer }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // A call that panicked left what it kept whole: nothing is changed in steps.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
