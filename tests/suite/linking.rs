//! What the program needs of the system it runs on.
#![cfg(all(target_os = "linux", target_env = "gnu", target_arch = "x86_64"))]

use std::path::Path;
use std::process::Command;

/// `e_type` of a program that may be loaded at any address (System V ABI, 4.1).
const ANYWHERE: u64 = 3;
/// `p_type` of the part that names the loader of shared libraries (System V ABI, 5.1).
const LOADER: u64 = 3;

fn number<const N: usize>(bytes: &[u8], at: usize) -> u64 {
    let own: [u8; N] = bytes[at..at + N].try_into().unwrap();
    own.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// Where this computer has the C library to put in, the program needs none of another.
#[test]
fn the_c_library_is_in_the_program_and_no_address_is_fixed() {
    let found = Command::new("cc").arg("-print-file-name=libc.a").output().unwrap();
    let has_library = Path::new(String::from_utf8(found.stdout).unwrap().trim()).is_absolute();
    let program = std::fs::read(env!("CARGO_BIN_EXE_toroi")).unwrap();
    assert_eq!(number::<2>(&program, 16), ANYWHERE);
    let (first, size, count) = (
        number::<8>(&program, 32) as usize,
        number::<2>(&program, 54) as usize,
        number::<2>(&program, 56) as usize,
    );
    let kinds: Vec<u64> = (0..count).map(|nth| number::<4>(&program, first + nth * size)).collect();
    assert!(count > 3, "{kinds:?}");
    assert_eq!(kinds.contains(&LOADER), !has_library, "{kinds:?}");
}
