//! Networks as people have them: one village in every format, read by `blocs` and as a ties file.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use alliance_dynamics::alliance::Alliance;
use alliance_dynamics::random::Chance;
use alliance_dynamics::scenario::Study;
use alliance_dynamics::scenario::networks::NetworkFile;
use alliance_studies::blocs::{Criterion, NamedTies};

use crate::program::Desk;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/it/networks");
const NAMES: [&str; 3] = ["Old Mill", "Bakery", "Harbour"];
const TIES: [(&str, &str, f64); 3] = [
    ("Old Mill", "Bakery", 1.0),
    ("Bakery", "Harbour", -1.0),
    ("Old Mill", "Harbour", -0.5),
];
/// What every file is understood to be.
const UNDERSTOOD: [(&str, &str); 22] = [
    (
        "gephi-edges.csv",
        "a list of ties, separated by commas: 3 members, 3 ties, undirected; the columns `Id` and `Label` are not read",
    ),
    (
        "gephi-semicolons.csv",
        "a list of ties, separated by semicolons: 3 members, 3 ties, undirected; with decimal commas; the columns `Id` and `Label` are not read",
    ),
    ("gephi.graphml", "GraphML: 3 members, 3 ties, undirected"),
    ("igraph.graphml", "GraphML: 3 members, 5 ties, partly directed"),
    (
        "list-any-order.csv",
        "a list of ties, separated by commas: 3 members, 3 ties; the column `note` is not read",
    ),
    (
        "list-blanks.txt",
        "a list of ties, separated by blanks: 3 members, 3 ties",
    ),
    (
        "list-capitals.csv",
        "a list of ties, separated by commas: 3 members, 3 ties",
    ),
    (
        "list-commas.csv",
        "a list of ties, separated by commas: 3 members, 3 ties",
    ),
    (
        "list-semicolons.csv",
        "a list of ties, separated by semicolons: 3 members, 3 ties; with decimal commas",
    ),
    (
        "list-tabs.tsv",
        "a list of ties, separated by tabs: 3 members, 3 ties; with decimal commas",
    ),
    (
        "matrix-excel.csv",
        "a matrix, separated by semicolons: 3 members, 3 ties, undirected",
    ),
    (
        "matrix-header-only.tsv",
        "a matrix, separated by tabs: 3 members, 3 ties, undirected",
    ),
    (
        "matrix-r.txt",
        "a matrix, separated by blanks: 3 members, 3 ties, undirected",
    ),
    (
        "matrix.csv",
        "a matrix, separated by commas: 3 members, 3 ties, undirected",
    ),
    (
        "no-header-semicolons.csv",
        "a list of ties, separated by semicolons, without a header: 3 members, 3 ties; with decimal commas",
    ),
    (
        "no-header.csv",
        "a list of ties, separated by commas, without a header: 3 members, 3 ties",
    ),
    ("pajek-arcs.net", "Pajek: 3 members, 6 ties, directed"),
    ("pajek-edges.net", "Pajek: 3 members, 3 ties, undirected"),
    ("pajek-matrix.net", "Pajek: 3 members, 3 ties, undirected"),
    ("ucinet-edgelist.dl", "UCINET DL: 3 members, 6 ties, directed"),
    (
        "ucinet-half.dl",
        "UCINET DL: 3 members, 3 ties, undirected; only one half is filled",
    ),
    ("ucinet-matrix.dl", "UCINET DL: 3 members, 3 ties, undirected"),
];

#[test]
fn every_file_is_the_village_and_says_how_it_was_read() {
    let paths = files();
    let found: Vec<_> = paths.iter().map(|path| name(path)).collect();
    assert_eq!(found, UNDERSTOOD.map(|(name, _)| name));
    for ((_, understood), path) in UNDERSTOOD.iter().zip(&paths) {
        let file = NetworkFile::read(path).unwrap();
        assert_eq!(file.understood(), format!("read as {understood}"), "{}", path.display());
        assert_eq!(village_of_blocs(&file), village(), "{}", path.display());
    }
}

#[test]
fn a_file_is_the_same_network_to_blocs_and_as_a_ties_file() {
    for path in files() {
        let text = fs::read_to_string(&path).unwrap();
        let members = NAMES.map(|name| format!("[[members]]\nname = \"{name}\"\n")).concat();
        let scenario = format!(
            "{members}[relations]\nnetwork = \"listed\"\ntrust_sd = 0\nties_file = \"t\"\nties_both_ways = true\n"
        );
        let study = Study::from_texts(&scenario, BTreeMap::from([("t".to_owned(), text)])).unwrap();
        let mut alliance = Alliance::default();
        study.base.found(&Chance::new(1), &mut alliance);
        let mut trust = BTreeMap::new();
        for (i, from) in NAMES.iter().enumerate() {
            for entry in alliance.relations.row(i) {
                let pair = ((*from).to_owned(), NAMES[alliance.relations.to(entry)].to_owned());
                trust.insert(pair, alliance.relations.trust[entry]);
            }
        }
        let both = TIES
            .iter()
            .flat_map(|&(from, to, weight)| [(from, to, weight), (to, from, weight)]);
        let expected: BTreeMap<_, _> = both
            .map(|(from, to, weight)| ((from.to_owned(), to.to_owned()), weight))
            .collect();
        assert_eq!(trust, expected, "{}", path.display());
    }
}

#[test]
fn what_is_said_of_a_direction_itself_overrules_what_is_said_back() {
    let scenario = "members = [{ name = \"A\" }, { name = \"B\" }]\n[relations]\nties_file = \"t\"\nties_both_ways = true\n\
        ties = [{ from = \"B\", to = \"A\", image = 0.25 }]\n";
    let file = "from,to,trust,image\nA,B,0.5,-0.5\n".to_owned();
    let study = Study::from_texts(scenario, BTreeMap::from([("t".to_owned(), file)])).unwrap();
    let mut alliance = Alliance::default();
    study.base.found(&Chance::new(1), &mut alliance);
    let relations = &alliance.relations;
    let said = |from: usize| {
        let entry = relations.row(from).start;
        (relations.trust[entry], relations.image[entry])
    };
    assert_eq!((said(0), said(1)), ((0.5, -0.5), (0.5, 0.25)));
}

#[test]
fn directed_ties_are_summed_where_it_is_asked_for() {
    let (sparse, with_zeros) = ("A,B,2\nB,C,2\nA,C,-2\n", "A,B,2\nB,A,0\nB,C,2\nC,B,0\nA,C,-2\nC,A,0\n");
    let frustration = |ties: &str, words: &str| {
        let desk = Desk::new();
        desk.write("ties.csv", format!("from,to,weight\n{ties}"));
        let told = desk.alliance(&format!("blocs ties.csv --json -q{words}")).done();
        assert_eq!(told.err, "");
        let told: serde_json::Value = serde_json::from_str(&told.out).unwrap();
        (
            told["criterion"].as_str().unwrap().to_owned(),
            told["frustration"].as_f64().unwrap(),
        )
    };
    for ties in [sparse, with_zeros] {
        assert_eq!(frustration(ties, " --directed"), ("arcs".to_owned(), 2.0), "{ties}");
    }
    assert_eq!(frustration(sparse, ""), ("pairs".to_owned(), 2.0));
    assert_eq!(frustration(with_zeros, ""), ("pairs".to_owned(), 1.0));
}

#[test]
fn blocs_say_how_the_file_was_read_and_which_pairs_are_named_one_way() {
    let desk = Desk::new();
    desk.write(
        "ties.csv",
        "Source;Target;Weight\nMill;Bakery;0,5\nBakery;Mill;0,5\nMill;Harbour;-1\n",
    );
    let told = desk.alliance("blocs ties.csv").done();
    insta::assert_snapshot!(told.err, @r"
    ties.csv: read as a list of ties, separated by semicolons: 3 members, 3 ties; with decimal commas
    warning: of 2 pairs 1 is named in one direction only; the other direction counts as nothing said, not as 0 (--directed sums over directions)
    ");
    assert!(
        told.out
            .ends_with("Frustration is summed over pairs, of which both directions count as their mean\n"),
        "{}",
        told.out
    );
    let directed = desk.alliance("blocs ties.csv --directed").done();
    assert_eq!(directed.err.lines().count(), 1, "{}", directed.err);
    assert!(
        directed
            .out
            .ends_with("summed over directed ties, each direction by itself\n"),
        "{}",
        directed.out
    );
    let json: serde_json::Value = serde_json::from_str(&desk.alliance("blocs ties.csv --json").done().out).unwrap();
    insta::assert_snapshot!(serde_json::to_string(&json["read"]).unwrap(), @r#"{"format":"list","members":3,"ties":3,"directed":null,"pairs":2,"pairs_named_one_way":1,"remarks":["with decimal commas"],"said":"read as a list of ties, separated by semicolons: 3 members, 3 ties; with decimal commas"}"#);
}

#[test]
fn check_says_how_the_ties_file_was_read_and_what_the_other_direction_starts_at() {
    let scenario = "members = [{ name = \"Mill\" }, { name = \"Bakery\" }]\n[relations]\nties_file = \"ties.csv\"\n";
    let desk = Desk::with_scenario(scenario);
    desk.write("ties.csv", "from,to,weight\nMill,Bakery,1\n");
    let told = desk.alliance("check scenario.toml").done().out;
    let line = "  ties.csv: read as a list of ties, separated by commas: 2 members, 1 tie\n";
    let warning = "warning: of 1 pair in ties.csv 1 is named in one direction only: the other direction starts as any tie does, at \
        `trust_mean = 0.15`; `relations.ties_both_ways = true` makes what is said hold both ways\n";
    assert!(told.contains(line) && told.contains(warning), "{told}");
    desk.write("scenario.toml", format!("{scenario}ties_both_ways = true\n"));
    assert!(
        !desk
            .alliance("check scenario.toml")
            .done()
            .out
            .contains("one direction")
    );
    desk.write("scenario.toml", scenario);
    desk.write("ties.csv", "*Vertices 2\n1 Mill\n2 Bakery\n*Edges\n1 2 1\n");
    let told = desk.alliance("check scenario.toml").done().out;
    assert!(
        told.contains("read as Pajek: 2 members, 1 tie, undirected\n") && !told.contains("one direction"),
        "{told}"
    );
}

#[test]
fn weights_beyond_all_trust_are_one_mistake_with_what_to_divide_by() {
    let desk = Desk::with_scenario(
        "members = [{ name = \"A\" }, { name = \"B\" }, { name = \"C\" }]\nrelations.ties_file = \"t.csv\"\n",
    );
    desk.write(
        "t.csv",
        "a;b;3\n".replace('a', "A").replace('b', "B") + "B;C;-5\nA;X;1\nX;B;1\n",
    );
    insta::assert_snapshot!(desk.alliance("check scenario.toml").refusal(), @r"
    error: `weight` is out of range
     --> t.csv:1:5
      |
    1 | A;B;3
      |     ^ found 3
      |
      = allowed: trust: a number from -1 to 1
      = help: 2 weights are beyond: divided by 5, all would be trust

    error: no member is called `X`
     --> t.csv:3:3
      |
    3 | A;X;1
      |   ^
    ");
}

/// Everything in a file that steers a terminal is written as a number, whatever says it.
#[test]
fn nothing_of_a_file_steers_the_terminal() {
    let evil = "x\\u001b]0;owned\\u0007\\u0000\\u009b31m\\u202e";
    let desk = Desk::with_scenario(&format!(
        "title = \"{evil}\"\nmonths = 3\nmembers = [{{ name = \"{evil}\" }}, {{ name = \"B\" }}]\nexperiment.runs = 2\n\
         relations.ties_file = \"ties.csv\"\n[[arms]]\nname = \"a{evil}\"\nset = {{ \"gossip.rate\" = 0.2 }}\n"
    ));
    let raw = "x\u{1b}]0;owned\u{7}\u{0}\u{9b}31m\u{202e}";
    desk.write("ties.csv", format!("from,to,weight\nB,\"{raw}\",1\n"));
    desk.write("wrong.csv", format!("from,to,weight\nB,{raw},{raw}\nB,{raw},1\n"));
    desk.write(
        "wrong.toml",
        format!("title = 3\n\"{evil}\" = 1\n[gossip]\nrate = \"{evil}\"\nrate{raw} = 1\n"),
    );
    desk.write(
        "odd.toml",
        format!("relations.ties_file = \"{evil}.csv\"\nalliance.lead = \"{evil}\"\n"),
    );
    for line in [
        "check scenario.toml",
        "run scenario.toml --out results",
        "trace scenario.toml --out traced",
        "story scenario.toml --out told",
        "explain scenario.toml --out explained",
        "loops scenario.toml --out looped",
        "status results",
        "compare results --out compared",
        "reproduce results",
        "blocs ties.csv",
        "blocs ties.csv --json",
        "blocs wrong.csv",
        "check wrong.toml",
        "check odd.toml",
        "calibrate scenario.toml --target wrong.csv",
    ] {
        let told = desk.alliance(line);
        for text in [&told.out, &told.err] {
            let steering = text.chars().find(|letter| {
                (letter.is_control() && !matches!(letter, '\n' | '\t')) || ('\u{202a}'..='\u{202e}').contains(letter)
            });
            assert_eq!(steering, None, "{line}: {text}");
        }
    }
}

fn files() -> Vec<PathBuf> {
    let entries = fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = entries
        .filter(|path| path.extension().is_some_and(|ending| ending != "md"))
        .collect();
    paths.sort();
    paths
}

fn name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

/// What `blocs` makes of a file: every pair by name, and what it counts.
fn village_of_blocs(file: &NetworkFile) -> BTreeMap<(String, String), f64> {
    let ties = NamedTies::of_file(file).unwrap().counted_by(Criterion::Pairs);
    let name = |at: u32| ties.names()[at as usize].clone();
    let ordered = |one: String, other: String| if one < other { (one, other) } else { (other, one) };
    ties.ties()
        .iter()
        .map(|&(i, j, weight)| (ordered(name(i), name(j)), weight))
        .collect()
}

fn village() -> BTreeMap<(String, String), f64> {
    let ordered = |one: &str, other: &str| (one.min(other).to_owned(), one.max(other).to_owned());
    TIES.iter()
        .map(|&(from, to, weight)| (ordered(from, to), weight))
        .collect()
}
