//! Members from a table: a row a member, a column a key.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use alliance_prose::counted;
use toml::Spanned;

use super::file::MemberEntry;
use super::gate::{Document, Problem, Problems, Source, Step, Value, ValueTable, limited, nearest, one_of, shortened};
use super::networks::{Field, Row, Rows, Separator, beginning, plain_number};
use crate::alliance::{Positive, Real, Share};

/// The key that names the file.
const FILE: &str = "members_file";
/// The key of the members that are listed in the scenario itself.
const LISTED: &str = "members";
/// The column of names.
const NAME: &str = "name";
/// Keys of a member besides the name.
const KEYS: [&str; 7] = [
    "goal",
    "culture",
    "resources",
    "voice",
    "temptation",
    "autonomy",
    "hidden",
];
/// Those of them that may have a column for every axis.
const WITH_AXES: [&str; 2] = ["goal", "culture"];
/// What a table of members is.
const HOLDS: &str = "a table of members: CSV with a column `name`, and a row a member";

/// The members in a text: a header, and a row a member.
///
/// # Errors
/// If it cannot be read, a column is unknown or there twice, a value is not allowed, or two members have one name: all mistakes, each with
/// its place.
///
/// # Example
/// ```
/// use alliance_dynamics::scenario::gate::Source;
/// use alliance_dynamics::scenario::members_of;
///
/// let members = members_of(Source::new("members.csv", "name;voice\nMill;0,7\nBakery;\n"))?;
/// assert_eq!(members[0].voice.map(f64::from), Some(0.7));
/// assert_eq!((members[1].name.as_str(), members[1].voice), ("Bakery", None));
/// # Ok::<(), alliance_dynamics::scenario::gate::Problems>(())
/// ```
pub fn members_of(source: Source) -> Result<Vec<MemberEntry>, Problems> {
    let source = Arc::new(source);
    let members = read(&source)?;
    let entry = |member: &FileMember| serde_json::from_value(member.table(0).to_json());
    let entries: Result<_, serde_json::Error> = members.iter().map(entry).collect();
    entries.map_err(|error| Problems::new(source, vec![Problem::new(0..0, error.to_string())]))
}

/// The path of the table that a scenario names, and what a table of members is.
pub(super) fn named(document: &Document) -> Option<(&str, &'static str)> {
    let name = document.value_at(&[FILE.into()])?.as_text()?;
    Some((name, HOLDS))
}

/// A scenario with the members of its table among its own: what it says of one of them itself goes before what the table says.
///
/// # Errors
/// As [`members_of`], or if the scenario lists somebody who is not in the table.
pub(super) fn with_members(document: &Document, source: Source) -> Result<Document, Problems> {
    let source = Arc::new(source);
    let members = read(&source)?;
    let listed = document.items(&[LISTED.into()]);
    let places: BTreeMap<&str, usize> = members.iter().map(|member| member.name.as_str()).zip(0..).collect();
    let (mut said, mut problems) = (vec![Vec::new(); members.len()], Vec::new());
    for (item, entry) in listed.iter().enumerate() {
        let name = name_of(entry.get_ref());
        match places.get(name) {
            Some(&place) => said[place].push(entry),
            None => problems.push(not_there(document, &source, (item, name), &places)),
        }
        if places.get(name).is_some_and(|&place| said[place].len() == 2) {
            let path = [LISTED.into(), item.into(), NAME.into()];
            let problem = document.problem_at(&path, format!("`{}` is listed twice", shortened(name)));
            problems.push(problem.allowed("what the file does not say of a member, once"));
        }
    }
    if !problems.is_empty() {
        return Err(document.problems(problems));
    }
    let place = document.locate(&[FILE.into()]);
    let list = |begin| {
        let tables = members
            .iter()
            .zip(&said)
            .map(|(member, said)| overlaid(member.table(begin), member.name_place(begin), said.first().copied()));
        Spanned::new(place.clone(), Value::List(Arc::new(tables.collect())))
    };
    document.set_from_text(Arc::clone(&source), (LISTED, place.clone()), list)
}

fn name_of(entry: &Value) -> &str {
    let name = entry.as_table().and_then(|table| table.get(NAME));
    name.and_then(|name| name.get_ref().as_text()).unwrap_or_default()
}

/// That somebody is listed who is not in the file.
fn not_there(
    document: &Document,
    source: &Source,
    (item, name): (usize, &str),
    members: &BTreeMap<&str, usize>,
) -> Problem {
    let path: [Step<'_>; 3] = [LISTED.into(), item.into(), NAME.into()];
    let title = format!("no member in {} is called `{}`", source.name, shortened(name));
    let problem = document
        .problem_at(&path, title)
        .did_you_mean(nearest(name, members.keys().copied()));
    problem.allowed("with a `members_file`, [[members]] says what is different for those in the file")
}

/// A member of the file with what the scenario itself says of it.
fn overlaid(member: Value, place: Range<usize>, said: Option<&Spanned<Value>>) -> Spanned<Value> {
    let Some(said) = said else {
        return Spanned::new(place, member);
    };
    let tables = [&member, said.get_ref()].into_iter().filter_map(Value::as_table);
    let mut whole = ValueTable::new();
    for (key, value) in tables.flatten() {
        whole.remove(key.get_ref().as_str());
        whole.insert(key.clone(), value.clone());
    }
    Spanned::new(said.span(), Value::Table(Arc::new(whole)))
}

/// A member as a row has it.
struct FileMember {
    name: String,
    place: Range<usize>,
    cells: Vec<(&'static str, Cell)>,
}

/// What a row says of a key.
struct Cell {
    place: Range<usize>,
    numbers: Vec<f64>,
    is_list: bool,
}

impl FileMember {
    fn name_place(&self, begin: usize) -> Range<usize> {
        begin + self.place.start..begin + self.place.end
    }

    /// The table that a scenario would have of the member, where the text begins at `begin`.
    fn table(&self, begin: usize) -> Value {
        let pair = |key: &str, place: &Range<usize>, value: Value| {
            let place = begin + place.start..begin + place.end;
            (Spanned::new(place.clone(), key.to_owned()), value.placed(&place))
        };
        let name = pair(NAME, &self.place, Value::Text(self.name.clone()));
        let cells = self.cells.iter().map(|(key, cell)| {
            let mut numbers = cell.numbers.iter().copied().map(Value::number);
            let value = match cell.is_list {
                true => Value::List(Arc::new(numbers.map(|number| Spanned::new(0..0, number)).collect())),
                false => numbers.next().unwrap_or(Value::Boolean(false)),
            };
            pair(key, &cell.place, value)
        });
        Value::Table(Arc::new([name].into_iter().chain(cells).collect()))
    }
}

/// What a column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Name,
    Key(&'static str),
    /// One axis of a key, from 0.
    Axis(&'static str, usize),
    /// Nothing to the model.
    Note,
}

fn read(source: &Arc<Source>) -> Result<Vec<FileMember>, Problems> {
    let refused = |problems| Problems::new(Arc::clone(source), problems);
    let mut table = Table::of(&source.text).map_err(refused)?;
    let members = table.members();
    match table.problems.is_empty() {
        true => Ok(members),
        false => Err(refused(table.problems)),
    }
}

/// A table whose columns are known.
struct Table<'t> {
    text: &'t str,
    rows: Rows<'t>,
    separator: Separator,
    columns: Vec<Column>,
    problems: Vec<Problem>,
}

impl<'t> Table<'t> {
    fn of(text: &'t str) -> Result<Self, Vec<Problem>> {
        let (begin, told) = beginning(text);
        let separator = told.unwrap_or_else(|| separator(text, begin));
        let mut rows = Rows::new(text, begin, separator);
        let mut header = match rows.next_told() {
            Some(header) => header.map_err(|problem| vec![problem])?,
            None => return Err(vec![Problem::new(0..text.len(), "there are no members").allowed(HOLDS)]),
        };
        header.cut_to(1);
        let columns = columns(&header)?;
        Ok(Self {
            text,
            rows,
            separator,
            columns,
            problems: Vec::new(),
        })
    }

    fn members(&mut self) -> Vec<FileMember> {
        let mut members: Vec<FileMember> = Vec::new();
        let mut lines = BTreeMap::new();
        while let Some(row) = self.rows.next_told() {
            match row {
                Ok(mut row) => {
                    row.cut_to(self.columns.len());
                    members.extend(self.member(&row));
                }
                Err(problem) => self.problems.push(problem),
            }
        }
        for member in &members {
            let line = self.text[..member.place.start].matches('\n').count() + 1;
            if let Some(first) = lines.insert(member.name.as_str(), line) {
                let title = format!("two members are called `{}`", shortened(&member.name));
                let problem =
                    Problem::new(member.place.clone(), title).found(format!("line {first} has this name already"));
                self.problems
                    .push(problem.allowed("a name of its own for every member"));
            }
        }
        if members.is_empty() && self.problems.is_empty() {
            let problem = Problem::new(
                self.text.len()..self.text.len(),
                "there are no members below the header",
            );
            self.problems.push(problem.allowed("a row a member"));
        }
        members
    }

    fn member(&mut self, row: &Row<'_>) -> Option<FileMember> {
        if row.fields.len() != self.columns.len() {
            self.problems.push(self.other_width(row));
            return None;
        }
        let name = self.columns.iter().position(|&column| column == Column::Name)?;
        let field = &row.fields[name];
        if field.text.is_empty() {
            let problem =
                Problem::new(row.span.clone(), "a member without a name").found("nothing in the column `name`");
            self.problems.push(problem.allowed("a name in every row"));
            return None;
        }
        let mut cells = Vec::new();
        for key in KEYS {
            match self.cell(key, row) {
                Ok(cell) => cells.extend(cell.map(|cell| (key, cell))),
                Err(problem) => self.problems.push(problem),
            }
        }
        Some(FileMember {
            name: field.text.clone().into_owned(),
            place: field.span.clone(),
            cells,
        })
    }

    /// What a row says of a key, in one column or in a column for every axis; `None` where it says nothing.
    fn cell(&self, key: &'static str, row: &Row<'_>) -> Result<Option<Cell>, Problem> {
        let column = self.columns.iter().position(|&column| column == Column::Key(key));
        if let Some(field) = column
            .map(|column| &row.fields[column])
            .filter(|field| !field.text.is_empty())
        {
            let parts = parts(&field.text, WITH_AXES.contains(&key));
            let is_list = key == "goal" || parts.len() > 1;
            let number = |part: &str| allowed(key, key, part, &field.span);
            let numbers = parts.into_iter().map(number).collect::<Result<_, _>>()?;
            let place = field.span.clone();
            return Ok(Some(Cell {
                place,
                numbers,
                is_list,
            }));
        }
        let axis = |place: usize| {
            self.columns
                .iter()
                .position(|&column| column == Column::Axis(key, place))
        };
        let fields: Vec<_> = (0..).map_while(axis).map(|column| &row.fields[column]).collect();
        let (Some(first), Some(last)) = (fields.first(), fields.last()) else {
            return Ok(None);
        };
        if fields.iter().all(|field| field.text.is_empty()) {
            return Ok(None);
        }
        let place = first.span.start.min(last.span.start)..last.span.end.max(first.span.end);
        let number = |(axis, field): (usize, &&Field<'_>)| {
            allowed(key, &format!("{key}.{}", axis + 1), &field.text, &field.span)
        };
        let numbers = fields.iter().enumerate().map(number).collect::<Result<_, _>>()?;
        Ok(Some(Cell {
            place,
            numbers,
            is_list: true,
        }))
    }

    /// That a row has another number of fields than the header.
    fn other_width(&self, row: &Row<'_>) -> Problem {
        let problem = Problem::new(
            row.span.clone(),
            "this row has another number of fields than the header",
        )
        .found(counted(row.fields.len(), "field"))
        .allowed(counted(self.columns.len(), "field"));
        match self.separator {
            Separator::Comma if row.fields.len() > self.columns.len() => {
                problem.hint("where commas part the columns, a number with a decimal comma needs quotes")
            }
            _ => problem,
        }
    }
}

/// What separates the columns: that of which there is most in the header.
fn separator(text: &str, begin: usize) -> Separator {
    let n_fields = |separator: &Separator| {
        let header = Rows::new(text, begin, *separator).next_told();
        header.map_or(0, |row| row.map_or(0, |row| row.fields.len()))
    };
    // Of several with as many fields the last counts: names that stand alone may have commas.
    let all = [Separator::Comma, Separator::Semicolon, Separator::Tab];
    all.into_iter().max_by_key(n_fields).unwrap_or(Separator::Tab)
}

fn columns(header: &Row<'_>) -> Result<Vec<Column>, Vec<Problem>> {
    let (mut columns, mut problems): (Vec<Column>, Vec<Problem>) = (Vec::new(), Vec::new());
    for field in &header.fields {
        let problem = |title: String| Problem::new(field.span.clone(), title);
        match column(&field.text) {
            Some(known) if known != Column::Note && columns.contains(&known) => {
                problems.push(problem(format!("column `{}` is there twice", shortened(&field.text))));
            }
            Some(known) => columns.push(known),
            None => problems.push(unknown(&field.text, problem, &columns)),
        }
    }
    if problems.is_empty() && !columns.contains(&Column::Name) {
        let problem = Problem::new(header.span.clone(), "missing column `name`").found("no column `name`");
        problems.push(problem.allowed(HOLDS));
    }
    if problems.is_empty() {
        problems.extend(WITH_AXES.iter().filter_map(|key| half_told(key, &columns, header)));
    }
    match problems.is_empty() {
        true => Ok(columns),
        false => Err(problems),
    }
}

fn column(written: &str) -> Option<Column> {
    let plain = written.to_ascii_lowercase();
    if plain == NAME {
        return Some(Column::Name);
    }
    if plain.starts_with('#') {
        return Some(Column::Note);
    }
    if let Some(key) = KEYS.into_iter().find(|key| *key == plain) {
        return Some(Column::Key(key));
    }
    let (key, axis) = plain.split_once(['.', '_', ' '])?;
    let key = WITH_AXES.into_iter().find(|known| *known == key)?;
    let axis = axis.parse::<usize>().ok()?.checked_sub(1)?;
    Some(Column::Axis(key, axis))
}

fn unknown(written: &str, problem: impl Fn(String) -> Problem, columns: &[Column]) -> Problem {
    let notes = "a column whose name begins with `#` is a note, and not read";
    if written.is_empty() {
        return problem("a column without a name".to_owned()).hint(notes);
    }
    let known = || [NAME].into_iter().chain(KEYS);
    let absent = known().filter(|known| column(known).is_none_or(|column| !columns.contains(&column)));
    let problem = problem(format!("unknown column `{}`", shortened(written)));
    let problem = problem.allowed(format!("{}; `goal.1`, `goal.2` and so on for axes", one_of(known())));
    let word = written.to_ascii_lowercase();
    let near = match word.as_str() {
        "power" => Some("resources"),
        word => nearest(word, absent),
    };
    problem.did_you_mean(near).hint(notes)
}

/// That a key has a column for all of it and others for its axes, or none for an axis between others.
fn half_told(key: &'static str, columns: &[Column], header: &Row<'_>) -> Option<Problem> {
    let axes = columns.iter().enumerate().filter_map(|(at, column)| match column {
        Column::Axis(of, axis) if *of == key => Some((*axis, at)),
        _ => None,
    });
    let axes: BTreeMap<usize, usize> = axes.collect();
    let (_, &last) = axes.last_key_value()?;
    let problem = |title: String| Problem::new(header.place(last), title);
    if columns.contains(&Column::Key(key)) {
        let problem = problem(format!("`{key}` has a column of its own, and others for its axes"));
        return Some(problem.allowed("one or the other"));
    }
    let missing = (0..axes.len()).find(|axis| !axes.contains_key(axis))?;
    Some(problem(format!("missing column `{key}.{}`", missing + 1)).allowed("a column for every axis, counted from 1"))
}

/// The numbers of a field: of a list as a scenario has it, or with semicolons or blanks between them, where there may be several.
fn parts(written: &str, may_be_several: bool) -> Vec<&str> {
    let inner = written.strip_prefix('[').and_then(|inner| inner.strip_suffix(']'));
    let parts: Vec<&str> = match inner {
        _ if !may_be_several => vec![written],
        _ if written.contains(';') => inner.unwrap_or(written).split(';').collect(),
        Some(inner) => inner.split(',').collect(),
        None => written.split_whitespace().collect(),
    };
    parts.into_iter().map(str::trim).collect()
}

/// A number that a member may have for a key.
fn allowed(key: &str, called: &str, written: &str, place: &Range<usize>) -> Result<f64, Problem> {
    let number = plain_number(written);
    let problem = |title: String| Problem::new(place.clone(), title);
    match key {
        "goal" => limited::<Real>(written, number, called, problem).map(f64::from),
        "resources" => limited::<Positive>(written, number, called, problem).map(f64::from),
        _ => limited::<Share>(written, number, called, problem).map(f64::from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::json_schema;

    fn told(text: &str) -> Vec<MemberEntry> {
        members_of(Source::new("members.csv", text)).unwrap_or_else(|problems| panic!("{problems}"))
    }

    fn refused(text: &str) -> String {
        members_of(Source::new("members.csv", text)).unwrap_err().to_string()
    }

    #[test]
    fn a_member_has_no_other_keys() {
        let schema = json_schema();
        let properties = schema["$defs"]["MemberEntry"]["properties"].as_object().unwrap();
        let keys: Vec<&str> = properties.keys().map(String::as_str).collect();
        assert_eq!(keys, [NAME].into_iter().chain(KEYS).collect::<Vec<_>>());
    }

    #[test]
    fn a_table_is_read_as_spreadsheets_write_it() {
        let plain = told("name,voice,goal,culture,resources\nOld Mill,0.7,\"[0.5, -0.25]\",0.3,2\nBakery,,,,\n");
        assert_eq!(plain[0].voice.map(f64::from), Some(0.7));
        assert_eq!(plain[0].resources.map(f64::from), Some(2.0));
        assert_eq!(plain[1], MemberEntry::named("Bakery"));
        for (how, text) in [
            (
                "Excel: a mark, semicolons, decimal commas, CRLF, empty columns and rows",
                "\u{feff}Name;Voice;Goal 1;Goal 2;Culture;Resources;;\r\nOld Mill;0,7;0,5;-0,25;0,3;2;;\r\nBakery;;;;;;;\r\n;;;;;;;\r\n",
            ),
            (
                "Excel's separator, named",
                "sep=;\nname;voice;goal;culture;resources\nOld Mill;0,7;0,5 -0,25;0,3;2\nBakery;;;;\n",
            ),
            (
                "tabs, with a note and another order",
                "#town\tresources\tname\tgoal.2\tgoal.1\tculture\tvoice\nUtrecht, Centre\t2\tOld Mill\t\u{2212}0,25\t.5\t0,3\t0.7\n\t\tBakery\n"
                    .replace("\t\tBakery\n", "\t\tBakery\t\t\t\t\n")
                    .as_str(),
            ),
            (
                "quotes around everything, decimal commas in them",
                "\"name\",\"voice\",\"goal\",\"culture\",\"resources\"\n\"Old Mill\",\"0,7\",\"0.5; -0.25\",\"0,3\",\"2\"\n\"Bakery\",\"\",\"\",\"\",\"\"\n",
            ),
        ] {
            assert_eq!(told(text), plain, "{how}");
        }
        assert_eq!(told("name\nA\nB, of course\n").len(), 2);
        let by_axes = told("name,goal,culture\nA,0.3,0.1 0.2\n");
        assert_eq!(by_axes[0].goal.as_ref().map(Vec::len), Some(1));
        assert_eq!(by_axes[0].culture.as_ref().map(|culture| culture.axes().len()), Some(2));
    }

    #[test]
    fn every_wrong_value_is_shown_in_its_row() {
        insta::assert_snapshot!(refused(
            "name;voice;resources;goal.1;goal.2\nMill;1,5;0;;0,5\nBakery;50 %;lots;0,1;0,2\n;0,1;;;\nMill;;;;\n"
        ));
    }

    #[test]
    fn every_wrong_column_is_shown() {
        insta::assert_snapshot!(refused("name,voise,,name,power\nA,1,2,3,4\n"));
        insta::assert_snapshot!(refused("member,voice\nA,1\n"));
        insta::assert_snapshot!(refused("voice,goal.1,goal.3\n1,1,1\n"));
        insta::assert_snapshot!(refused("name,goal,goal.1\nA,1,1\n"));
    }

    #[test]
    fn a_row_of_another_width_and_an_empty_table_are_refused() {
        insta::assert_snapshot!(refused("name,voice\nMill,0,5\nBakery\n\"open,1\n"));
        insta::assert_snapshot!(refused("name,voice\n"));
        insta::assert_snapshot!(refused("\n"));
    }
}
