//! The same people many times over, to fill a store for the benchmark.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use jiff::civil::Date;

use super::{charts, days::Dice, practice, save};

/// What [`copies`] wrote.
#[derive(Debug)]
pub struct Copies {
    /// The files, one Bundle each, the practice first.
    pub files: Vec<PathBuf>,
    /// References to the patients, `Patient/p000001` and so on.
    pub patients: Vec<String>,
    /// How many resources all files hold.
    pub resources: usize,
}

const GIVEN: [&str; 24] = [
    "Ada", "Bela", "Cora", "Dora", "Elin", "Femke", "Greta", "Hedda", "Imke", "Jona", "Kaja", "Lotte", "Mina", "Nele",
    "Oda", "Pia", "Rika", "Sina", "Tilda", "Ulla", "Vera", "Wanda", "Yara", "Zita",
];
const FAMILY: [&str; 24] = [
    "Ashby", "Barrow", "Caddick", "Dunmore", "Eastley", "Fenwick", "Garrow", "Holmwood", "Ingram", "Kettley",
    "Larkham", "Merrin", "Norbury", "Oakden", "Penrow", "Quarley", "Redmoor", "Selwood", "Thornby", "Underhay",
    "Varley", "Westcot", "Yarrow", "Zeller",
];

/// Writes `count` patients in turn after the invented ones, each with ids and a name of their own, one Bundle a file,
/// and the practice. Only one record is in memory at a time.
///
/// # Errors
/// If the folder or a file cannot be written.
pub fn copies(dir: &Path, today: Date, count: usize) -> anyhow::Result<Copies> {
    fs::create_dir_all(dir).with_context(|| format!("cannot make the folder {}", dir.display()))?;
    let practice = practice::bundle();
    let mut copies =
        Copies { files: vec![save(dir, "practice", &practice)?], patients: Vec::new(), resources: practice.len() };
    let patterns = charts(today).map(|chart| {
        let who = chart.who;
        let bundle = chart.finish();
        (who, bundle.len(), bundle.to_string())
    });
    let mut dice = Dice::new("copies");
    for (number, (who, resources, pattern)) in (1..=count).zip(patterns.iter().cycle()) {
        let id = format!("p{number:06}");
        let (given, family) = (GIVEN[dice.below(GIVEN.len())], FAMILY[dice.below(FAMILY.len())]);
        let text = pattern
            .replace(who.id, &id)
            .replace(&who.name(), &format!("{given} {family}"))
            .replace(&quoted(who.given), &quoted(given))
            .replace(&quoted(who.family), &quoted(family))
            .replace(who.email, &format!("{id}@example.org"));
        let path = dir.join(format!("{id}.json"));
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        copies.files.push(path);
        copies.patients.push(format!("Patient/{id}"));
        copies.resources += resources;
    }
    Ok(copies)
}

fn quoted(word: &str) -> String {
    format!("\"{word}\"")
}
