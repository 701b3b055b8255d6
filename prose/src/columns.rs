//! Tables for a screen.

use std::fmt;

/// Writes rows of which the first is the header, columns two blanks apart; the first is flush left, the others flush right. All
/// rows have as many cells as the header.
///
/// # Errors
/// Where `out` cannot be written to.
///
/// # Example
/// ```
/// use alliance_prose::columns;
///
/// let rows = [["arm", "runs"], ["base", "8"]].map(|row| row.map(str::to_owned).to_vec());
/// let mut text = String::new();
/// columns::write(&mut text, &rows)?;
/// assert_eq!(text, "arm   runs\nbase     8\n");
/// # Ok::<(), std::fmt::Error>(())
/// ```
pub fn write(out: &mut impl fmt::Write, rows: &[Vec<String>]) -> fmt::Result {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..rows.first().map_or(0, Vec::len)).map(width).collect();
    for row in rows {
        for (column, (text, width)) in row.iter().zip(&widths).enumerate() {
            match column {
                0 => write!(out, "{text:<width$}")?,
                _ => write!(out, "  {text:>width$}")?,
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn no_rows_are_no_lines_and_letters_count_rather_than_bytes() {
        let mut text = String::new();
        write(&mut text, &[]).unwrap();
        assert_eq!(text, "");
        let rows = [["é", "−1"], ["ab", "10"]].map(|row| row.map(str::to_owned).to_vec());
        write(&mut text, &rows).unwrap();
        assert_eq!(text, "é   −1\nab  10\n");
    }
}
