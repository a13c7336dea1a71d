//! Compressed twins beside the files, made once, so that the server never compresses.

use std::{fs, io::Write, path::Path};

use anyhow::{Context, Result};

/// Below this a compressed twin saves nothing worth a file.
const SMALLEST: usize = 256;

/// Whether files of this kind become smaller at all.
fn helps(path: &Path) -> bool {
    let kinds = ["html", "css", "js", "wasm", "json", "webmanifest", "svg", "txt", "map"];
    path.extension().and_then(|kind| kind.to_str()).is_some_and(|kind| kinds.contains(&kind))
}

/// Writes `file.br` and `file.gz` where they help.
pub fn twins(path: &Path) -> Result<()> {
    if !helps(path) {
        return Ok(());
    }
    let content = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    if content.len() < SMALLEST {
        return Ok(());
    }
    let write = |ending: &str, bytes: &[u8]| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        fs::write(&name, bytes).with_context(|| format!("cannot write {}{ending}", path.display()))
    };
    write(".br", &brotli(&content)?)?;
    write(".gz", &gzip(&content)?)
}

/// Brotli at its strongest: quality 11, the largest window that browsers take.
pub fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut packed, 1 << 16, 11, 24);
    writer.write_all(content)?;
    writer.flush()?;
    drop(writer);
    Ok(packed)
}

/// Gzip at its strongest, for what does not speak Brotli.
fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(content)?;
    Ok(writer.finish()?)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use std::io::Read;

    #[test]
    fn what_is_packed_unpacks_to_the_same() {
        let text = "Your health record and your care team. ".repeat(40);
        let packed = super::brotli(text.as_bytes()).unwrap();
        let mut back = String::new();
        brotli::Decompressor::new(packed.as_slice(), 4096).read_to_string(&mut back).unwrap();
        assert_eq!(back, text);
        assert!(packed.len() < 100);
    }
}
