//! What can happen to a file.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// The largest file that damage makes.
const LARGEST: usize = 64 * 1024;
/// What people and programs put where it does not belong.
const ODD: [&str; 26] = [
    "1e999",
    "-1e308",
    "99999999999999999999",
    "-1",
    "0",
    "nan",
    "inf",
    "0.1.2",
    "1,5",
    "\"",
    "'",
    "\"\"",
    "\0",
    "\u{1b}[31m",
    "\u{feff}",
    "\r",
    "\t",
    "é",
    "\u{202e}",
    "[",
    "{",
    "]]",
    ";",
    "=",
    "<",
    "\\",
];

#[derive(Debug, Clone)]
enum Damage {
    Flip(Index, u8),
    Cut(Index, Index),
    DropLine(Index),
    RepeatLine(Index, usize),
    SwapLines(Index, Index),
    Splice(Index, Index, Index),
    Insert(Index, &'static str),
    Number(Index, &'static str),
    Nest(Index, &'static str, usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<Index>;
    let deep = select(vec!["[", "{a=", "(", "<a>", "\"", "a.", "[[", "{\"a\":", "*"]);
    prop_oneof![
        (at(), any::<u8>()).prop_map(|(at, byte)| Damage::Flip(at, byte)),
        (at(), at()).prop_map(|(from, to)| Damage::Cut(from, to)),
        at().prop_map(Damage::DropLine),
        (at(), 1..40_usize).prop_map(|(at, times)| Damage::RepeatLine(at, times)),
        (at(), at()).prop_map(|(one, other)| Damage::SwapLines(one, other)),
        (at(), at(), at()).prop_map(|(other, from, to)| Damage::Splice(other, from, to)),
        (at(), select(ODD.to_vec())).prop_map(|(at, odd)| Damage::Insert(at, odd)),
        (at(), select(ODD.to_vec())).prop_map(|(at, odd)| Damage::Number(at, odd)),
        (at(), deep, 1..3000_usize).prop_map(|(at, what, times)| Damage::Nest(at, what, times)),
    ]
}

/// One of these files, damaged.
pub fn damaged(seeds: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    (any::<Index>(), vec(damage(), 1..5)).prop_map(move |(seed, damages)| {
        let mut bytes = seeds[seed.index(seeds.len())].clone();
        damages.iter().for_each(|damage| damage.to(&mut bytes, &seeds));
        bytes.truncate(LARGEST);
        bytes
    })
}

impl Damage {
    fn to(&self, bytes: &mut Vec<u8>, seeds: &[Vec<u8>]) {
        let place = |at: &Index, bytes: &[u8]| at.index(bytes.len() + 1);
        match self {
            Self::Flip(at, with) if !bytes.is_empty() => {
                let at = at.index(bytes.len());
                bytes[at] ^= with;
            }
            Self::Cut(from, to) => {
                let (from, to) = (place(from, bytes), place(to, bytes));
                bytes.drain(from.min(to)..from.max(to));
            }
            Self::DropLine(at) => on_lines(bytes, |lines| drop(lines.remove(at.index(lines.len())))),
            Self::RepeatLine(at, times) => on_lines(bytes, |lines| {
                let at = at.index(lines.len());
                let line = lines[at].clone();
                lines.splice(at..at, vec![line; *times]);
            }),
            Self::SwapLines(one, other) => on_lines(bytes, |lines| {
                let n = lines.len();
                lines.swap(one.index(n), other.index(n));
            }),
            Self::Splice(other, from, to) => {
                let other = &seeds[other.index(seeds.len())];
                let (from, to) = (place(from, bytes), place(to, other));
                bytes.truncate(from);
                bytes.extend_from_slice(&other[to..]);
            }
            Self::Insert(at, what) => insert(bytes, place(at, bytes), what.as_bytes()),
            Self::Number(at, with) => {
                let from = place(at, bytes);
                let is_figure = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'-');
                let start = from
                    + bytes[from..]
                        .iter()
                        .position(|byte| byte.is_ascii_digit())
                        .unwrap_or(bytes.len() - from);
                let end = start + bytes[start..].iter().take_while(|byte| is_figure(byte)).count();
                bytes.splice(start..end, with.bytes());
            }
            Self::Nest(at, what, times) => insert(bytes, place(at, bytes), what.repeat(*times).as_bytes()),
            Self::Flip(..) => {}
        }
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, what: &[u8]) {
    bytes.splice(at..at, what.iter().copied());
}

/// Does something to the lines of a file that has any.
fn on_lines(bytes: &mut Vec<u8>, change: impl FnOnce(&mut Vec<Vec<u8>>)) {
    let mut lines: Vec<Vec<u8>> = bytes
        .split_inclusive(|&byte| byte == b'\n')
        .map(<[u8]>::to_vec)
        .collect();
    if !lines.is_empty() {
        change(&mut lines);
        *bytes = lines.concat();
    }
}
