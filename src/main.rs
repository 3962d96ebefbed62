//! Arguments to exit code, nothing else.

#![expect(
    clippy::disallowed_methods,
    reason = "the arguments are given on from here"
)]

fn main() -> std::process::ExitCode {
    tightrope::cli::main(std::env::args_os())
}
