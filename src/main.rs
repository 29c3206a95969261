//! The `toroi` program; everything is in the library.

/// A leaflet is many small objects for a short time; this allocator spends a tenth less on them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    toroi::cli::main()
}
