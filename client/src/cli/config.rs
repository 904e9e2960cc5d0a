//! `estafette config`.

use clap::Args;

use super::same_fields::same_fields;
use crate::commands::config as asked;
use crate::config::Setting;

const VALUE_HELP: &str = "What it is from now on: fr or en; own, 127.0.0.1:9050 or unix:/PATH; auto, always or never; a \
    program, as a shell takes it";

/// Choose once, for every run
#[derive(Args)]
#[command(after_help = "Examples:
  $ estafette config
  $ estafette config tor 127.0.0.1:9050
  $ estafette config editor \"nano -w\"
  $ estafette config tor --unset")]
pub(crate) struct Config {
    /// language, tor, color or editor; all are shown without
    #[arg(value_name = "SETTING", value_parser = parse_setting)]
    pub setting: Option<Setting>,
    /// What it is from now on.
    #[arg(value_name = "VALUE", requires = "setting", help = VALUE_HELP)]
    pub value: Option<String>,
    /// Leave it to the program again
    #[arg(long, requires = "setting", conflicts_with = "value")]
    pub unset: bool,
}

fn parse_setting(text: &str) -> Result<Setting, String> {
    Setting::ALL.into_iter().find(|setting| setting.name() == text).ok_or_else(|| {
        let names = Setting::ALL.map(Setting::name);
        format!("one of {}", names.join(", "))
    })
}

same_fields!(Config as asked::Config { setting, value, unset });
