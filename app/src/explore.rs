//! `alliance explore`

use std::path::{Path, PathBuf};

use alliance_dynamics::scenario::Study;
use alliance_dynamics::scenario::gate::read_text;
use alliance_page::interface::{Limits, Opened, PageQuestion, answer};
use alliance_page::language::Language;
use alliance_page::server::{Port, Server, ServerBounds};
use alliance_studies::experiment::Control;
use anyhow::Context as _;
use clap::Args;
use serde_json::json;

use super::lang::LanguageArg;
use super::{BAD_INPUT, DONE, print, tell};

/// Explore alliances on a page in your browser, served by this program to this machine alone.
#[derive(Debug, Args)]
pub struct Explore {
    /// The scenario file to begin with [default: the bundled ones]
    file: Option<PathBuf>,
    /// Port to listen on; 0 is any that is free [default: 25542, or any free one if it is taken]
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Only print the address
    #[arg(long)]
    no_open: bool,
    /// The language of the page [default: the browser's]
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    lang: Option<LanguageArg>,
    /// Threads that share the work [default: all cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Say nothing but the address
    #[arg(long, short)]
    quiet: bool,
}

impl Explore {
    /// Serves the page until Ctrl-C.
    pub fn run(self) -> anyhow::Result<u8> {
        let opened = self.file.as_deref().map(open).transpose()?;
        if let Some(refusal) = opened.as_ref().and_then(refusal) {
            tell(&refusal);
            return Ok(BAD_INPUT);
        }
        let server = Server::at(self.port.map_or(Port::Favourite, Port::Exactly))?;
        let stop = server.stopper();
        ctrlc::set_handler(move || stop.stop()).context("Ctrl-C cannot be listened for")?;
        let address = self.address(&server);
        print(&format!("{address}\n"))?;
        self.show(&address);
        server.run(opened, ServerBounds::default(), super::threads_of(self.threads, false))?;
        Ok(DONE)
    }

    fn address(&self, server: &Server) -> String {
        match self.lang.map(Language::from) {
            None => server.url(),
            Some(language) => format!("{}?lang={}", server.url(), language.code()),
        }
    }

    /// Opens the browser, if wanted. Where there is none, the address is still good.
    fn show(&self, address: &str) {
        let is_shown = !self.no_open && open::that_detached(address).is_ok();
        if self.quiet {
            return;
        }
        match is_shown {
            true => tell("The page opens in your browser. Ctrl-C here ends it."),
            false => tell("Open this address in a browser on this machine. Ctrl-C here ends it."),
        }
    }
}

/// Reads and checks a scenario file, and takes in the data files that it names.
fn open(file: &Path) -> anyhow::Result<Opened> {
    Study::read(file)?;
    let text = read_text(file)?;
    let folder = file.parent().unwrap_or(Path::new(""));
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    Ok(Opened::of(name, &text, |data| read_text(folder.join(data)))?)
}

/// Why the page could not show it, though the file is right: it may be too large for it.
fn refusal(opened: &Opened) -> Option<String> {
    let question = json!({ "toml": opened.toml, "changes": [] }).to_string();
    let answered = answer(
        PageQuestion::Scenario,
        question.as_bytes(),
        &Limits::default(),
        &Control::default(),
    );
    answered.err().map(|refused| refused.to_string())
}
