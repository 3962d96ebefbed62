//! Arguments to exit code, nothing else.

fn main() -> std::process::ExitCode {
    tightrope::cli::main(std::env::args_os())
}
