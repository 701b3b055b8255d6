//! Networks with two dense parts, and mixed ones with as many ties: what `docs/predictions.md` compares.

use alliance_dynamics::random::{Chance, Purpose};

/// Members of the alliance; those of the first half are `Member 1` to `Member 8`.
pub const MEMBERS: usize = 16;
/// Members of each half.
pub const HALF: usize = MEMBERS / 2;
/// Exchanges of two ties that mix a network.
const EXCHANGES: u32 = 1000;

type Ties = Vec<(usize, usize)>;

/// Everybody tied to everybody within each half, and so many bridges between the halves, spread evenly over the members.
pub fn divided(bridges: usize) -> Ties {
    let within = |first: usize| (first..first + HALF).flat_map(move |i| (i + 1..first + HALF).map(move |j| (i, j)));
    let bridges = (0..bridges).map(|bridge| (bridge % HALF, HALF + (bridge + bridge / HALF) % HALF));
    within(0).chain(within(HALF)).chain(bridges).collect()
}

/// The same ties with their ends exchanged at random, so that everybody keeps the number of contacts; each number gives another
/// network, of one piece.
pub fn mixed(bridges: usize, number: u32) -> Ties {
    let mut draws = Chance::new(17).of(Purpose::named("ties exchanged"), 0).at(number, 0);
    loop {
        let mut ties = divided(bridges);
        for _ in 0..EXCHANGES {
            let mut pick = || ties[draws.below(ties.len() as u32) as usize];
            let (one, other) = (pick(), pick());
            // Which end of the second tie goes where is chance too, or some networks could never be reached.
            let other = if draws.below(2) == 0 { other } else { (other.1, other.0) };
            exchange(&mut ties, one, other);
        }
        if is_one_piece(&ties) {
            return ties;
        }
    }
}

/// Two ties a–b, c–d become a–d, c–b, where they have no end in common and neither is there yet.
fn exchange(ties: &mut Ties, (a, b): (usize, usize), (c, d): (usize, usize)) {
    let place = |ties: &Ties, i: usize, j: usize| ties.iter().position(|&tie| tie == (i, j) || tie == (j, i));
    let apart = a != c && a != d && b != c && b != d;
    if !apart || place(ties, a, d).is_some() || place(ties, c, b).is_some() {
        return;
    }
    if let (Some(one), Some(other)) = (place(ties, a, b), place(ties, c, d)) {
        (ties[one], ties[other]) = ((a, d), (c, b));
    }
}

fn is_one_piece(ties: &Ties) -> bool {
    let mut reached = [false; MEMBERS];
    reached[0] = true;
    for _ in 0..MEMBERS {
        for &(i, j) in ties {
            reached[i] |= reached[j];
            reached[j] |= reached[i];
        }
    }
    reached.into_iter().all(|reached| reached)
}

/// Whether two members are of different halves.
pub fn is_across(&(i, j): &(usize, usize)) -> bool {
    (i < HALF) != (j < HALF)
}

/// The default alliance with sixteen members and these ties.
pub fn scenario(ties: &[(usize, usize)]) -> String {
    let listed = ties.iter().map(|(i, j)| {
        let (from, to) = (i + 1, j + 1);
        format!("{{ from = \"Member {from}\", to = \"Member {to}\" }}")
    });
    let listed: Vec<String> = listed.collect();
    format!(
        "population.count = {MEMBERS}\nrelations.network = \"listed\"\nrelations.ties = [{}]\n",
        listed.join(", ")
    )
}
