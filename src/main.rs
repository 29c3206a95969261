//! The `toroi` program; everything is in the library.

fn main() -> std::process::ExitCode {
    toroi::cli::main()
}
