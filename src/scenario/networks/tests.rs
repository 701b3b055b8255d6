//! Networks in every format: what is read, and what is said of what cannot be.

use super::{NetworkFile, Sense};
use crate::scenario::gate::Source;

/// What a text is understood to be, everybody in it, and every tie.
fn told(text: &str) -> String {
    let file = match NetworkFile::of(Source::new("file", text)) {
        Ok(file) => file,
        Err(problems) => return problems.to_string(),
    };
    let names: Vec<&str> = (0..file.n_members()).map(|member| file.name(member)).collect();
    let mut told = format!("{}\n{}", file.understood(), names.join(", "));
    for tie in file.ties() {
        let arrow = match tie.sense {
            Sense::Unsaid => "->",
            Sense::OneWay => "=>",
            Sense::BothWays => "<=>",
        };
        let weight = tie.weight.number.map(|weight| format!(" {weight}")).unwrap_or_default();
        told += &format!("\n{} {arrow} {}{weight}", file.name(tie.from), file.name(tie.to));
        assert!(text.get(tie.span()).is_some_and(|written| !written.is_empty()));
        assert!(text.get(tie.weight.span()).is_some());
    }
    told
}

/// The village in which the mill helps the bakery, and both are against the harbour.
fn is_village(text: &str, understood: &str) {
    let told = told(text);
    let (said, network) = told.split_once('\n').unwrap_or_default();
    assert_eq!(said, understood, "{text}\n{told}");
    let arrow = match () {
        () if said.contains(", undirected") => "<=>",
        () if said.contains(", directed") => "=>",
        () => "->",
    };
    let expected =
        format!("Mill, Bakery, Harbour\nMill {arrow} Bakery 1\nBakery {arrow} Harbour -1\nMill {arrow} Harbour -0.5");
    let sorted = |network: &str| {
        let mut lines: Vec<String> = network.lines().map(str::to_owned).collect();
        lines[1..].sort();
        lines
    };
    assert_eq!(sorted(network), sorted(&expected), "{text}");
}

#[test]
fn a_list_of_ties_is_read_with_any_separator_and_header() {
    for (text, understood) in [
        (
            "from,to,weight\nMill,Bakery,1\nBakery,Harbour,-1\nMill,Harbour,-0.5\n",
            "separated by commas",
        ),
        (
            "from;to;weight\nMill;Bakery;1,0\nBakery;Harbour;-1\nMill;Harbour;-0,5\n",
            "separated by semicolons",
        ),
        (
            "from\tto\tweight\nMill\tBakery\t1\nBakery\tHarbour\t-1\nMill\tHarbour\t-0,5\n",
            "separated by tabs",
        ),
        (
            "From To Weight\nMill   Bakery 1\nBakery Harbour -1\nMill Harbour -.5",
            "separated by blanks",
        ),
        (
            "from,to,weight\r\nMill,Bakery,+\r\nBakery,Harbour,-\r\nMill,Harbour,\"-0,5\"\r\n",
            "separated by commas",
        ),
        (
            "\u{feff}\"Target\",\"Source\",\"Sign\"\n\"Bakery\",\"Mill\",\"p\"\n\"Harbour\",\"Bakery\",\"n\"\n\"Harbour\",\"Mill\",\"\u{2212}0.5\"",
            "separated by commas",
        ),
        (
            "sep=;\nEgo;Alter;Value;\nMill;Bakery;1;\nBakery;Harbour;-1;\n\nMill;Harbour;-0.5;\n;;;\n",
            "separated by semicolons",
        ),
        (
            "# a village\n# From To\nMill,Bakery,1\nBakery,Harbour,-1\nMill,Harbour,-0.5\n",
            "separated by commas, without a header",
        ),
        (
            "Mill;Bakery;1\nBakery;Harbour;-1\nMill;Harbour;-0,5\n",
            "separated by semicolons, without a header",
        ),
        (
            "Mill Bakery 1\nBakery Harbour -1\nMill Harbour -0,5\n",
            "separated by blanks, without a header",
        ),
    ] {
        let commas = text
            .lines()
            .any(|line| line.contains("1,0") || (line.contains("-0,5") && !line.contains('"')));
        let commas = if commas { "; with decimal commas" } else { "" };
        is_village_in_any_order(
            text,
            &format!("read as a list of ties, {understood}: 3 members, 3 ties{commas}"),
        );
    }
}

/// As [`is_village`], where names may come up in another order.
fn is_village_in_any_order(text: &str, understood: &str) {
    let ordered = told(text).replacen("Bakery, Mill, Harbour", "Mill, Bakery, Harbour", 1);
    assert!(ordered.starts_with(understood), "{text}\n{ordered}");
    for tie in ["Mill -> Bakery 1", "Bakery -> Harbour -1", "Mill -> Harbour -0.5"] {
        assert!(ordered.lines().any(|line| line == tie), "{text}\n{ordered}");
    }
}

#[test]
fn columns_of_gephi_say_the_direction_and_others_are_not_read() {
    let text = "Source,Target,Type,Id,Label,Weight\nMill,Bakery,Undirected,0,,1\nBakery,Harbour,Undirected,1,,-1\nMill,Harbour,undirected,2,,-0.5\n";
    is_village(
        text,
        "read as a list of ties, separated by commas: 3 members, 3 ties, undirected; the columns `Id` and `Label` are not read",
    );
    insta::assert_snapshot!(told("Source,Target,Type,Weight\nA,B,Directed,1\nB,C,Undirected,2\n"), @r"
    read as a list of ties, separated by commas: 3 members, 2 ties, partly directed
    A, B, C
    A => B 1
    B <=> C 2
    ");
    insta::assert_snapshot!(told("from,to,type,trust,weight\nA,B,ally,0.5,7\n"), @r"
    read as a list of ties, separated by commas: 2 members, 1 tie; the columns `weight` and `type` are not read
    A, B
    A -> B 0.5
    ");
}

#[test]
fn matrices_are_read_with_names_on_two_sides_on_one_or_none() {
    let said = "read as a matrix, separated by";
    let rest = ": 3 members, 3 ties, undirected; 0 is no tie";
    for (text, separator) in [
        (
            ",Mill,Bakery,Harbour\nMill,0,1,-0.5\nBakery,1,0,-1\nHarbour,-0.5,-1,0\n",
            "commas",
        ),
        (
            "\u{feff};Mill;Bakery;Harbour\r\nMill;0;1;-0,5\r\nBakery;1;0;-1\r\nHarbour;-0,5;-1;0\r\n",
            "semicolons",
        ),
        (
            "name\tMill\tBakery\tHarbour\nMill\t\t1\t-0.5\nBakery\t1\t\t-1\nHarbour\t-0.5\t-1\t\n",
            "tabs",
        ),
        ("Mill,Bakery,Harbour\n0,1,-0.5\n1,0,-1\n-0.5,-1,0\n", "commas"),
        (
            "\"Mill\" \"Bakery\" \"Harbour\"\n\"Mill\" 0 1 -0.5\n\"Bakery\" 1 0 -1\n\"Harbour\" -0.5 -1 0\n",
            "blanks",
        ),
        ("Mill,0,1,-0.5\nBakery,1,0,-1\nHarbour,-0.5,-1,0\n", "commas"),
    ] {
        is_village(text, &format!("{said} {separator}{rest}").replace("; 0 is no tie", ""));
    }
    insta::assert_snapshot!(told(",N,P\nN,,+\nP,n,\n"), @r"
    read as a matrix, separated by commas: 2 members, 2 ties, directed
    N, P
    N => P 1
    P => N -1
    ");
    insta::assert_snapshot!(told("Village;B;A\nA;0,5;0\nB;0;1\n"), @r"
    read as a matrix, separated by semicolons: 2 members, 2 ties, directed
    B, A
    B => A 1
    A => B 0.5
    ");
    insta::assert_snapshot!(told(",1,2,3\n1,,,\n2,1,,\n3,-1,0,\n"), @r"
    read as a matrix, separated by commas: 3 members, 2 ties, undirected; only one half is filled; 0 is no tie
    1, 2, 3
    1 <=> 2 1
    1 <=> 3 -1
    ");
}

#[test]
fn pajek_is_read_with_edges_arcs_lists_and_matrices() {
    let head = "*Vertices 3\r\n1 \"Mill\" 0.1 0.2 0.5\r\n2 Bakery\r\n3 \"Harbour\" ic Red\r\n";
    let undirected = "read as Pajek: 3 members, 3 ties, undirected";
    is_village(
        &format!("{head}*Edges\r\n1 2 1\r\n2 3 -1\r\n1 3 -0.5 l \"foes\" c Blue\r\n"),
        undirected,
    );
    is_village(
        &format!("% ours\n*Network village\n{head}*arcs\n1 2\n2 3 -1\n1 3 -.5\n"),
        "read as Pajek: 3 members, 3 ties, directed",
    );
    is_village(&format!("{head}*Matrix\n0 1 -0.5\n1 0 -1\n-0.5 -1 0\n"), undirected);
    is_village(
        &format!(
            "{head}*Arcs :1 \"helps\"\n1 2 1\n2 3 -1\n1 3 -0.5\n*Arcs :2 \"sells to\"\n1 2 7\n*Partition kind\n*Vertices 3\n1\n1\n2\n"
        ),
        "read as Pajek: 3 members, 3 ties, directed; the first of several networks; relation 1 “helps” alone; without *Partition",
    );
    insta::assert_snapshot!(told("*vertices 4\n*edgeslist\n1 2 3\n*arcslist\n4 1\n"), @r"
    read as Pajek: 4 members, 3 ties, partly directed; no weights
    1, 2, 3, 4
    1 <=> 2
    1 <=> 3
    4 => 1
    ");
}

#[test]
fn ucinet_is_read_in_all_its_forms() {
    let undirected = "read as UCINET DL: 3 members, 3 ties, undirected";
    let directed = "read as UCINET DL: 3 members, 3 ties, directed";
    for (text, understood) in [
        (
            "DL\nN=3\nFORMAT = FULLMATRIX DIAGONAL PRESENT\nLABELS:\nMill\nBakery\nHarbour\nDATA:\n0 1 -0.5\n1 0 -1\n-0.5 -1 0\n",
            undirected,
        ),
        (
            "dl n=3 format=fullmatrix labels: Mill,Bakery,Harbour data: 0 1 -.5 1 0 -1 -.5 -1 0",
            undirected,
        ),
        (
            "dl n = 3, diagonal = absent\nlabels: Mill, Bakery, Harbour\ndata:\n1 -0.5\n1 -1\n-0.5 -1\n",
            undirected,
        ),
        (
            "dl n=3\nlabels embedded\ndata:\n Mill Bakery Harbour\nMill 0 1 -0.5\nBakery 1 0 -1\nHarbour -0.5 -1 0\n",
            undirected,
        ),
        (
            "dl n=3 nm=2\nformat=upperhalf\ndiagonal absent\nlabels:\n'Mill' \"Bakery\"\nHarbour\ndata:\n1 -0.5\n-1\n1 1 1",
            "read as UCINET DL: 3 members, 3 ties, undirected; the first of several networks; only one half is filled",
        ),
        (
            "dl n=3 format = lowerhalf\nlabels:\nMill Bakery Harbour\ndata:\n0\n1 0\n-0.5 -1 0\n",
            "read as UCINET DL: 3 members, 3 ties, undirected; only one half is filled",
        ),
        (
            "dl n=3 format=edgelist1\nlabels:\nMill,Bakery,Harbour\ndata:\n1 2 1\n2 3 -1\n1 3 -0.5\n",
            directed,
        ),
        (
            "DL n=3\nformat = edgelist1\nlabels embedded:\ndata:\nMill Bakery\nBakery Harbour -1\nMill Harbour -0.5\n",
            directed,
        ),
    ] {
        is_village(text, understood);
    }
    insta::assert_snapshot!(told("dl n=3 format=nodelist1 labels: a b c data:\n1 2 3\nc a\n"), @r"
    read as UCINET DL: 3 members, 3 ties, directed; no weights
    a, b, c
    a => b
    a => c
    c => a
    ");
}

#[test]
fn graphml_is_read_as_gephi_igraph_networkx_and_yed_write_it() {
    let file = |keys: &str, edgedefault: &str, body: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n{keys}<graph edgedefault=\"{edgedefault}\">{body}</graph></graphml>\n"
        )
    };
    let weight = "<key id=\"d0\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"><default>1</default></key>\n";
    let label = "<key id=\"d1\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n";
    let nodes = "<node id=\"Mill\"/><node id=\"Bakery\"/><node id=\"Harbour\"/>";
    let edges = "<edge source=\"Mill\" target=\"Bakery\"/><edge source=\"Bakery\" target=\"Harbour\"><data key=\"d0\">-1</data></edge>\n\
        <edge source=\"Mill\" target=\"Harbour\"><data key=\"d0\"> -0.5 </data></edge>";
    is_village(
        &file(weight, "undirected", &format!("{nodes}{edges}")),
        "read as GraphML: 3 members, 3 ties, undirected",
    );
    is_village(
        &file(weight, "directed", &format!("{edges}{nodes}")),
        "read as GraphML: 3 members, 3 ties, directed",
    );
    let odd = weight.replace("weight", "x1");
    is_village(
        &file(&odd, "directed", &format!("{nodes}{edges}")),
        "read as GraphML: 3 members, 3 ties, directed; `x1` is the weight",
    );
    let named = "<node id=\"n0\"><data key=\"d1\">A &amp; B</data></node><node id=\"n1\"><data key=\"d1\"><![CDATA[C]]></data></node>\
        <edge source=\"n0\" target=\"n1\" directed=\"true\"><data key=\"d0\">2</data></edge>";
    insta::assert_snapshot!(told(&file(&format!("{weight}{label}"), "undirected", named)), @r"
    read as GraphML: 2 members, 1 tie, directed
    A & B, C
    A & B => C 2
    ");
    let yed = "<node id=\"n0\"><data key=\"d6\"><y:ShapeNode><y:NodeLabel>Mill</y:NodeLabel></y:ShapeNode></data></node><node id=\"n1\"/>\
        <edge source=\"n0\" target=\"n1\"><data key=\"d9\"><y:PolyLineEdge><y:EdgeLabel>-1<y:Model/></y:EdgeLabel></y:PolyLineEdge></data></edge>";
    insta::assert_snapshot!(told(&file("", "directed", yed)), @r"
    read as GraphML: 2 members, 1 tie, directed
    Mill, n1
    Mill => n1 -1
    ");
}

#[test]
fn what_is_not_read_is_named() {
    insta::assert_snapshot!(told("graph [\n  node [ id 1 ]\n]\n"), @r"
    error: GML is not read
     --> file:1:1
      |
    1 | graph [
      | ^^^^^^^
      |
      = allowed: a list of ties or a matrix as CSV, Pajek, UCINET DL or GraphML
      = help: Gephi, igraph, networkx and yEd can save GraphML, and every program a table of ties
    ");
    insta::assert_snapshot!(told("PK\u{3}\u{4}\u{14}\n"), @r"
    error: an Excel workbook, or another zip archive, is not read
     --> file:1:1
      |
    1 | PK␃␄␔
      | ^^^^^
      |
      = allowed: a list of ties or a matrix as CSV, Pajek, UCINET DL or GraphML
      = help: save the sheet as CSV (UTF-8)
    ");
}

#[test]
fn a_tie_that_stands_twice_and_headers_that_say_nothing_are_explained() {
    insta::assert_snapshot!(told("from,to,weight\nA,B,1\nB,C,-1\nA,B,2\n"), @r"
    error: the tie from `A` to `B` stands twice
     --> file:4:1
      |
    4 | A,B,2
      | ^^^ line 2 has it already: A,B,1
      |
      = allowed: every tie once, one line a direction
    ");
    insta::assert_snapshot!(told("a;b;c\nMill;Bakery;0,5\n"), @r"
    error: which columns hold the ties is not said
     --> file:1:1
      |
    1 | a;b;c
      | ^^^^^ no column from, no column to among 3
      |
      = allowed: a header with from, to and weight, or source, target and weight; or without a header two names and a number
    ");
    insta::assert_snapshot!(told("from,too,weight\nA,B,1\n"), @r"
    error: unknown column `too`
     --> file:1:6
      |
    1 | from,too,weight
      |      ^^^
      |
      = help: did you mean `to`?
    ");
    insta::assert_snapshot!(told("from,to,wieght\nA,B,1\n"), @r"
    error: unknown column `wieght`
     --> file:1:9
      |
    1 | from,to,wieght
      |         ^^^^^^
      |
      = help: did you mean `weight`?
    ");
}

#[test]
fn rows_that_cannot_be_read_are_explained() {
    insta::assert_snapshot!(told("from,to,weight\nA,B,0,5\n"), @r"
    error: this row has another number of fields than the header
     --> file:2:1
      |
    2 | A,B,0,5
      | ^^^^^^^ 4 fields
      |
      = allowed: 3 fields
      = help: a number with a decimal comma needs quotes, or semicolons between the fields
    ");
    insta::assert_snapshot!(told("from,to,weight\nA,\"B,1\nB,C,1\n"), @r#"
    error: a quote that is never closed
     --> file:2:3
      |
    2 | A,"B,1
      |   ^ opened here
      |
      = allowed: a closing quote after the name
    "#);
}

#[test]
fn matrices_that_are_none_are_explained() {
    insta::assert_snapshot!(told(",a,b,c\nx,0,1,1\ny,1,0,1\n"), @r"
    error: this matrix is not square
     --> file:1:1
      |
    1 | ,a,b,c
      | ^^^^^^ found 2 rows and 3 columns
      |
      = allowed: a row and a column for everybody; two-mode networks (whom with what) are not read
    ");
    insta::assert_snapshot!(told(",Mill,Bakery\nMill,0,1\nBakry,1,0\n"), @r"
    error: no column is called `Bakry`
     --> file:3:1
      |
    3 | Bakry,1,0
      | ^^^^^
      |
      = allowed: the names above the columns
      = help: did you mean `Bakery`?
    ");
    insta::assert_snapshot!(told(",Mill,Bakery\nMill,0\nBakery,1,0\n"), @r"
    error: this row has not as many cells as there are columns
     --> file:2:1
      |
    2 | Mill,0
      | ^^^^^^ found 1 cell
      |
      = allowed: 2 cells
    ");
}

#[test]
fn mistakes_in_pajek_are_explained() {
    insta::assert_snapshot!(told("*Vertices 5 2\n1 a\n"), @r"
    error: a two-mode network is not read
     --> file:1:13
      |
    1 | *Vertices 5 2
      |             ^ 2 of 5 vertices are of another kind
      |
      = allowed: one number: all members alike
    ");
    insta::assert_snapshot!(told("*Vertices 2\n*Edges\n1 3 1\n1 2 1\n2 1 1\n"), @r"
    error: there is no such vertex
     --> file:3:3
      |
    3 | 1 3 1
      |   ^ found 3
      |
      = allowed: a number from 1 to 2

    error: the tie between `2` and `1` stands twice
     --> file:5:1
      |
    5 | 2 1 1
      | ^^^^^ line 4 has it already: 1 2 1
      |
      = allowed: every tie once, one line a direction
    ");
    insta::assert_snapshot!(told("*Vertices 2\n*Matrix\n0 1\n"), @r"
    error: the matrix is not square
     --> file:2:1
      |
    2 | *Matrix
      | ^^^^^^^ found 2 numbers
      |
      = allowed: 4 numbers
    ");
}

#[test]
fn mistakes_in_ucinet_are_explained() {
    insta::assert_snapshot!(told("dl n=3 format=edgelist2\ndata:\n"), @r"
    error: the format `edgelist2` is not read
     --> file:1:15
      |
    1 | dl n=3 format=edgelist2
      |               ^^^^^^^^^
      |
      = allowed: `fullmatrix`, `upperhalf`, `lowerhalf`, `edgelist1` or `nodelist1`
    ");
    insta::assert_snapshot!(told("dl n=3\ndata:\n0 1 1\n1 0\n"), @r"
    error: the matrix is not complete
     --> file:5:1
      |
    5 |
      | ^ the end of the file in row 2 of 3
      |
      = allowed: 3 rows of 3 numbers
    ");
}

#[test]
fn mistakes_in_graphml_are_explained() {
    insta::assert_snapshot!(told("<graphml><graph><node id=\"a\"></graph></graphml>"), @r#"
    error: this is no well-formed XML
     --> file:1:30
      |
    1 | <graphml><graph><node id="a"></graph></graphml>
      |                              ^^^^^^^^ ill-formed document: expected `</node>`, but `</graph>` was found
    "#);
    insta::assert_snapshot!(told("<graphml><graph><node id=\"a\"/><edge source=\"a\" target=\"b\"/></graph></graphml>"), @r#"
    error: no node has the id `b`
     --> file:1:31
      |
    1 | <graphml><graph><node id="a"/><edge source="a" target="b"/></graph></graphml>
      |                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the target of this edge
      |
      = allowed: the id of a node
    "#);
}

#[test]
fn what_is_no_network_is_told_so() {
    insta::assert_snapshot!(told("just some words"), @r"
    error: this is no network: its first row is neither a header nor a tie
     --> file:1:1
      |
    1 | just some words
      | ^^^^^^^^^^^^^^^ found 3 words
      |
      = allowed: a list of ties or a matrix as CSV, Pajek, UCINET DL or GraphML
    ");
    insta::assert_snapshot!(told(""), @r"
    error: there is no network: the file is empty
     --> file:1:1
      |
    1 |
      | ^
      |
      = allowed: a list of ties or a matrix as CSV, Pajek, UCINET DL or GraphML
    ");
}
