//! The colours keep their contrast: read from `style/tokens.css` itself.

use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../../style/tokens.css");
const OLDER: &str = include_str!("../../style/tokens-older.css");

/// Linear red, green, blue.
type Light = [f64; 3];

/// What stands on what, and the least contrast: 7 for letters and what must be
/// read in distress, 4.5 for other words, 3 for edges and shapes.
const PAIRS: &[(&str, &str, f64)] = &[
    ("ink", "paper", 7.0),
    ("ink", "sheet", 7.0),
    ("ink", "shallow", 7.0),
    ("ink", "sand-shallow", 7.0),
    ("ink", "help-shallow", 7.0),
    ("ink", "water", 7.0),
    ("ink", "water-deep", 4.5),
    ("on-help", "help", 7.0),
    ("on-help", "help-strong", 7.0),
    ("ink-quiet", "paper", 4.5),
    ("ink-quiet", "sheet", 4.5),
    ("ink-quiet", "shallow", 4.5),
    ("ink-quiet", "sand-shallow", 4.5),
    ("ink-quiet", "help-shallow", 4.5),
    ("tide", "paper", 4.5),
    ("tide", "sheet", 4.5),
    ("tide", "shallow", 4.5),
    ("tide", "help-shallow", 4.5),
    ("tide", "sand-shallow", 4.5),
    ("tide-strong", "shallow", 4.5),
    ("on-tide", "tide", 4.5),
    ("on-tide", "tide-strong", 4.5),
    ("kelp", "paper", 4.5),
    ("kelp", "sheet", 4.5),
    ("sand", "paper", 4.5),
    ("sand", "sheet", 4.5),
    ("sand", "shallow", 4.5),
    ("sand", "sand-shallow", 4.5),
    ("destroy", "paper", 4.5),
    ("destroy", "sheet", 4.5),
    ("on-destroy", "destroy", 4.5),
    ("edge", "paper", 3.0),
    ("edge", "sheet", 3.0),
    ("edge", "shallow", 3.0),
    ("tide", "water", 3.0),
    ("tide", "water-deep", 3.0),
];

/// Björn Ottosson's OKLab to linear sRGB; hue in degrees.
fn oklch(numbers: &str) -> Light {
    let part: Vec<f64> = numbers
        .split_whitespace()
        .map(|number| number.parse().unwrap())
        .collect();
    let (lightness, chroma, hue) = (part[0], part[1], part[2].to_radians());
    let (a, b) = (chroma * hue.cos(), chroma * hue.sin());
    let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548 * b).powi(3);
    [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s,
    ]
}

fn hexadecimal(light: Light) -> String {
    let digits = light.map(|linear| {
        let linear = linear.clamp(0.0, 1.0);
        let encoded = if linear <= 0.003_130_8 {
            12.92 * linear
        } else {
            1.055 * linear.powf(1.0 / 2.4) - 0.055
        };
        format!("{:02x}", (encoded * 255.0).round() as u8)
    });
    format!("#{}", digits.concat())
}

/// The value between `--name: ` and `;`, for every line that has one.
fn declarations(css: &str) -> Vec<(&str, &str)> {
    css.lines()
        .filter_map(|line| line.trim().strip_prefix("--")?.strip_suffix(';'))
        .filter_map(|line| line.split_once(": "))
        .collect()
}

/// Light and dark colour of each role.
fn tokens() -> BTreeMap<&'static str, [Light; 2]> {
    declarations(TOKENS)
        .into_iter()
        .filter_map(|(name, value)| {
            let inner = value
                .strip_prefix("light-dark(oklch(")?
                .strip_suffix("))")?;
            let (light, dark) = inner.split_once("), oklch(")?;
            Some((name, [oklch(light), oklch(dark)]))
        })
        .collect()
}

fn contrast(one: Light, other: Light) -> f64 {
    let luminance = |light: Light| {
        let [red, green, blue] = light.map(|part| part.clamp(0.0, 1.0));
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_pair_keeps_its_contrast_in_light_and_dark() {
    let tokens = tokens();
    for &(front, back, least) in PAIRS {
        let [light, dark] = [0, 1].map(|theme| contrast(tokens[front][theme], tokens[back][theme]));
        println!("| {front} on {back} | {light:.1} | {dark:.1} | {least} |");
        assert!(
            light >= least && dark >= least,
            "{front} on {back}: {light:.2} light, {dark:.2} dark, at least {least}"
        );
    }
}

#[test]
fn every_colour_lies_within_what_screens_show() {
    for (name, themes) in tokens() {
        for part in themes.into_iter().flatten() {
            assert!((-0.002..=1.002).contains(&part), "--{name}: {part}");
        }
    }
}

#[test]
fn older_browsers_get_the_same_colours() {
    let older = declarations(OLDER);
    for (name, [light, dark]) in tokens() {
        let given: Vec<&str> = older
            .iter()
            .filter(|(known, _)| *known == name)
            .map(|(_, value)| *value)
            .collect();
        let (light, dark) = (hexadecimal(light), hexadecimal(dark));
        assert_eq!(given, [&light, &dark, &dark], "--{name}");
    }
}

#[test]
fn contrast_is_measured_as_the_guideline_does() {
    assert!((contrast([0.0; 3], [1.0; 3]) - 21.0).abs() < 1e-9);
    assert_eq!(hexadecimal(oklch("1 0 0")), "#ffffff");
    assert_eq!(hexadecimal(oklch("0.627955 0.257683 29.2339")), "#ff0000");
}
