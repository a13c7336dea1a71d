//! Pictures: read, made small, compared.

use std::collections::HashMap;

use anyhow::{Context, Result, ensure};

/// Levels of one colour channel, of 256, by which a pixel may differ before its *shape* counts as another. Chromium draws
/// the rounded edge of a letter a little differently from version to version and machine to machine; a letter that is
/// another, or elsewhere, differs by more than half of the range.
pub const SHAPE_LEVELS: u8 = 48;
/// The share of pixels whose shape may differ: in a picture of a phone a little less than one short word.
pub const SHAPE_SHARE: f64 = 0.001;
/// Levels by which a pixel may differ before its *shade* counts as another: what rounding makes of one colour.
pub const SHADE_LEVELS: u8 = 3;
/// The share of pixels whose shade may differ. The edges of letters are a few per cent of a page full of text; a ground
/// or a card in another colour is more.
pub const SHADE_SHARE: f64 = 0.05;

/// How many colours a picture keeps: enough for every area and a soft edge, and a fifth less room than with 256.
const COLOURS: usize = 64;

/// A picture without transparency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 3]>,
}

/// How much of two pictures differs, as shares of all pixels from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The share of pixels that differ by more than [`SHAPE_LEVELS`].
    pub shape: f64,
    /// The share of pixels that differ by more than [`SHADE_LEVELS`].
    pub shade: f64,
}

impl Difference {
    /// Whether this is more than the drawing of letters explains.
    #[must_use]
    pub fn is_a_change(self) -> bool {
        self.shape > SHAPE_SHARE || self.shade > SHADE_SHARE
    }
}

impl Picture {
    /// Reads a PNG file.
    pub fn from_png(bytes: &[u8]) -> Result<Self> {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
        let mut reader = decoder.read_info().context("the picture is no PNG")?;
        let mut data = vec![0; reader.output_buffer_size().context("the picture is too large")?];
        let info = reader.next_frame(&mut data).context("the picture is broken")?;
        let step = info.color_type.samples();
        ensure!(step >= 3, "the picture has no colours");
        let pixels = data.get(..info.buffer_size()).unwrap_or_default().chunks_exact(step);
        let pixels = pixels.filter_map(|it| it.first_chunk::<3>().copied()).collect();
        Ok(Self { width: info.width as usize, height: info.height as usize, pixels })
    }

    /// A PNG file. With at most 256 colours it has a palette, which takes a third of the room.
    pub fn to_png(&self) -> Result<Vec<u8>> {
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, u32::try_from(self.width)?, u32::try_from(self.height)?);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::High);
        let palette = self.colours();
        let data = if palette.len() <= 256 {
            let index: HashMap<[u8; 3], u8> = palette.iter().copied().zip(0..=u8::MAX).collect();
            encoder.set_color(png::ColorType::Indexed);
            encoder.set_palette(palette.concat());
            encoder.set_filter(png::Filter::NoFilter);
            self.pixels.iter().map(|pixel| index.get(pixel).copied().unwrap_or_default()).collect()
        } else {
            encoder.set_color(png::ColorType::Rgb);
            self.pixels.concat()
        };
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&data)?;
        writer.finish()?;
        Ok(out)
    }

    /// The same with at most [`COLOURS`] colours: areas keep theirs exactly, and of the edges of letters the rare ones take the
    /// nearest. The same picture always becomes the same.
    #[must_use]
    pub fn reduced(&self) -> Self {
        let colours = self.colours();
        let (kept, rare) = colours.split_at(colours.len().min(COLOURS));
        let nearest =
            |colour: &[u8; 3]| kept.iter().copied().min_by_key(|other| distance(colour, other)).unwrap_or_default();
        let replaced: HashMap<[u8; 3], [u8; 3]> = rare.iter().map(|colour| (*colour, nearest(colour))).collect();
        let pixels = self.pixels.iter().map(|pixel| replaced.get(pixel).copied().unwrap_or(*pixel)).collect();
        Self { pixels, ..*self }
    }

    /// All colours, the most frequent first.
    fn colours(&self) -> Vec<[u8; 3]> {
        let mut count: HashMap<[u8; 3], usize> = HashMap::new();
        for pixel in &self.pixels {
            *count.entry(*pixel).or_default() += 1;
        }
        let mut colours: Vec<_> = count.into_iter().collect();
        colours.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        colours.into_iter().map(|(colour, _)| colour).collect()
    }

    /// How much differs. Where one picture is larger, its part beyond the other differs as a whole.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Difference {
        let (width, height) = (self.width.max(other.width), self.height.max(other.height));
        let (mut shape, mut shade) = (0_usize, 0_usize);
        for levels in (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).map(|at| self.levels(other, at)) {
            shape += usize::from(levels > SHAPE_LEVELS);
            shade += usize::from(levels > SHADE_LEVELS);
        }
        #[expect(clippy::cast_precision_loss, reason = "a picture has far fewer than 2^52 pixels")]
        let share = |pixels: usize| pixels as f64 / (width * height).max(1) as f64;
        Difference { shape: share(shape), shade: share(shade) }
    }

    /// This picture, pale, with all that differs from the other in red.
    #[must_use]
    pub fn marked(&self, other: &Self) -> Self {
        let (width, height) = (self.width.max(other.width), self.height.max(other.height));
        let at = |x: usize, y: usize| {
            if self.levels(other, (x, y)) > SHADE_LEVELS {
                return [200, 0, 60];
            }
            // A quarter of the picture and three quarters of white, in 16 grey levels: few bytes, and easy to read.
            let [r, g, b] = self.at(x, y).unwrap_or([255; 3]).map(u16::from);
            let grey = u8::try_from(191 + (r * 3 + g * 6 + b) / 40).unwrap_or(u8::MAX) & 0xF0;
            [grey; 3]
        };
        let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).map(|(x, y)| at(x, y)).collect();
        Self { width, height, pixels }
    }

    fn at(&self, x: usize, y: usize) -> Option<[u8; 3]> {
        if x < self.width { self.pixels.get(y * self.width + x).copied() } else { None }
    }

    fn levels(&self, other: &Self, (x, y): (usize, usize)) -> u8 {
        match (self.at(x, y), other.at(x, y)) {
            (Some(a), Some(b)) => a.iter().zip(b).map(|(a, b)| a.abs_diff(b)).max().unwrap_or_default(),
            _ => u8::MAX,
        }
    }
}

fn distance(a: &[u8; 3], b: &[u8; 3]) -> u32 {
    a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    fn plain(colour: [u8; 3]) -> Picture {
        Picture { width: 100, height: 50, pixels: vec![colour; 5_000] }
    }

    fn with_spot(mut picture: Picture, pixels: usize, colour: [u8; 3]) -> Picture {
        picture.pixels.iter_mut().take(pixels).for_each(|pixel| *pixel = colour);
        picture
    }

    #[test]
    fn a_picture_survives_its_file_and_becomes_small() {
        let many = Picture {
            width: 100,
            height: 50,
            pixels: (0..5_000_u32).map(|n| [(n % 251) as u8, (n / 251) as u8, 7]).collect(),
        };
        assert_eq!(Picture::from_png(&many.to_png().unwrap()).unwrap(), many);
        let reduced = many.reduced();
        assert_eq!(reduced.colours().len(), COLOURS);
        assert_eq!(Picture::from_png(&reduced.to_png().unwrap()).unwrap(), reduced);
    }

    #[test]
    fn a_word_that_is_another_is_a_change_and_a_softer_edge_is_none() {
        let white = plain([255; 3]);
        assert!(!white.difference(&white).is_a_change());
        assert!(with_spot(white.clone(), 6, [0; 3]).difference(&white).is_a_change());
        assert!(!with_spot(white.clone(), 5, [0; 3]).difference(&white).is_a_change());
        assert!(!with_spot(white.clone(), 200, [225; 3]).difference(&white).is_a_change());
    }

    #[test]
    fn a_ground_of_a_slightly_other_colour_is_a_change() {
        assert!(plain([250, 247, 242]).difference(&plain([246, 247, 242])).is_a_change());
        assert!(!plain([250, 247, 242]).difference(&plain([249, 246, 241])).is_a_change());
    }

    #[test]
    fn a_longer_page_is_a_change_and_its_end_is_marked() {
        let long = Picture { width: 100, height: 51, pixels: vec![[255; 3]; 5_100] };
        let difference = long.difference(&plain([255; 3]));
        assert!(difference.is_a_change());
        assert_eq!(long.marked(&plain([255; 3])).at(0, 50), Some([200, 0, 60]));
    }
}
