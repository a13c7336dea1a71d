//! How fast records come in: the demo's people over and over under new ids, into an empty store.

use std::{fs, path::Path, time::Instant};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{demo, run, say};

/// At least so many resources.
const ENOUGH: usize = 20_000;

/// Imports and gives how many resources there were, and how many seconds it took.
pub fn measure(salus: &Path) -> Result<(usize, f64)> {
    say::step("Measuring the import");
    let folder = tempfile::Builder::new().prefix("salus-bench-").tempdir()?;
    let (bundles, _) = demo::write_people(folder.path())?;
    let many = folder.path().join("many");
    fs::create_dir(&many)?;
    let resources = multiply(&bundles, &many)?;
    let data = folder.path().join("data");
    let mut import = run::command(salus);
    import.arg("import").arg(&many).arg("--data").arg(&data);
    let began = Instant::now();
    run::read(&mut import)?;
    let seconds = began.elapsed().as_secs_f64();
    say::note(format!("{resources} resources in {seconds:.1} s"));
    Ok((resources, seconds))
}

/// Writes the bundles again and again, each time with other patients, until there are enough resources.
fn multiply(from: &Path, to: &Path) -> Result<usize> {
    let mut sources = Vec::new();
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let bundle: Value = serde_json::from_str(&text)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        sources.push((name, patient_of(&bundle), resources_in(&bundle), text));
    }
    sources.sort();
    let mut resources = 0;
    for round in 0..1_000 {
        for (name, patient, count, text) in &sources {
            match patient {
                Some(id) => {
                    fs::write(to.join(format!("{round}-{name}")), text.replace(id.as_str(), &format!("{id}-r{round}")))?
                }
                // The practice is the same for all.
                None if round == 0 => fs::write(to.join(name), text)?,
                None => continue,
            }
            resources += count;
        }
        if resources >= ENOUGH {
            break;
        }
    }
    Ok(resources)
}

/// The id of the patient in a bundle; every id of the bundle begins with it.
fn patient_of(bundle: &Value) -> Option<String> {
    let resources = bundle.get("entry")?.as_array()?.iter().filter_map(|entry| entry.get("resource"));
    let mut patients = resources.filter(|resource| resource.get("resourceType").is_some_and(|kind| kind == "Patient"));
    Some(patients.next()?.get("id")?.as_str()?.to_owned())
}

fn resources_in(bundle: &Value) -> usize {
    bundle.get("entry").and_then(Value::as_array).map_or(0, Vec::len)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    #[test]
    fn each_round_has_patients_of_its_own_and_the_practice_comes_once() {
        let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let patient = r#"{"entry":[{"resource":{"resourceType":"Patient","id":"ada"}},{"resource":{"resourceType":"Observation","id":"ada-1"}}]}"#;
        let practice = r#"{"entry":[{"resource":{"resourceType":"Organization","id":"north"}}]}"#;
        fs::write(from.path().join("ada.json"), patient).unwrap();
        fs::write(from.path().join("practice.json"), practice).unwrap();
        let resources = multiply(from.path(), to.path()).unwrap();
        assert_eq!(resources, 2 * 1_000 + 1, "two a round for all rounds that there are, and one practice");
        let third = fs::read_to_string(to.path().join("2-ada.json")).unwrap();
        assert!(third.contains(r#""id":"ada-r2-1""#), "{third}");
    }
}
