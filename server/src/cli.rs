//! The command line of the server.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::leaflet::Form;

/// Estafette's server: takes submissions in, sealed to a section's editors.
#[derive(Parser)]
#[command(
    name = "estafette-server",
    version,
    arg_required_else_help = true,
    max_term_width = 100,
    after_help = "Examples:
  estafette-server demo
  estafette-server check-config --config estafette-server.toml
  estafette-server serve --config estafette-server.toml
  estafette-server status --config estafette-server.toml

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 the configuration is wrong."
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the server can do.
#[derive(Subcommand)]
pub enum Command {
    /// Serve sources and editors, until it is told to stop
    ///
    /// It prints that it is ready and that it has stopped, and nothing about anybody in between. SIGTERM and Ctrl-C stop
    /// it once what is under way has ended, or ten seconds later.
    #[command(
        after_help = "Example:\n  estafette-server serve --config /etc/estafette/estafette-server.toml"
    )]
    Serve {
        /// The configuration file
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
    },
    /// Say what is wrong with a configuration, and where
    ///
    /// Looks at everything the configuration names: the roster and its signatures, the data folder, the folders of
    /// sockets, the disk.
    #[command(after_help = "Example:\n  estafette-server check-config --config estafette-server.toml")]
    CheckConfig {
        /// The configuration file
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
    },
    /// Say whether the server runs and is well, and about how much came
    ///
    /// Counts are rounded to ten and include decoys: this machine knows no more than that.
    #[command(after_help = "Example:\n  estafette-server status --config estafette-server.toml

Exit codes: 0 it runs and is well, 1 it does not run, or something is wrong.")]
    Status {
        /// The configuration file
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
    },
    /// Copy the database into a file, while the server runs
    ///
    /// The copy is complete, and as sealed as the database. To restore it, stop the server and put the copy into an empty
    /// data folder, under the name estafette.sqlite.
    #[command(
        after_help = "Example:\n  estafette-server backup --config estafette-server.toml /media/usb/estafette.sqlite"
    )]
    Backup {
        /// The configuration file
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// The file to write, which must not exist yet
        file: PathBuf,
    },
    /// Copy all that is kept into another store: from a data folder to a PostgreSQL database, or back
    ///
    /// No server may have either of them open. Nothing is changed where it is copied from; where it is copied to, there is nothing yet,
    /// or what an earlier run put there: a copy that was cut off goes on. Everything is read again and compared before it counts.
    #[command(after_help = "Examples:
  estafette-server copy --from /var/lib/estafette --to 'postgres:///estafette?host=/run/postgresql&user=estafette'
  estafette-server copy --from 'postgres:///estafette?host=/run/postgresql&user=estafette' --to /var/lib/estafette-new")]
    Copy {
        /// Where everything is: a data folder, or the address of a database
        #[arg(long, value_name = "WHERE")]
        from: String,
        /// Where it is to go
        #[arg(long, value_name = "WHERE")]
        to: String,
    },
    /// Make what leads people to the onion address: a leaflet to fold, a block for a site, a page outside Tor
    ///
    /// It says the network's name, mark and sentence of trust, how to get Tor Browser, and the address with its QR code and its words, all from
    /// the table `[network]` of the configuration. What it makes has no script and asks no other site for anything.
    #[command(after_help = "Examples:
  estafette-server leaflet --config estafette-server.toml --as a6 --output leaflet.svg
  estafette-server leaflet --config estafette-server.toml --language en --section bruxelles --as block --output block.html
  estafette-server leaflet --config estafette-server.toml --as page --output index.html

Print the sheet (a6) on one side of an A4, fold its upper half away behind the lower one, and then once more along the other line.")]
    Leaflet {
        /// The configuration file
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// The language of the words [default: the first language of the pages]
        #[arg(long, value_name = "TAG")]
        language: Option<String>,
        /// Lead to this section, not to the list of all
        #[arg(long, value_name = "NAME")]
        section: Option<String>,
        /// What to make
        #[arg(long = "as", value_name = "FORM")]
        form: Form,
        /// The file to write, which must not exist yet
        #[arg(long, value_name = "FILE")]
        output: PathBuf,
    },
    /// Run a throw-away instance with two sections and an editor
    ///
    /// Prints the page to open and the commands to read, answer and publish what arrives. It can be reached from this
    /// machine only, and is removed when it ends.
    #[command(after_help = "Examples:\n  estafette-server demo\n  estafette-server demo --port 9090")]
    Demo {
        /// The port of the page; the editors' side gets the next port
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Make it in this folder, which must not exist yet [default: among the temporary files]
        #[arg(long, value_name = "DIR")]
        dir: Option<PathBuf>,
    },
    /// Print the description of the editors' API
    #[command(after_help = "Examples:\n  estafette-server openapi > server/openapi.json
  estafette-server openapi --source > server/openapi-source.json")]
    Openapi {
        /// The API of who writes with a program instead
        #[arg(long)]
        source: bool,
    },
    /// Look after the words of the pages, in all their languages
    Locales {
        /// What to do
        #[command(subcommand)]
        command: LocalesCommand,
    },
    /// Carry bytes between a server and its PostgreSQL; a server starts it by itself
    #[command(hide = true)]
    Relay {
        /// The server's process
        #[arg(long)]
        server: u32,
        /// The database's socket
        #[arg(long, required_unless_present = "host")]
        socket: Option<PathBuf>,
        /// The database's host
        #[arg(long, requires = "port")]
        host: Option<String>,
        /// The database's port
        #[arg(long)]
        port: Option<u16>,
    },
    /// Print a completion script
    #[command(
        after_help = "Example:\n  estafette-server completion bash > /etc/bash_completion.d/estafette-server"
    )]
    Completion {
        /// For which shell
        shell: clap_complete::Shell,
    },
}

/// What can be done with the words of the pages.
#[derive(Subcommand)]
pub enum LocalesCommand {
    /// Say what each language lacks, has too much, or says otherwise than the first one
    ///
    /// It looks for messages that are missing, twice, empty, or have other values, elements or plural forms than they need; for those
    /// that are longer than their place (a comment "at most 20" above the message in the first language); and for words that the glossary
    /// avoids. Hints are what a translator may want to look at: the very words of the first language, terms that are not those of the
    /// glossary, digits that change places in a line from right to left. Started where the sources are, it names the messages that
    /// are on no page.
    #[command(after_help = "Examples:
  estafette-server locales check
  estafette-server locales check --folder my-translations

Exit codes: 0 nothing has to be put right, 1 something has to be, or the folder does not open.")]
    Check {
        /// Check the files in this folder instead of those built in: de.ftl, ar.ftl, and glossary.toml if it has one
        #[arg(long, value_name = "DIR")]
        folder: Option<PathBuf>,
    },
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_grammar_contradicts_itself_nowhere() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_example_is_understood() {
        let mut grammar = Cli::command();
        grammar.build();
        let mut helps = vec![grammar.get_after_help().map(ToString::to_string)];
        let commands = grammar
            .get_subcommands()
            .flat_map(|command| std::iter::once(command).chain(command.get_subcommands()));
        helps.extend(commands.map(|command| command.get_after_help().map(ToString::to_string)));
        let examples: Vec<String> = helps
            .into_iter()
            .flatten()
            .flat_map(|help| {
                help.lines()
                    .filter(|line| line.starts_with("  estafette-server"))
                    .map(ToOwned::to_owned)
                    .collect::<Vec<_>>()
            })
            .collect();
        assert!(examples.len() > 7);
        for example in examples {
            let arguments = example.split_whitespace().map(|word| word.trim_matches('\''));
            let arguments = arguments.take_while(|word| *word != ">");
            assert!(Cli::try_parse_from(arguments).is_ok(), "{example}");
        }
    }
}
