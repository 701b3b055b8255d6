//! Requests that nobody should send. `examples/hostile_requests` sends more of them, to the program as it is handed out.

#[path = "../../../../examples/hostile_requests/attack.rs"]
mod attack;
#[path = "../../../../examples/hostile_requests/dice.rs"]
mod dice;
#[path = "../../../../examples/hostile_requests/json.rs"]
mod json;
#[path = "../../../../examples/hostile_requests/requests.rs"]
mod requests;

use std::time::Duration;

use alliance_page::server::ServerBounds;
use attack::{Tally, attack};

use super::Running;

const ATTACKERS: u64 = 3;

#[test]
fn nothing_that_is_sent_makes_it_fail() {
    let server = Running::within(ServerBounds {
        body: Duration::from_millis(500),
        head: Duration::from_millis(500),
        ..ServerBounds::default()
    });
    let mut tally = Tally::default();
    std::thread::scope(|scope| {
        let attackers: Vec<_> = (0..ATTACKERS)
            .map(|which| {
                let numbers = (0..500).map(move |number| number * ATTACKERS + which);
                let port = server.port;
                scope.spawn(move || attack(port, 1, numbers, Duration::from_secs(10)))
            })
            .collect();
        attackers
            .into_iter()
            .for_each(|attacker| tally.add(attacker.join().unwrap()));
    });
    assert!(tally.wrong.is_empty(), "{:#?}", tally.wrong);
    let answered = |status: u16| tally.statuses.keys().any(|&(_, found)| found == status);
    for status in [200, 400, 403, 404, 413, 421, 422, 431] {
        assert!(
            answered(status),
            "no request was answered {status}: {:#?}",
            tally.statuses
        );
    }
    assert_eq!(server.get("/", "").status(), 200);
}
