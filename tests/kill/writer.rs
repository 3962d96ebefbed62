//! One writer: runs the program again and again, and kills it.

use std::io::{Read, Write as _};
use std::ops::{AddAssign, Range};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::dashboard::{Scene, observation};

/// What happened.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    /// Observations told as recorded, or as already there.
    pub(crate) told: usize,
    /// Of these, already there: written by a process that was killed before it could tell.
    pub(crate) untold_before: usize,
    /// Processes begun.
    pub(crate) runs: usize,
    /// Processes that a kill ended.
    pub(crate) killed: usize,
    /// Of these, killed after they had told something.
    pub(crate) killed_late: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.told += other.told;
        self.untold_before += other.untold_before;
        self.runs += other.runs;
        self.killed += other.killed;
        self.killed_late += other.killed_late;
    }
}

/// Records the observations of some numbers until all are told.
pub(crate) struct Writer<'s> {
    scene: &'s Scene,
    left: Vec<usize>,
    told: Vec<usize>,
    tally: Tally,
    random: u64,
    /// How long the last process that was not killed took.
    usual: Duration,
}

impl<'s> Writer<'s> {
    pub(crate) fn new(scene: &'s Scene, numbers: Range<usize>, seed: u64) -> Self {
        Self {
            scene,
            left: numbers.rev().collect(),
            told: Vec::new(),
            tally: Tally::default(),
            random: seed,
            usual: Duration::from_millis(30),
        }
    }

    pub(crate) fn run(mut self) -> Tally {
        while !self.left.is_empty() {
            // Mostly one at a time.
            let several = self.below(10) == 0;
            let count = if several { 2 + self.below(7) } else { 1 };
            let numbers: Vec<usize> = self.left.iter().rev().take(count).copied().collect();
            self.once(&numbers);
        }
        self.tally
    }

    /// Runs the program once for some observations.
    fn once(&mut self, numbers: &[usize]) {
        let start = Instant::now();
        let mut child = spawn(self.scene, numbers);
        let is_doomed = self.below(2) == 0;
        if is_doomed {
            let most = self.usual.as_micros() as usize * 5 / 4;
            thread::sleep(Duration::from_micros(self.below(most) as u64));
            child.kill().unwrap();
        }
        let mut said = String::new();
        child
            .stdout
            .take()
            .unwrap()
            .read_to_string(&mut said)
            .unwrap();
        let mut complaint = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut complaint)
            .unwrap();
        let status = child.wait().unwrap();
        self.tally.runs += 1;
        let is_killed = status.signal() == Some(9);
        assert!(is_killed || status.success(), "{status}: {complaint}");
        if !is_killed && !is_doomed {
            self.usual = start.elapsed();
        }
        // A line without its end was not told.
        let lines = said
            .split_inclusive('\n')
            .filter(|line| line.ends_with('\n'));
        let mut told = 0;
        for (line, number) in lines.zip(numbers) {
            let (id, day, value) = observation(*number);
            assert!(
                line.contains(&format!("{id} {day}: {value} % in ")),
                "{line}"
            );
            self.tally.untold_before += usize::from(line.starts_with("already there: "));
            told += 1;
        }
        assert!(is_killed || told == numbers.len(), "{said}");
        self.tally.told += told;
        for number in numbers.iter().take(told) {
            assert_eq!(self.left.pop(), Some(*number));
            self.told.push(*number);
        }
        if is_killed {
            self.tally.killed += 1;
            self.tally.killed_late += usize::from(told > 0);
            self.scene.has(&self.told);
        }
    }

    /// A random number below another (splitmix64).
    fn below(&mut self, end: usize) -> usize {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.random;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((bits ^ (bits >> 31)) % end.max(1) as u64) as usize
    }
}

/// Starts the program on one observation, or on several by standard input.
fn spawn(scene: &Scene, numbers: &[usize]) -> Child {
    let mut command = program(scene);
    if let [number] = numbers {
        let (id, day, value) = observation(*number);
        command.args([id, &value.to_string(), "--date", &day.to_string()]);
        return command.spawn().unwrap();
    }
    let mut child = command.arg("--stdin").spawn().unwrap();
    let lines: Vec<String> = numbers
        .iter()
        .map(|number| {
            let (id, day, value) = observation(*number);
            format!("{{\"indicator\": \"{id}\", \"date\": \"{day}\", \"value\": {value}}}\n")
        })
        .collect();
    let mut pipe = child.stdin.take().unwrap();
    pipe.write_all(lines.concat().as_bytes()).unwrap();
    child
}

fn program(scene: &Scene) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tightrope"));
    command.arg("record").arg(scene.path());
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Records one observation undisturbed.
pub(crate) fn record_one(scene: &Scene, indicator: &str, date: &str) -> Output {
    let mut command = program(scene);
    command.args([indicator, "1", "--date", date]);
    command.output().unwrap()
}
