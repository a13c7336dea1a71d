//! The contrast of two colours, as WCAG 2.2 defines it.

/// A colour as the browser paints it: red, green, blue and how opaque it is, each 0 to 255.
pub(super) type Colour = [u8; 4];

/// How bright a colour is, 0 to 1. <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>
fn luminance(colour: [f64; 3]) -> f64 {
    let linear = |share: f64| if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) };
    let [red, green, blue] = colour.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// What is seen where a colour lies on another that is opaque.
fn over(colour: Colour, ground: [f64; 3]) -> [f64; 3] {
    let opaque = f64::from(colour[3]) / 255.0;
    [0, 1, 2].map(|part| f64::from(colour[part]) / 255.0 * opaque + ground[part] * (1.0 - opaque))
}

/// The contrast of text on its ground, 1 to 21. A ground that lets something through lies on white.
pub(super) fn contrast(text: Colour, ground: Colour) -> f64 {
    let ground = over(ground, [1.0; 3]);
    let (one, other) = (luminance(over(text, ground)), luminance(ground));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// As people write it: `#0E5B59`, and how opaque it is where it is not.
pub(super) fn hex(colour: Colour) -> String {
    let [red, green, blue, opaque] = colour;
    let hex = format!("#{red:02X}{green:02X}{blue:02X}");
    if opaque == 255 { hex } else { format!("{hex} {} %", u32::from(opaque) * 100 / 255) }
}

#[cfg(test)]
mod tests {
    use super::{contrast, hex};

    const WHITE: [u8; 4] = [255; 4];

    #[test]
    fn black_on_white_is_twenty_one_and_a_colour_on_itself_is_one() {
        assert!((contrast([0, 0, 0, 255], WHITE) - 21.0).abs() < 1e-9);
        assert!((contrast([9, 90, 200, 255], [9, 90, 200, 255]) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn the_grey_that_just_passes_on_white_is_the_known_one() {
        assert!(contrast([0x76, 0x76, 0x76, 255], WHITE) >= 4.5);
        assert!(contrast([0x77, 0x77, 0x77, 255], WHITE) < 4.5);
    }

    #[test]
    fn text_that_lets_the_ground_through_loses_contrast() {
        assert!(contrast([0, 0, 0, 128], WHITE) < 4.5);
    }

    #[test]
    fn a_colour_is_written_as_people_write_it() {
        assert_eq!(hex([14, 91, 89, 255]), "#0E5B59");
        assert_eq!(hex([0, 0, 0, 51]), "#000000 20 %");
    }
}
