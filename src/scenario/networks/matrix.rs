//! Matrices in tables: a row and a column for everybody.

use std::ops::Range;

use super::collector::{Collector, too_few};
use super::list::no_number;
use super::network_file::{Format, NetworkFile};
use super::numbers::{is_figures, number};
use super::square::Square;
use super::table::Table;
use super::tokens::{Field, Row, Rows};
use crate::scenario::gate::{Problem, nearest};

/// Where the names of a matrix are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    /// Whether the first row has names, with or without a field above the names of rows.
    head: Head,
    /// Whether every row begins with a name.
    has_row_names: bool,
    n: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Head {
    None,
    Names,
    CornerAndNames,
}

/// So many rows tell whether a table is a matrix.
const TELLING: usize = 50;

/// The shape of a matrix; `None` where a table is none.
pub(super) fn shape(table: &Table<'_>) -> Option<Shape> {
    let mut rows = table.rows.clone();
    let mut told = std::iter::from_fn(|| rows.next_told()).map_while(Result::ok);
    let mut rows: Vec<Row<'_>> = told.by_ref().take(TELLING).collect();
    // A matrix has as many rows as fields, so that no more need be counted.
    let more = told.take(table.first.fields.len().saturating_add(2)).count();
    rows.first_mut()?.cut_to(2);
    let n_names = rows.first()?.fields.len();
    rows.iter_mut().for_each(|row| row.cut_to(n_names));
    let first = rows.first()?;
    // An empty corner tells that names stand on both sides, whatever they are.
    let has_corner = first.fields[0].text.is_empty() && first.fields[1..].iter().all(|field| !field.text.is_empty());
    let is_named = first.fields.iter().all(|field| !is_figures(&field.text));
    let has_names = first.fields.len() > 1 && (has_corner || is_named);
    let below = if has_names { &rows[1..] } else { &rows[..] };
    let second = below.first()?;
    let width = second.fields.len().max(below.iter().map(|row| row.fields.len()).max()?);
    let is_name = |text: &str| !text.is_empty() && (has_corner || !is_figures(text));
    let has_row_names = below.iter().all(|row| is_name(&row.fields[0].text));
    let cells = |row: &Row<'_>| row.fields.iter().skip(usize::from(has_row_names)).all(is_cell);
    if !has_corner && !below.iter().all(cells) {
        return None;
    }
    let n_rows = below.len() + more;
    let n = width - usize::from(has_row_names);
    if !has_names {
        let is_square = n_rows == n && n >= 3 && (has_row_names || has_even_diagonal(below));
        return is_square.then_some(Shape {
            head: Head::None,
            has_row_names,
            n,
        });
    }
    let names = first.fields.len();
    let head = match has_row_names {
        true if names == n + 1 => Head::CornerAndNames,
        true | false if names == n => Head::Names,
        _ => return None,
    };
    let is_sure = match (head, has_row_names) {
        (Head::CornerAndNames, _) => has_corner || n >= 3 || has_names_of(below, &first.fields[1..]),
        (_, true) => true,
        (_, false) => n_rows == n && (n > 3 || has_even_diagonal(below)),
    };
    is_sure.then_some(Shape { head, has_row_names, n })
}

/// Whether rows and columns have the same names.
fn has_names_of(rows: &[Row<'_>], columns: &[Field<'_>]) -> bool {
    let mut of_rows: Vec<&str> = rows.iter().map(|row| row.fields[0].text.as_ref()).collect();
    let mut of_columns: Vec<&str> = columns.iter().map(|field| field.text.as_ref()).collect();
    of_rows.sort_unstable();
    of_columns.sort_unstable();
    of_rows == of_columns
}

fn is_cell(field: &Field<'_>) -> bool {
    field.text.is_empty() || number(&field.text).is_some()
}

/// Whether all have the same to themselves, as in a matrix and hardly in a list.
fn has_even_diagonal(rows: &[Row<'_>]) -> bool {
    let cell = |at: usize| rows[at].fields.get(at).map(|field| number(&field.text));
    (1..rows.len()).all(|at| cell(at).is_some() && cell(at) == cell(0))
}

/// Reads a matrix.
pub(super) fn read(table: Table<'_>, shape: Shape, mut collector: Collector<'_>) -> Result<NetworkFile, Vec<Problem>> {
    collector.head = table.first.span.clone();
    collector.weight = Some("weight".to_owned());
    let mut rows = table.rows;
    if shape.head != Head::None {
        rows.next_told();
        let mut first = table.first.clone();
        first.cut_to(2);
        let names = &first.fields[usize::from(shape.head == Head::CornerAndNames)..];
        name(names.iter(), &mut collector);
    }
    let told = lines(rows).map_err(|problem| vec![problem])?;
    if told.len() != shape.n {
        return Err(vec![not_square(&table.first, told.len(), shape.n)]);
    }
    match (shape.head, shape.has_row_names) {
        (Head::None, true) => name(told.iter().map(|line| &line.first), &mut collector),
        (Head::None, false) => (1..=shape.n).for_each(|number| {
            collector.member(&number.to_string(), told[number - 1].span.clone());
        }),
        _ => {}
    }
    let order = order(&told, shape, &mut collector);
    if !collector.problems.is_empty() {
        return Err(collector.problems);
    }
    let mut square = Square::of(shape.n);
    for &line in &order {
        let mut row = Rows::new(collector.text(), told[line].span.start, table.separator);
        if let Some(Ok(row)) = row.next() {
            cells(&row, shape, &mut square, &mut collector);
        }
        if collector.has_enough() {
            break;
        }
    }
    if collector.problems.is_empty() {
        square.collect(&mut collector);
    }
    collector.finish(Format::Matrix(table.separator))
}

/// A row of which only the first field is kept: large matrices are cut up row by row.
struct Line<'t> {
    first: Field<'t>,
    span: Range<usize>,
}

fn lines(mut rows: Rows<'_>) -> Result<Vec<Line<'_>>, Problem> {
    let mut lines = Vec::new();
    while let Some(row) = rows.next_told() {
        let Row { fields, span } = row?;
        lines.extend(fields.into_iter().next().map(|first| Line { first, span }));
    }
    Ok(lines)
}

fn name<'f>(fields: impl Iterator<Item = &'f Field<'f>>, collector: &mut Collector<'_>) {
    for field in fields {
        if field.text.is_empty() {
            let problem = Problem::new(field.span.clone(), "there is no name");
            collector.complain(problem.found("found nothing").allowed("a name above every column"));
        } else {
            collector.new_member(&field.text, field.span.clone());
        }
    }
}

/// A table that has not as many rows as columns.
fn not_square(first: &Row<'_>, rows: usize, columns: usize) -> Problem {
    let found = format!(
        "found {} and {}",
        alliance_prose::counted(rows, "row"),
        alliance_prose::counted(columns, "column")
    );
    Problem::new(first.span.clone(), "this matrix is not square")
        .found(found)
        .allowed("a row and a column for everybody; two-mode networks (whom with what) are not read")
}

/// Which row belongs to the first column, the second and so on.
fn order(lines: &[Line<'_>], shape: Shape, collector: &mut Collector<'_>) -> Vec<usize> {
    if shape.head == Head::None || !shape.has_row_names {
        return (0..lines.len()).collect();
    }
    let mut order = vec![None; shape.n];
    for (at, line) in lines.iter().enumerate() {
        let field = &line.first;
        match collector.known(&field.text) {
            Some(member) if order.get(member) == Some(&None) => order[member] = Some(at),
            Some(_) => {
                let problem = Problem::new(field.span.clone(), format!("the row of `{}` stands twice", field.text));
                collector.complain(problem.allowed("one row for every column"));
            }
            None => {
                let near = nearest(&field.text, collector.names()).map(str::to_owned);
                let problem = Problem::new(field.span.clone(), format!("no column is called `{}`", field.text));
                collector.complain(
                    problem
                        .allowed("the names above the columns")
                        .did_you_mean(near.as_deref()),
                );
            }
        }
    }
    order.into_iter().flatten().collect()
}

fn cells(row: &Row<'_>, shape: Shape, square: &mut Square, collector: &mut Collector<'_>) {
    let cells = &row.fields[usize::from(shape.has_row_names)..];
    let is_too_long = cells.iter().skip(shape.n).any(|cell| !cell.text.is_empty());
    if is_too_long || cells.len() < shape.n {
        let problem = too_few(
            row.span.clone(),
            "this row has not as many cells as there are columns",
            cells.len(),
            shape.n,
            "cell",
        );
        return collector.complain(problem);
    }
    for (column, cell) in cells[..shape.n].iter().enumerate() {
        let read = number(&cell.text);
        if read.is_none() && !cell.text.is_empty() {
            let name = collector.name(column).to_owned();
            collector.complain(no_number(cell.span.clone(), &format!("the column {name}"), &cell.text));
        }
        square.push(read, cell.span.clone());
    }
}
