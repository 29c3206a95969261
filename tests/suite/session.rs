//! One door: a session over files in memory does all that the program does, with the same bytes,
//! on many threads, within its limits, and ends when it is told to.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use toroi::cancel::Cancel;
use toroi::diag::{Code, Sink};
use toroi::guide::Date;
use toroi::inks::{Inks, Standard};
use toroi::records::{Options, Table};
use toroi::roster::Sort;
use toroi::session::{
    Job, Jobs, Limits, Making, MergeRequest, Pick, PrintOptions, Request, RosterRequest, Session,
    Split,
};
use toroi::sheet::PaperSize;
use toroi::store::MemoryStore;
use toroi::world::{MemoryWorld, Overlay, World};

use crate::case::GUIDE;
use crate::merging::{GUIDE as GUIDE_OF_MERGES, Home, Said, households};

/// The day `SOURCE_DATE_EPOCH` stands for in the other tests.
fn today() -> Date {
    Date::from_unix(1_795_392_000)
}

/// A world that remembers what it was asked for.
struct Recorder {
    files: MemoryWorld,
    asked: Mutex<BTreeSet<String>>,
}

impl Recorder {
    fn new(files: &[(&str, &[u8])]) -> Arc<Recorder> {
        let files = files.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec()));
        let files = MemoryWorld { files: files.collect() };
        Arc::new(Recorder { files, asked: Mutex::default() })
    }

    fn asked(&self) -> BTreeSet<String> {
        self.asked.lock().unwrap().clone()
    }

    fn note(&self, path: &str) {
        self.asked.lock().unwrap().insert(path.to_owned());
    }
}

impl World for Recorder {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.note(path);
        self.files.read(path)
    }

    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        self.note(folder);
        self.files.list(folder)
    }

    fn is_built_in(&self, path: &str) -> bool {
        self.files.is_built_in(path)
    }
}

/// A world in which somebody stops the job while a picture of a copy is read.
struct Stopping {
    files: MemoryWorld,
    stops: Mutex<Option<Arc<Cancel>>>,
}

impl World for Stopping {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let stops = self.stops.lock().unwrap().clone();
        if let Some(cancel) = stops {
            // Meanwhile the list is read on: the batch of the next file ends the one before it.
            thread::sleep(Duration::from_millis(200));
            cancel.cancel();
        }
        self.files.read(path)
    }

    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        self.files.list(folder)
    }

    fn is_built_in(&self, path: &str) -> bool {
        self.files.is_built_in(path)
    }
}

#[track_caller]
fn nothing(found: &Sink) {
    assert!(!found.has_errors(), "{:?}", found.iter().collect::<Vec<_>>());
}

fn codes(found: &Sink) -> Vec<Code> {
    let errors = found.iter().filter(|found| found.code.severity() == found.severity);
    errors.map(|found| found.code).collect()
}

/// A session for one guide as one product.
fn open(world: Arc<dyn World>, guide: &str, product: &str, limits: Limits) -> Session {
    let (guides, products) = (Pick::one(guide), Pick::one(product));
    Session::open(world, Request { guides, products, limits, ..Request::new(today()) })
}

fn only(session: &Session, print: &PrintOptions) -> (Jobs, Job) {
    let jobs = session.jobs(print);
    let job = jobs.jobs[0].clone();
    (jobs, job)
}

fn pdf(session: &Session, print: &PrintOptions) -> Vec<u8> {
    let (jobs, job) = only(session, print);
    let (sheet, found) = session.sheet((&jobs, &job), print, Cancel::never());
    nothing(&found);
    sheet.unwrap().pdf().unwrap()
}

#[track_caller]
fn run(home: &Home, args: &[&str]) {
    let said: Said = home.command(args).output().unwrap().into();
    said.ok();
}

const LIST: &str = "tổ,họ và tên,số nhà\nTổ 1,Nguyễn Văn An,12 ngõ 5\nTổ 2,Trần Thị Bình,3\n\
                    Tổ 1,Lê Văn Cường,7\nTổ 3,Phạm Thị Dung,15\n";

fn table(list: &str) -> Table {
    let mut sink = Sink::new();
    let bytes = Arc::from(list.as_bytes());
    let table = Table::of_bytes("list.csv", bytes, &Options::default(), &mut sink);
    nothing(&sink);
    table.unwrap()
}

fn merge_request() -> MergeRequest {
    MergeRequest {
        guide: 0,
        product: "hanger".to_owned(),
        map: Vec::new(),
        conditions: Vec::new(),
        only: None,
        sort: None,
        split: Split::PerFile(1000),
        shard: None,
        per_sheet: None,
        tagged: false,
    }
}

fn making(cancel: &Cancel) -> Making<'_> {
    Making {
        threads: 1,
        skip_bad: false,
        is_rehearsal: false,
        scratch: MemoryStore::scratch(),
        cancel,
    }
}

fn roster_request() -> RosterRequest {
    RosterRequest { map: Vec::new(), sort: Sort::Address, team: None, date: None }
}

#[test]
fn everything_is_made_in_memory_with_the_bytes_of_the_program() {
    let home = Home::with(&households(5));
    home.write("nha.csv", LIST);
    let world = Recorder::new(&[]);
    let guide = "cai-dat-vneid";
    let limits = Limits::SERVER;

    // A sheet, its pictures, and the files of a print shop.
    run(&home, &["build", guide, "--product", "leaflet-a5", "--png", "40"]);
    let session = open(world.clone(), guide, "leaflet-a5", limits);
    nothing(session.found());
    let print = PrintOptions::default();
    let (jobs, job) = only(&session, &print);
    let (sheet, found) = session.sheet((&jobs, &job), &print, Cancel::never());
    nothing(&found);
    let sheet = sheet.unwrap();
    let made = sheet.pdf().unwrap();
    assert!(made == home.read(&format!("out/{}.pdf", job.name)));
    let mut pictures = 0;
    let drawn = sheet.pictures(&made, (40, None), |number, png| {
        pictures += 1;
        assert!(png == home.read(&format!("out/{}-{number}.png", job.name)));
        Ok(())
    });
    assert!(drawn.is_ok() && pictures == sheet.pages().pages.len() && pictures > 0);
    run(&home, &["build", guide, "--product", "leaflet-a5", "--press"]);
    let inks = Inks { press: Some(Standard::X4), ..Inks::default() };
    let print = PrintOptions { inks, ..PrintOptions::default() };
    let (_, job) = only(&session, &print);
    assert!(pdf(&session, &print) == home.read(&format!("out/{}.pdf", job.name)));
    run(&home, &["build", guide, "--product", "leaflet-a5", "--sheet", "a4", "--bar"]);
    let paper = Some(PaperSize::A4);
    let print = PrintOptions { paper, bar: true, ..PrintOptions::default() };
    let (_, job) = only(&session, &print);
    assert!(job.name.ends_with("-a4"));
    assert!(pdf(&session, &print) == home.read(&format!("out/{}.pdf", job.name)));

    // A kit.
    run(&home, &["kit", "kich-hoat"]);
    let session = Session::open(world.clone(), Request::of_kit("kich-hoat", today()));
    nothing(session.found());
    let kit = session.kits().next().unwrap();
    let print = PrintOptions::default();
    let folder = session.kit_folder(kit, &print).unwrap();
    let mut files = 0;
    let (is_whole, found) = session.kit(kit, &print, Cancel::never(), &mut |file| {
        files += 1;
        assert!(file.bytes == home.read(&format!("out/{folder}/{}", file.name)), "{}", file.name);
    });
    nothing(&found);
    assert!(is_whole && files > 3);

    // A roster.
    run(&home, &["roster", "--records", "nha.csv"]);
    let request = Request { limits, ..Request::of_rosters(today()) };
    let session = Session::open(world.clone(), request);
    let mut sink = Sink::new();
    let list = Arc::from(LIST.as_bytes());
    let list = Table::of_bytes("nha.csv", list, &Options::default(), &mut sink).unwrap();
    let (sheet, found) = session.roster(&roster_request(), list, Cancel::never());
    nothing(&found);
    let sheet = sheet.unwrap();
    assert_eq!(sheet.houses, 4);
    assert!(sheet.pdf == home.read(&format!("out/{}.pdf", sheet.name)));

    // A merge, and its plan.
    let merge = ["merge", GUIDE_OF_MERGES, "--records", "list.csv", "--product", "hanger"];
    run(&home, &merge);
    let session = open(world.clone(), GUIDE_OF_MERGES, "hanger", limits);
    let (job, found) = session.merge(&merge_request(), &print, &table(&households(5)));
    nothing(&found);
    let job = job.unwrap();
    let rules = job.rules.clone();
    let mut source =
        job.record_source(table(&households(5)), rules, MemoryStore::scratch(), Cancel::never());
    let plan = job.plan(&mut *source, Cancel::never(), &mut |work| work()).unwrap();
    assert_eq!((plan.copies, plan.files, plan.bad), (5, 1, 0));
    let store = MemoryStore::new(1 << 20);
    let cancel = Cancel::new();
    let (merged, found) = job.make(table(&households(5)), store.clone(), &making(&cancel), |_| ());
    nothing(&found);
    let merged = merged.unwrap();
    assert!(merged.is_made);
    assert_eq!((merged.tally.copies, merged.tally.pages), (plan.copies, plan.pages));
    let files = store.take();
    assert_eq!(files.len(), 1);
    for (name, bytes) in files {
        assert!(bytes == home.read(&format!("out/{name}")), "{name}");
    }

    // All of the project at once: a check of all guides, and any job of any of them.
    let (kits, products, printers) = (Pick::All, Pick::All, Pick::All);
    let request = Request { kits, products, printers, limits, ..Request::new(today()) };
    let session = Session::open(world.clone(), request);
    nothing(session.found());
    assert!(session.kits().count() > 2 && session.printers().is_empty());
    let number = session.guides().position(|guide| guide.slug == GUIDE_OF_MERGES).unwrap();
    let request = MergeRequest { guide: number, ..merge_request() };
    assert!(session.merge(&request, &print, &table(&households(5))).0.is_some());
    assert!(session.roster(&roster_request(), table(LIST), Cancel::never()).0.is_some());
    let jobs = session.jobs(&print);
    let name = format!("{GUIDE_OF_MERGES}-leaflet-a4");
    let job = jobs.jobs.iter().find(|job| job.name == name).unwrap();
    assert!(session.sheet((&jobs, job), &print, Cancel::never()).0.is_some());
    (0..session.guides().len()).for_each(|guide| nothing(session.check(guide).unwrap()));
    assert!(session.guides().len() > 20 && session.products().len() > 5);

    // Nothing outside the project is asked for.
    let asked = world.asked();
    assert!(asked.len() > 50, "{asked:?}");
    for path in asked {
        let is_inside = !path.starts_with('/') && !path.split('/').any(|part| part == "..");
        assert!(is_inside && !path.contains('\\'), "{path}");
    }
}

#[test]
fn a_session_is_for_many_threads_and_many_owners() {
    fn shared<T: Send + Sync + Clone + 'static>(_: &T) {}
    let session = open(Recorder::new(&[]), "cai-dat-vneid", "hanger", Limits::SERVER);
    shared(&session);
    let print = PrintOptions::default();
    let alone = pdf(&session, &print);
    let start = Arc::new(std::sync::Barrier::new(8));
    let threads: Vec<_> = (0..8)
        .map(|_| {
            let (session, print, start) = (session.clone(), print.clone(), Arc::clone(&start));
            thread::spawn(move || {
                start.wait();
                [pdf(&session, &print), pdf(&session, &print)]
            })
        })
        .collect();
    for thread in threads {
        assert!(thread.join().unwrap().iter().all(|made| *made == alone));
    }
}

#[test]
fn what_a_person_types_stands_in_front_of_the_project() {
    let base = Recorder::new(&[]);
    let path = "guides/phong-lua-dao.yaml";
    let old = String::from_utf8(base.read(path).unwrap()).unwrap();
    let title = old.lines().find_map(|line| line.strip_prefix("title: ")).unwrap();
    let mut world = Overlay::new(base);
    let new = old.replacen(title, "Bác hãy cẩn thận", 1);
    world.set(path, Some(new.as_bytes())).unwrap();
    let session = open(Arc::new(world.clone()), "phong-lua-dao", "hanger", Limits::SERVER);
    assert_eq!(session.guides().next().unwrap().title.plain(), "Bác hãy cẩn thận");
    // The other guides are there still, and what is wrong with a change has its place in it.
    world.set(path, Some(b"title: [x\n")).unwrap();
    let session = Session::open(Arc::new(world), Request::new(today()));
    assert!(session.guides().len() > 15);
    assert!(session.found().has_errors());
    let (jobs, print) = (session.jobs(&PrintOptions::default()), PrintOptions::default());
    let other = jobs.jobs.iter().find(|job| job.name.starts_with("cai-dat-vneid-")).unwrap();
    assert!(session.sheet((&jobs, other), &print, Cancel::never()).0.is_some());
}

/// A guide so long that its layout takes a while.
fn long_guide() -> String {
    let step = |n: usize| {
        let words = "Bác mở máy ra rồi bấm vào hình, sau đó chờ một lát và đọc kỹ.\n\n".repeat(6);
        format!("## Bước {n} {{sources=nguon}}\n\n{words}")
    };
    let begin = GUIDE.find("## Mở").unwrap();
    GUIDE[..begin].to_owned() + &(1..=1700).map(step).collect::<String>()
}

#[test]
fn a_cancelled_sheet_stops_in_the_middle_of_its_layout_and_says_so() {
    let guide = long_guide();
    let world = Recorder::new(&[("guides/x.md", guide.as_bytes())]);
    let session = open(world, "x", "leaflet-a4", Limits::SERVER);
    let print = PrintOptions::default();
    let (jobs, job) = only(&session, &print);
    // The guide is checked once; what is measured twice is the sheet.
    assert!(session.check(job.guide).is_some());
    let whole = || {
        let start = Instant::now();
        let (sheet, found) = session.sheet((&jobs, &job), &print, Cancel::never());
        let whole = start.elapsed();
        assert!(sheet.is_none() && !codes(&found).contains(&Code::JobCancelled));
        assert!(found.has_errors(), "a guide that fits needs no time");
        whole
    };
    let before = whole();
    // Cancelled in the first quarter of that time, while it is set for the first time.
    let mut cancel = Cancel::new();
    let mut delays = Vec::new();
    for part in 1..=8 {
        cancel = Cancel::new();
        let (sheet, found, cancelled, ended) = thread::scope(|scope| {
            let cancelled = scope.spawn(|| {
                thread::sleep(before * part / 32);
                cancel.cancel();
                Instant::now()
            });
            let (sheet, found) = session.sheet((&jobs, &job), &print, &cancel);
            let ended = Instant::now();
            (sheet, found, cancelled.join().unwrap(), ended)
        });
        assert!(sheet.is_none());
        if codes(&found).last() == Some(&Code::JobCancelled) {
            delays.push(ended.saturating_duration_since(cancelled));
        }
    }
    // To set it once takes a third of the whole, to free what was set less than a tenth. A machine may have
    // become busier, and some delays long.
    let whole = before.max(whole());
    delays.sort();
    assert!(delays.len() > 4 && delays[delays.len() / 2] < whole / 5, "{delays:?} of {whole:?}");
    // One that was cancelled before does nothing at all, whoever asks.
    let start = Instant::now();
    let (sheet, _) = session.sheet((&jobs, &job), &print, &cancel);
    assert!(sheet.is_none() && start.elapsed() < whole / 2 + Duration::from_millis(50));
}

#[test]
fn cancelled_kits_pictures_rosters_and_merges_leave_nothing() {
    let cancel = Cancel::new();
    let world = Recorder::new(&[]);
    let print = PrintOptions::default();
    let session = open(world.clone(), GUIDE_OF_MERGES, "hanger", Limits::SERVER);
    let (jobs, job) = only(&session, &print);
    let (sheet, _) = session.sheet((&jobs, &job), &print, &cancel);
    let sheet = sheet.unwrap();
    let made = sheet.pdf().unwrap();
    let mut pictures = 0;
    let drawn = sheet.pictures(&made, (40, None), |_, _| {
        pictures += 1;
        cancel.cancel();
        Ok(())
    });
    assert_eq!((drawn.unwrap_err().code, pictures), (Code::JobCancelled, 1));
    assert_eq!(sheet.pdf().unwrap_err().code, Code::JobCancelled);

    let cancel = Cancel::new();
    let (merge, _) = session.merge(&merge_request(), &print, &table(&households(400)));
    let (store, merge) = (MemoryStore::new(8 << 20), merge.unwrap());
    let made = merge.make(table(&households(400)), store.clone(), &making(&cancel), |_| {
        cancel.cancel();
    });
    assert!(made.0.is_some_and(|merged| !merged.is_made));
    assert_eq!(codes(&made.1), [Code::JobCancelled]);
    assert_eq!((store.bytes(), store.files().len()), (0, 0));

    let session = Session::open(world.clone(), Request::of_rosters(today()));
    let (roster, found) = session.roster(&roster_request(), table(LIST), &cancel);
    assert!(roster.is_none() && codes(&found) == [Code::JobCancelled]);

    let session = Session::open(world, Request::of_kit("kich-hoat", today()));
    let kit = session.kits().next().unwrap();
    let (is_whole, found) = session.kit(kit, &print, &cancel, &mut |_| ());
    assert!(!is_whole && codes(&found) == [Code::JobCancelled]);
}

#[test]
fn every_quota_has_its_message() {
    let world = Recorder::new(&[]);
    let print = PrintOptions::default();
    let with = |limits| open(world.clone(), GUIDE_OF_MERGES, "hanger", limits);

    let session = with(Limits { pages: 1, ..Limits::SERVER });
    let (jobs, job) = only(&session, &print);
    let (sheet, found) = session.sheet((&jobs, &job), &print, Cancel::never());
    assert!(sheet.is_none());
    assert_eq!(codes(&found), [Code::JobPages]);
    let reported = &found.iter().next().unwrap().message;
    assert!(reported.en.contains("2 pages") && reported.vi.contains("2 trang"), "{reported:?}");

    let session = with(Limits { pixels: 100_000, ..Limits::SERVER });
    let (jobs, job) = only(&session, &print);
    let (sheet, _) = session.sheet((&jobs, &job), &print, Cancel::never());
    let sheet = sheet.unwrap();
    let pdf = sheet.pdf().unwrap();
    let put = |_: usize, _: &[u8]| panic!("a picture was painted");
    let drawn = sheet.pictures(&pdf, (600, None), put);
    assert_eq!(drawn.unwrap_err().code, Code::JobPixels);
    assert!(sheet.pictures(&pdf, (20, None), |_, _| Ok(())).is_ok());

    let session = with(Limits { records: 5, ..Limits::SERVER });
    let merge = |count: u64, request: &MergeRequest| {
        let (job, found) = session.merge(request, &print, &table(&households(count)));
        nothing(&found);
        let (store, cancel) = (MemoryStore::new(1 << 20), Cancel::new());
        let made =
            job.unwrap().make(table(&households(count)), store.clone(), &making(&cancel), |_| ());
        (made.0.is_some_and(|merged| merged.is_made), codes(&made.1), store.files().len())
    };
    let sorted = MergeRequest { sort: Some("Tổ".to_owned()), ..merge_request() };
    for request in [merge_request(), sorted] {
        assert_eq!(merge(5, &request), (true, Vec::new(), 1));
        assert_eq!(merge(6, &request), (false, vec![Code::JobRecords], 0));
    }
    let limits = Limits { records: 3, ..Limits::SERVER };
    let request = Request { limits, ..Request::of_rosters(today()) };
    let session = Session::open(world.clone(), request);
    let (sheet, found) = session.roster(&roster_request(), table(LIST), Cancel::never());
    assert!(sheet.is_none() && codes(&found) == [Code::JobRecords]);

    let many = "Bác vào <i>đây</i>.\n\n".repeat(20);
    let guide = format!("{GUIDE}\n{many}");
    let world = Recorder::new(&[("guides/x.md", guide.as_bytes())]);
    let all = open(world.clone(), "x", "leaflet-a4", Limits::LOCAL);
    assert!(all.found().errors() >= 20, "{}", all.found().errors());
    let few = open(world, "x", "leaflet-a4", Limits { findings: 3, ..Limits::LOCAL });
    let kept: Vec<_> = few.found().iter().collect();
    assert_eq!(few.found().errors(), 3);
    assert!(few.found().has_errors());
    let last = kept.last().unwrap();
    assert_eq!(last.code, Code::JobFindings);
    let more = all.found().errors() - 3;
    assert!(last.message.en.contains(&more.to_string()), "{}", last.message.en);
}

#[test]
fn a_copy_that_was_being_laid_out_when_its_merge_was_cancelled_is_in_no_file() {
    let files = MemoryWorld { files: BTreeMap::new() };
    let world = Arc::new(Stopping { files, stops: Mutex::default() });
    let print = PrintOptions::default();
    let session = open(world.clone(), GUIDE_OF_MERGES, "leaflet-a5", Limits::SERVER);
    let product = "leaflet-a5".to_owned();
    let request = MergeRequest { product, split: Split::PerFile(8), ..merge_request() };
    let (job, found) = session.merge(&request, &print, &table(&households(24)));
    nothing(&found);
    let cancel = Arc::new(Cancel::new());
    *world.stops.lock().unwrap() = Some(Arc::clone(&cancel));
    let store = MemoryStore::new(8 << 20);
    let how = Making { threads: 2, ..making(&cancel) };
    let (merged, _) = job.unwrap().make(table(&households(24)), store.clone(), &how, |_| ());
    assert!(cancel.is_cancelled(), "no picture was read for a copy");
    let merged = merged.unwrap();
    assert!(merged.done.is_empty() && !merged.is_made, "{merged:?}");
    assert_eq!(store.bytes(), 0);
}

#[test]
fn no_copy_is_missing_in_a_file_that_was_finished_before_a_merge_was_cancelled() {
    let print = PrintOptions::default();
    let session = open(Recorder::new(&[]), GUIDE_OF_MERGES, "hanger", Limits::SERVER);
    let request = MergeRequest { split: Split::PerFile(8), ..merge_request() };
    let (job, _) = session.merge(&request, &print, &table(&households(400)));
    let job = job.unwrap();
    let mut finished = 0;
    for round in 0..12 {
        let (store, cancel) = (MemoryStore::new(8 << 20), Cancel::new());
        let how = Making { threads: 1 + round % 4, ..making(&cancel) };
        let mut records = 0;
        // While one thread tells, others are in the middle of a copy.
        let (merged, _) = job.make(table(&households(400)), store.clone(), &how, |more| {
            records += more;
            if records > 8 * round as u64 {
                cancel.cancel();
            }
        });
        let merged = merged.unwrap();
        assert!(!merged.is_made && store.bytes() == 0);
        finished += merged.done.len();
        for done in &merged.done {
            assert!(done.copies == 8 && done.bad.is_empty(), "{round}: {done:?}");
        }
    }
    assert!(finished > 20, "{finished} files were finished");
}

#[test]
fn a_merge_without_room_leaves_nothing() {
    let print = PrintOptions::default();
    let session = open(Recorder::new(&[]), GUIDE_OF_MERGES, "hanger", Limits::SERVER);
    let (job, _) = session.merge(&merge_request(), &print, &table(&households(50)));
    let (store, cancel) = (MemoryStore::new(5000), Cancel::new());
    let made = job.unwrap().make(table(&households(50)), store.clone(), &making(&cancel), |_| ());
    assert!(made.0.is_none_or(|merged| !merged.is_made));
    assert!(codes(&made.1).contains(&Code::OutputFull), "{:?}", codes(&made.1));
    assert_eq!((store.bytes(), store.files().len()), (0, 0));
}

/// The memory this process holds, in KB; none where the system does not say.
fn held() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().trim_end_matches(" kB").trim().parse().ok()
}

#[test]
fn a_session_that_is_asked_again_and_again_does_not_grow() {
    if std::env::var_os("TOROI_GROWTH").is_none() {
        // Alone in its process, or other tests would be measured as well.
        let own = std::env::current_exe().unwrap();
        let name = "session::a_session_that_is_asked_again_and_again_does_not_grow";
        let mut command = std::process::Command::new(own);
        let done = command.args(["--exact", name, "--nocapture"]).env("TOROI_GROWTH", "1");
        let done = done.output().unwrap();
        let said = String::from_utf8_lossy(&done.stdout);
        assert!(done.status.success() && said.contains("1 passed"), "{said}");
        return;
    }
    let session = open(Recorder::new(&[]), GUIDE_OF_MERGES, "hanger", Limits::SERVER);
    let print = PrintOptions::default();
    let (jobs, job) = only(&session, &print);
    let list = households(3);
    let mut before = None;
    for round in 0..200 {
        let (sheet, _) = session.sheet((&jobs, &job), &print, Cancel::never());
        let sheet = sheet.unwrap();
        let pdf = sheet.pdf().unwrap();
        if round % 20 == 0 {
            sheet.pictures(&pdf, (30, None), |_, _| Ok(())).unwrap();
            let (merge, _) = session.merge(&merge_request(), &print, &table(&list));
            let (store, cancel) = (MemoryStore::new(1 << 20), Cancel::new());
            let made = merge.unwrap().make(table(&list), store, &making(&cancel), |_| ());
            assert!(made.0.unwrap().is_made);
        }
        if round == 50 {
            before = held();
        }
    }
    if let (Some(before), Some(after)) = (before, held()) {
        assert!(after < before + 8 * 1024, "from {before} KB to {after} KB");
    }
}

#[test]
fn files_of_one_session_have_names_of_their_own() {
    let session = Session::open(Recorder::new(&[]), Request::new(today()));
    let jobs = session.jobs(&PrintOptions::default());
    let names: BTreeMap<&str, &Job> = jobs.jobs.iter().map(|job| (&*job.name, job)).collect();
    assert!(names.len() == jobs.jobs.len() && names.len() > 50);
}
