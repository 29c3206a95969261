//! Memory that the program keeps.

use std::hint::black_box;

/// How much, in bytes: half of what a leaflet takes.
const KEPT: usize = 1 << 20;

/// Keeps memory for what comes: a thread calls it when it begins. The allocator of Linux gives memory
/// back to the system when 128 KB of it are free, asks for it again a moment later, and gets a thread's
/// page by page; each page then comes anew, which took a tenth of the time of a leaflet. A block that it
/// took from the system and gets back raises these limits to its size (`M_MMAP_THRESHOLD` and
/// `M_TRIM_THRESHOLD` in mallopt(3)), and of a second one as large it keeps the addresses. Neither is
/// written to, so neither takes memory; other allocators lose nothing by it.
pub fn keep() {
    for _ in 0..2 {
        drop(black_box(Vec::<u8>::with_capacity(KEPT)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::thread;

    /// How many pages this thread was given so far (proc(5), `minflt`).
    fn faults() -> usize {
        let stat = fs::read_to_string("/proc/thread-self/stat").unwrap();
        let (_, numbers) = stat.rsplit_once(')').unwrap();
        numbers.split_whitespace().nth(7).unwrap().parse().unwrap()
    }

    #[test]
    #[cfg_attr(
        not(all(target_os = "linux", target_env = "gnu")),
        ignore = "about the allocator of Linux"
    )]
    fn what_was_given_back_does_not_come_anew() {
        let work = || drop(black_box((0..600).map(|_| vec![1_u8; 1 << 10]).collect::<Vec<_>>()));
        let kept = thread::spawn(move || {
            keep();
            work();
            let before = faults();
            work();
            faults() - before
        });
        assert!(kept.join().unwrap() < 30);
    }
}
