//! Lists of ties: a row a tie.

use super::collector::Collector;
use super::columns::Columns;
use super::figure::Figure;
use super::network_file::{Format, NetworkFile, Sense};
use super::numbers::{has_decimal_comma, number};
use super::table::Table;
use super::tokens::{Row, Rows, Separator};
use crate::scenario::gate::Problem;

/// Reads ties; without columns these are two names and a number, if there is a third.
pub(super) fn read(
    table: Table<'_>,
    columns: Option<Columns>,
    collector: Collector<'_>,
) -> Result<NetworkFile, Vec<Problem>> {
    let has_header = columns.is_some();
    let columns = columns.unwrap_or_else(|| in_order(table.first.fields.len()));
    let direction = columns.direction.filter(|&at| says_direction(table.rows.clone(), at));
    let mut list = List {
        width: table.first.fields.len(),
        direction,
        has_header,
        columns,
        collector,
        separator: table.separator,
    };
    list.begin(&table.first);
    let mut rows = table.rows;
    if has_header {
        rows.next_told();
    }
    while let Some(row) = rows.next_told() {
        match row {
            Ok(row) => list.row(row),
            Err(problem) => list.collector.complain(problem),
        }
        if list.collector.has_enough() {
            break;
        }
    }
    let format = Format::List {
        separator: list.separator,
        has_header,
    };
    list.collector.finish(format)
}

fn in_order(width: usize) -> Columns {
    Columns {
        from: 0,
        to: 1,
        weight: (width > 2).then_some(2),
        image: None,
        bond: None,
        direction: None,
        others: Vec::new(),
    }
}

/// Whether a column `Type` says of every tie which way it leads.
fn says_direction(mut rows: Rows<'_>, column: usize) -> bool {
    rows.next_told();
    let mut cells = std::iter::from_fn(|| rows.next_told()).flatten();
    cells.all(|row| row.fields.get(column).is_none_or(|field| sense(&field.text).is_some()))
}

fn sense(word: &str) -> Option<Sense> {
    match word.to_ascii_lowercase().as_str() {
        "" => Some(Sense::Unsaid),
        "directed" => Some(Sense::OneWay),
        "undirected" => Some(Sense::BothWays),
        _ => None,
    }
}

struct List<'t> {
    width: usize,
    columns: Columns,
    direction: Option<usize>,
    has_header: bool,
    separator: Separator,
    collector: Collector<'t>,
}

impl List<'_> {
    /// Keeps what the head of the list says.
    fn begin(&mut self, first: &Row<'_>) {
        self.collector.head = first.span.clone();
        let name = |at: usize| first.fields[at].text.to_string();
        self.collector.weight = self.columns.weight.map(|at| match self.has_header {
            true => name(at),
            false => "weight".to_owned(),
        });
        let unread = self.columns.direction.filter(|_| self.direction.is_none());
        let others: Vec<String> = self
            .columns
            .others
            .iter()
            .copied()
            .chain(unread)
            .map(|at| format!("`{}`", name(at)))
            .collect();
        if !others.is_empty() {
            let columns = if others.len() == 1 { "the column" } else { "the columns" };
            let are = if others.len() == 1 { "is" } else { "are" };
            let others = alliance_prose::lists::and(&others);
            self.collector
                .remarks
                .push(format!("{columns} {others} {are} not read"));
        }
    }

    fn row(&mut self, mut row: Row<'_>) {
        row.cut_to(self.width);
        if row.fields.len() != self.width {
            return self.wrong_width(&row);
        }
        let ends = [self.columns.from, self.columns.to];
        if let Some(&end) = ends.iter().find(|&&end| row.fields[end].text.is_empty()) {
            let problem = Problem::new(row.place(end), "there is no name");
            return self
                .collector
                .complain(problem.found("found nothing").allowed("a name on either side"));
        }
        let weight = self.figure(&row, self.columns.weight);
        let image = self.figure(&row, self.columns.image);
        let bond = self.figure(&row, self.columns.bond);
        let sense = self
            .direction
            .and_then(|at| sense(&row.fields[at].text))
            .unwrap_or(Sense::Unsaid);
        let ends = ends.map(|end| self.collector.member(&row.fields[end].text, row.place(end)));
        let (from, to) = (row.place(self.columns.from), row.place(self.columns.to));
        let span = match ends[0] == ends[1] {
            true => to,
            false => from.start.min(to.start)..from.end.max(to.end),
        };
        self.collector.tie(ends, sense, [weight, image, bond], span);
    }

    fn wrong_width(&mut self, row: &Row<'_>) {
        let fields = |n: usize| alliance_prose::counted(n, "field");
        let than = if self.has_header { "the header" } else { "the first" };
        let mut problem = Problem::new(
            row.span.clone(),
            format!("this row has another number of fields than {than}"),
        )
        .found(fields(row.fields.len()))
        .allowed(fields(self.width));
        let is_figures =
            |text: &str| !text.is_empty() && text.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit());
        let is_split =
            row.fields.len() > self.width && row.fields.iter().rev().take(2).all(|field| is_figures(&field.text));
        if self.separator == Separator::Comma && is_split {
            problem = problem.hint("a number with a decimal comma needs quotes, or semicolons between the fields");
        }
        self.collector.complain(problem);
    }

    /// The number in a column; nothing where the cell is empty.
    fn figure(&mut self, row: &Row<'_>, column: Option<usize>) -> Figure {
        let Some(column) = column else {
            return Figure::default();
        };
        let field = &row.fields[column];
        let read = number(&field.text);
        if read.is_none() && !field.text.is_empty() {
            let name = match self.has_header {
                true => self
                    .collector
                    .weight
                    .clone()
                    .filter(|_| self.columns.weight == Some(column)),
                false => None,
            };
            let name = name.unwrap_or_else(|| self.name_of(column).to_owned());
            self.collector
                .complain(no_number(field.span.clone(), &name, &field.text));
        }
        if self.separator != Separator::Comma && has_decimal_comma(&field.text) {
            self.say_commas();
        }
        Figure::new(read, field.span.clone())
    }

    fn name_of(&self, column: usize) -> &'static str {
        match column {
            _ if self.columns.image == Some(column) => "image",
            _ if self.columns.bond == Some(column) => "bond",
            _ => "weight",
        }
    }

    fn say_commas(&mut self) {
        let said = "with decimal commas";
        if !self.collector.remarks.iter().any(|remark| remark == said) {
            self.collector.remarks.insert(0, said.to_owned());
        }
    }
}

/// That a weight is no number.
pub(super) fn no_number(span: std::ops::Range<usize>, name: &str, found: &str) -> Problem {
    let short: String = found.chars().take(40).collect();
    Problem::new(span, format!("`{name}` is not a number"))
        .found(format!("found {short}"))
        .allowed("a number, such as 0.5 or -1, or a sign, + or -")
}
