//! Located errors in CSV files.

use csv::{ReaderBuilder, StringRecord};

use super::super::{DataFile, Problem, Source};
use super::sample::assert_message;
use crate::alliance::Signed;

#[test]
fn a_number_out_of_range_is_shown_in_its_row() {
    assert_message(
        "csv_out_of_range",
        &numbers("from,to,trust\nFarmers,Port,0.5\n\"Port, inner\", \"Farmers\" , 1.5 \n"),
    );
}

#[test]
fn text_nothing_and_infinity_are_no_numbers() {
    assert_message(
        "csv_not_a_number",
        &numbers("from,to,trust\r\nFarmers,Port,high\r\nPort,Farmers,\r\nÄ,ö,inf\r\n"),
    );
}

#[test]
fn a_field_over_two_lines_does_not_shift_the_rest() {
    let message = numbers("from,to,trust\n\"a\n\"\"b\"\"\",Port,0\n\nPort,\"c\",7\n");
    assert!(message.contains("ties.csv:5:10"), "{message}");
}

#[test]
fn columns_are_compared() {
    let check = |header: &str| {
        let file = DataFile::new(Source::new("ties.csv", header));
        let columns = reader(&file).headers().cloned().unwrap();
        file.check_columns(&columns, &["from", "to"], &["trust", "image"])
    };
    assert!(check("from,to,trust\n").is_ok());
    assert_message(
        "csv_columns",
        &check("form,to,trust,to,strength\n").unwrap_err().to_string(),
    );
    assert_message("csv_no_columns", &check("").unwrap_err().to_string());
}

#[test]
fn a_short_row_is_shown() {
    let file = DataFile::new(Source::new("ties.csv", "from,to,trust\nFarmers,Port\n"));
    let error = reader(&file).records().next().unwrap().unwrap_err();
    assert_message(
        "csv_short_row",
        &file.problems(vec![file.csv_error(&error)]).to_string(),
    );
}

#[test]
fn a_byte_order_mark_is_not_part_of_a_column() {
    let file = DataFile::new(Source::new("ties.csv", "\u{feff}from,tto\n"));
    let columns = reader(&file).headers().cloned().unwrap();
    let message = file
        .check_columns(&columns, &["from", "to"], &[])
        .unwrap_err()
        .to_string();
    assert!(message.contains("ties.csv:1:6"), "{message}");
}

/// What is said when the third column of every row is read.
fn numbers(text: &str) -> String {
    let file = DataFile::new(Source::new("ties.csv", text));
    let records: Vec<StringRecord> = reader(&file).records().collect::<Result<_, _>>().unwrap();
    let problems: Vec<Problem> = records
        .iter()
        .filter_map(|record| file.number::<Signed>(record, 2, "trust").err())
        .collect();
    file.problems(problems).to_string()
}

fn reader(file: &DataFile) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().from_reader(file.text().as_bytes())
}
