//! Questions that are wrong, too large, or nearly right.

use super::dice::Dice;

pub const QUESTIONS: [&str; 5] = ["scenario", "world", "ensemble", "loops", "explanation"];

const NUMBERS: [&str; 18] = [
    "0",
    "1",
    "2",
    "-1",
    "0.5",
    "1e308",
    "1e400",
    "-1e400",
    "-0.0",
    "1e-320",
    "NaN",
    "Infinity",
    "9007199254740993",
    "18446744073709551615",
    "18446744073709551616",
    "4294967296",
    "99999999999999999999999999999999999999",
    "0x10",
];
const TEXTS: [&str; 12] = [
    "\"\"",
    "\"gossip.rate\"",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"../../etc/passwd\"",
    "\"🦀\\u202e\"",
    "\"thriving\"",
    "\"nan\"",
    "\"members\"",
    "\"a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p\"",
    "\"members[0].name\"",
    "\"sweep\"",
];
const KEYS: [&str; 16] = [
    "gossip.rate",
    "gossip.enabled",
    "months",
    "seed",
    "population.count",
    "relations.trust_mean",
    "relations.network",
    "relations.ties_file",
    "membership.enabled",
    "members",
    "members.0.goal",
    "shocks",
    "arms",
    "experiment.runs",
    "sample.points_file",
    "alliance.goal_axes",
];
const SCENARIOS: [&str; 14] = [
    "",
    "months = 6",
    "months = 0",
    "months = 1200\npopulation.count = 201",
    "population.count = 5000",
    "population.count = 1e18",
    "relations.trust_mean = nan",
    "relations.ties_file = \"/etc/passwd\"",
    "[sample]\npoints_file = \"../../etc/passwd\"\n",
    "title = \"\\u0000\"",
    "[[arms]]\nname = \"a\"\nset = { \"months\" = -1 }",
    "months = 3\n[sweep]\n\"gossip.rate\" = { from = 0.0, to = 1.0, steps = 1000000000 }",
    "a.a.a.a.a.a.a.a.a.a.a.a = 1",
    "months = 6\nmonths = 7",
];

/// A JSON text, or nearly one.
pub fn value(dice: &mut Dice, depth: usize) -> String {
    match dice.below(if depth == 0 { 4 } else { 6 }) {
        0 => dice.of(&["null", "true", "false"]).to_owned(),
        1 | 2 => dice.of(&NUMBERS).to_owned(),
        3 => dice.of(&TEXTS).to_owned(),
        4 => format!("[{}]", list(dice, |dice| value(dice, depth - 1))),
        _ => format!(
            "{{{}}}",
            list(dice, |dice| format!("{}:{}", dice.of(&TEXTS), value(dice, depth - 1)))
        ),
    }
}

/// A question of the right form, of which some part is wrong.
pub fn question(dice: &mut Dice) -> String {
    let toml = match dice.below(8) {
        0 => value(dice, 1),
        1 => text(&nested(dice, "a = ", ["[", "]"])),
        2 => text(&nested(dice, "", ["a.", ""])),
        3 => text(&"[[members]]\n".repeat(dice.below(300))),
        _ => text(dice.of(&SCENARIOS)),
    };
    let changes = match dice.below(4) {
        0 => value(dice, 3),
        1 => "[]".to_owned(),
        _ => format!(
            "[{}]",
            list(dice, |dice| format!("[{},{}]", text(dice.of(&KEYS)), value(dice, 2)))
        ),
    };
    let mut fields = vec![format!("\"toml\":{toml}"), format!("\"changes\":{changes}")];
    let rest = ["seed", "replication", "runs", "futures"];
    fields.extend(rest.iter().map(|name| format!("\"{name}\":{}", number(dice))));
    fields.push(format!(
        "\"goal\":{}",
        dice.of(&["\"survival\"", "\"thriving\"", "\"fame\"", "7"])
    ));
    if dice.below(10) == 0 {
        fields.remove(dice.below(7));
    }
    format!("{{{}}}", fields.join(","))
}

/// A question that is right, and answered quickly.
pub fn right(dice: &mut Dice) -> String {
    let rate = dice.below(100) as f64 / 100.0;
    let seed = dice.below(1_000_000);
    format!(
        r#"{{"toml":"months = 4","changes":[["gossip.rate",{rate}]],"seed":{seed},"replication":3,"runs":10,"goal":"survival","futures":10}}"#
    )
}

/// Deeper than anything should go.
pub fn deep(dice: &mut Dice) -> String {
    let brackets = [["[", "]"], ["{\"toml\":", "}"], ["{\"changes\":[", "]}"], ["[", ""]];
    let bracket = brackets[dice.below(brackets.len())];
    nested(dice, "", bracket)
}

fn nested(dice: &mut Dice, before: &str, [open, close]: [&str; 2]) -> String {
    let depth = [100, 1000, 50_000][dice.below(3)];
    format!("{before}{}1{}", open.repeat(depth), close.repeat(depth))
}

fn number(dice: &mut Dice) -> String {
    match dice.below(3) {
        0 => dice.of(&NUMBERS).to_owned(),
        _ => dice.below(12).to_string(),
    }
}

fn list(dice: &mut Dice, item: impl Fn(&mut Dice) -> String) -> String {
    let items: Vec<_> = (0..dice.below(4)).map(|_| item(dice)).collect();
    items.join(",")
}

fn text(plain: &str) -> String {
    serde_json::Value::from(plain).to_string()
}
