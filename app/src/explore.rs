//! `alliance explore`

use std::path::PathBuf;

use alliance_dynamics::scenario::gate::read_text;
use alliance_page::interface::Opened;
use alliance_page::language::Language;
use alliance_page::one_file::refusal;
use alliance_page::server::{Port, Server, ServerBounds};
use alliance_studies::experiment::scenario_toml;
use anyhow::Context as _;
use clap::Args;

use super::lang::LanguageArg;
use super::scenario_argument::ScenarioArgument;
use super::{BAD_INPUT, DONE, print, tell};

/// Explore alliances on a page in your browser, served by this program to this machine alone.
#[derive(Debug, Args)]
pub struct Explore {
    /// The scenario file to begin with; - for standard input [default: the bundled ones]
    file: Option<PathBuf>,
    /// Set a key of it, whatever the file says, such as gossip.rate=0.3; may be given several times
    #[arg(long, value_name = "KEY=VALUE", requires = "file")]
    set: Vec<String>,
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
        let opened = self
            .file
            .clone()
            .map(|file| open(ScenarioArgument::of(file, self.set.clone())))
            .transpose()?;
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
pub fn open(scenario: ScenarioArgument) -> anyhow::Result<Opened> {
    let given = scenario.given()?;
    let study = given.study()?;
    let text = match given.settings().next() {
        None => given.text().to_owned(),
        Some(_) => scenario_toml(&serde_json::to_value(study.base.resolved())?)?,
    };
    Ok(Opened::of(scenario.stem(), &text, |data| {
        read_text(given.folder().join(data))
    })?)
}
