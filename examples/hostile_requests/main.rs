//! Treats a server of `alliance explore` badly, and says how it bore that.
//!
//! `cargo build --release && cargo run --release --example hostile_requests -- target/release/alliance 10000`
//!
//! Prints how often every kind of request was answered with every status, and how much memory the server held meanwhile. Ends with
//! exit code 1 if the server failed, panicked or grew.

mod attack;
mod dice;
mod json;
mod requests;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::Duration;

use anyhow::Context as _;

use attack::{Tally, attack};

const SEED: u64 = 5;
/// Who asks at the same time.
const ATTACKERS: u64 = 4;
/// Memory is read so many times.
const ROUNDS: u64 = 10;
const PATIENCE: Duration = Duration::from_secs(20);
/// The server may hold so much more at the end than after the first round.
const MOST_GROWTH: u64 = 64 << 10;

fn main() -> anyhow::Result<ExitCode> {
    let mut words = std::env::args().skip(1);
    let program = words.next().context("the path of `alliance` is needed")?;
    let n_requests: u64 = words.next().map_or(Ok(10_000), |number| number.parse())?;
    let mut server = Command::new(program)
        .args(["explore", "--no-open", "--port", "0", "--quiet"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let found = treat(&mut server, n_requests);
    server.kill()?;
    let mut said = String::new();
    server.stderr.take().context("no stderr")?.read_to_string(&mut said)?;
    let (tally, memory) = found?;
    report(&tally, &memory, &said)
}

/// What was answered, and the memory held after every round, in kB.
fn treat(server: &mut Child, n_requests: u64) -> anyhow::Result<(Tally, Vec<u64>)> {
    let mut address = String::new();
    BufReader::new(server.stdout.as_mut().context("no stdout")?).read_line(&mut address)?;
    let port = address
        .trim()
        .trim_end_matches('/')
        .rsplit(':')
        .next()
        .unwrap_or_default()
        .parse()?;
    let (mut tally, mut memory) = (Tally::default(), Vec::new());
    for round in 0..ROUNDS {
        let numbers = round * n_requests / ROUNDS..(round + 1) * n_requests / ROUNDS;
        std::thread::scope(|scope| {
            let attackers: Vec<_> = (0..ATTACKERS)
                .map(|which| {
                    let numbers = numbers.clone().filter(move |number| number % ATTACKERS == which);
                    scope.spawn(move || attack(port, SEED, numbers, PATIENCE))
                })
                .collect();
            for attacker in attackers {
                match attacker.join() {
                    Ok(found) => tally.add(found),
                    Err(_) => tally.wrong.push("an attacker panicked".to_owned()),
                }
            }
        });
        memory.push(resident(server.id())?);
        if let Some(code) = server.try_wait()? {
            tally.wrong.push(format!("the server has ended: {code}"));
        }
    }
    Ok((tally, memory))
}

/// Memory that a process holds, in kB.
fn resident(process: u32) -> anyhow::Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    Ok(number
        .context("the system does not say how much memory is held")?
        .parse()?)
}

fn report(tally: &Tally, memory: &[u64], said: &str) -> anyhow::Result<ExitCode> {
    let mut out = std::io::stdout().lock();
    for ((kind, status), count) in &tally.statuses {
        let status = if *status == 0 {
            "closed".to_owned()
        } else {
            status.to_string()
        };
        writeln!(out, "{kind:16} {status:>6} {count:>6}")?;
    }
    writeln!(
        out,
        "memory in MB, round by round: {:?}",
        memory.iter().map(|kb| kb >> 10).collect::<Vec<_>>()
    )?;
    let grown = memory
        .last()
        .zip(memory.first())
        .map_or(0, |(last, first)| last.saturating_sub(*first));
    tally
        .wrong
        .iter()
        .take(20)
        .try_for_each(|wrong| writeln!(out, "WRONG {wrong}"))?;
    writeln!(out, "wrong: {}; said on standard error: {said:?}", tally.wrong.len())?;
    let is_well = tally.wrong.is_empty() && said.is_empty() && grown <= MOST_GROWTH;
    Ok(if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
