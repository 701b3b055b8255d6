//! `docs/commands.md` says of every command what the program says of it; it is written as `docs/keys.md` is.

use super::keys_page::held;
use super::program::Desk;

const BEGINNING: &str = "\
# Every command

What `alliance` and each of its commands say of themselves when they are asked for `--help`; a test holds it. What the questions mean, with examples and
figures, is in [Studies](studies.md), [Why](why.md), [Networks](networks.md) and [The page](page.md).

Results go to standard output, all else to standard error. A command ends with 0 when everything was done, 1 when some runs failed or something is not as
it should be, 2 when the input was wrong, and 130 when it was stopped by Ctrl-C.

## `alliance`
";

#[test]
fn the_page_of_commands_says_what_the_program_says() {
    let desk = Desk::new();
    let all = help(&desk, "--help");
    let mut page = format!("{BEGINNING}{}", block(&all));
    let mut n_commands = 0;
    for command in commands(&all) {
        page += &format!(
            "\n## `alliance {command}`\n{}",
            block(&help(&desk, &format!("{command} --help")))
        );
        n_commands += 1;
    }
    assert!(n_commands > 20, "only {n_commands} commands found");
    held("commands.md", &page);
}

fn help(desk: &Desk, line: &str) -> String {
    desk.alliance(line).done().out
}

/// The commands that the program lists, but for `help`.
fn commands(help: &str) -> impl Iterator<Item = &str> {
    let (_, list) = help.split_once("Commands:\n").unwrap();
    let (list, _) = list.split_once("\n\n").unwrap();
    let begins = |line: &&str| line.starts_with("  ") && !line.starts_with("   ");
    let names = list
        .lines()
        .filter(begins)
        .filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help")
}

fn block(help: &str) -> String {
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    format!("\n```text\n{}\n```\n", lines.join("\n").trim_end())
}
