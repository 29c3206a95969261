#[unsafe(no_mangle)]
pub extern "C" fn probe(a: usize) -> usize {
    use std::sync::Arc;
    use toroi::{cancel::Cancel, session::*, world::MemoryWorld};
    let today = toroi::guide::Date { year: 2026, month: 11, day: 28 };
    let r = Request { products: Pick::one("leaflet-a5"), guides: Pick::one("cai-dat-vneid"), ..Request::new(today) };
    let s = Session::open(Arc::new(MemoryWorld::default()), r);
    let p = PrintOptions::default();
    let jobs = s.jobs(&p);
    let (sheet, _) = s.sheet((&jobs, &jobs.jobs[0]), &p, Cancel::never());
    let sheet = sheet.unwrap();
    let pdf = sheet.pdf().unwrap();
    let mut n = pdf.len();
    if a > 0 { sheet.pictures(&pdf, 72, |_, b| { n += b.len(); Ok(()) }).unwrap(); }
    n
}
