//! `cargo xtask screenshots DIR`: ten key screens in four combinations of width, colours and language, for critical eyes.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};

use crate::{
    place, say,
    test::{programs, rings::Stand},
};

/// What the pictures show when nothing else is asked for: each width, colour and language twice, in changing company.
const USUAL: &str = "390-light-en 390-dark-ar 1280-light-ar 1280-dark-en";

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Theme {
    /// Light colours.
    Light,
    /// Dark colours.
    Dark,
}

/// A language of the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// English.
    En,
    /// Arabic.
    Ar,
    /// French.
    Fr,
    /// Spanish.
    Es,
}

/// Where to, and what.
#[derive(Args, Debug)]
pub struct Options {
    /// The folder for the pictures.
    pub dir: PathBuf,
    /// Languages, with commas between them. With any of these three, each language is shown in each colour and width.
    #[arg(long, value_enum, value_delimiter = ',')]
    pub lang: Vec<Lang>,
    /// Colours, with commas between them.
    #[arg(long, value_enum, value_delimiter = ',')]
    pub theme: Vec<Theme>,
    /// Widths in CSS pixels, with commas between them.
    #[arg(long, value_delimiter = ',', value_parser = clap::value_parser!(u32).range(320..=3840))]
    pub width: Vec<u32>,
}

impl Options {
    /// The combinations as the walk through the pages reads them: `390-light-en 1280-dark-ar`.
    fn combinations(&self) -> String {
        if self.lang.is_empty() && self.theme.is_empty() && self.width.is_empty() {
            return USUAL.to_owned();
        }
        let or = |given: Vec<String>, usual: &str| if given.is_empty() { vec![usual.to_owned()] } else { given };
        let langs = or(self.lang.iter().map(word).collect(), "en");
        let themes = or(self.theme.iter().map(word).collect(), "light");
        let widths = or(self.width.iter().map(u32::to_string).collect(), "390");
        let of = |width: &String, theme: &String| {
            langs.iter().map(|lang| format!("{width}-{theme}-{lang}")).collect::<Vec<_>>()
        };
        let all = widths.iter().flat_map(|width| themes.iter().flat_map(|theme| of(width, theme)).collect::<Vec<_>>());
        all.collect::<Vec<_>>().join(" ")
    }
}

fn word(value: &impl ValueEnum) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

/// Takes the pictures; the walk through the pages is one of the end-to-end tests.
pub fn take(options: &Options) -> Result<()> {
    let to = std::env::current_dir()?.join(&options.dir);
    std::fs::create_dir_all(&to).with_context(|| format!("cannot make {}", to.display()))?;
    let stand = Stand::build(&programs::server()?)?;
    for program in programs::all()?.iter().filter(|program| program.target == programs::PICTURES) {
        let mut command = program.command();
        stand.give(&mut command);
        command.env("SALUS_PICTURES", &to).env("SALUS_COMBINATIONS", options.combinations());
        crate::run::go(command.args(["--include-ignored", "--nocapture"]))?;
    }
    say::note(format!("the pictures are in {}", shown(&to).display()));
    Ok(())
}

fn shown(path: &Path) -> &Path {
    path.strip_prefix(place::root()).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_combinations_are_usual_and_others_multiply() {
        let mut options = Options { dir: "pictures".into(), lang: Vec::new(), theme: Vec::new(), width: Vec::new() };
        assert_eq!(options.combinations(), USUAL);
        options.lang = vec![Lang::Ar, Lang::Fr];
        options.width = vec![320];
        assert_eq!(options.combinations(), "320-light-ar 320-light-fr");
    }
}
