//! The engine of the page as WebAssembly, without any glue: three functions and two imports.
//!
//! The Worker puts a message where [`toroi_alloc`] says, asks [`toroi_call`], reads the answer from where it
//! points (its length in four bytes, then the message) and gives both back with [`toroi_free`].

use std::sync::OnceLock;

use toroi::cancel::Cancel;
use toroi::web::{Call, Engine};

#[link(wasm_import_module = "env")]
unsafe extern "C" {
    /// So much of a long job is done, of so much; 0 when that is not known.
    safe fn progress(done: f64, of: f64);
    /// The program found a fault of its own and ends: what it says, in UTF-8.
    fn panicked(words: *const u8, length: usize);
}

static ENGINE: OnceLock<Engine> = OnceLock::new();

/// The length that stands in front of an answer.
const LENGTH: usize = 4;

fn engine() -> &'static Engine {
    ENGINE.get_or_init(|| {
        std::panic::set_hook(Box::new(|panic| {
            let words = panic.to_string();
            // SAFETY: the words live until the host has read them.
            unsafe { panicked(words.as_ptr(), words.len()) };
        }));
        Engine::of_program("wasm")
    })
}

/// Room for so many bytes.
#[unsafe(no_mangle)]
pub extern "C" fn toroi_alloc(length: usize) -> *mut u8 {
    Box::into_raw(vec![0_u8; length].into_boxed_slice()).cast()
}

/// Gives room back.
///
/// # Safety
/// `bytes` and `length` are those of [`toroi_alloc`] or of an answer, and nobody uses the room any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn toroi_free(bytes: *mut u8, length: usize) {
    // SAFETY: by the contract above it is a box of just this length.
    drop(unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(bytes, length)) });
}

/// Answers a message. The room of the answer, its four bytes of length with it, is given back with
/// [`toroi_free`].
///
/// # Safety
/// `message` points at `length` bytes of [`toroi_alloc`] that are filled.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn toroi_call(message: *const u8, length: usize) -> *mut u8 {
    // SAFETY: by the contract above.
    let message = unsafe { std::slice::from_raw_parts(message, length) };
    let cancel = Cancel::never();
    let told = |done: u64, of: u64| progress(done as f64, of as f64);
    let answer = engine().call(message, &Call { cancel, progress: &told, threads: 1, keep: None });
    let mut out = Vec::with_capacity(LENGTH + answer.len());
    out.extend((answer.len() as u32).to_le_bytes());
    out.extend(answer);
    Box::into_raw(out.into_boxed_slice()).cast()
}
