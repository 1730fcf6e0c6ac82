//! The pictures as a file of their own: opens in any viewer, prints on paper,
//! and needs nothing but itself.

use super::chart::TideChart;
use super::drawing::Drawing;
use super::legend::{Legend, legend_rows};
use super::markup::Markup;
use super::picture::whole;
use super::scale::Layout;
use super::shore::{Shore, ShoreDrawing};
use super::shown::shoreline;

/// Pixels across, without the margin.
const WIDTH_PX: i64 = 960;
/// Pixels around.
const MARGIN: i64 = 40;
/// Pixels to a rem.
const REM: i64 = 16;
/// The same width in thousandths of a rem.
const WIDTH_REM: i64 = WIDTH_PX * 1_000 / REM;
/// A heading and the room under it.
const HEADING: i64 = 2_600;

/// A picture that is handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TideSheet<'facts> {
    /// Its heading, and its name for screen readers.
    pub title: &'facts str,
    /// What it shows, in a sentence or two.
    pub description: &'facts str,
    /// The week.
    pub chart: &'facts TideChart,
    /// The week's legend.
    pub legend: Legend,
    /// The months with their heading and their legend.
    pub shore: Option<(&'facts str, &'facts Shore, Legend)>,
}

/// A picture as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedPicture {
    /// The document.
    pub svg: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

impl TideSheet<'_> {
    /// Draws it.
    #[must_use]
    pub fn saved(&self) -> SavedPicture {
        let mut markup = Markup::of_its_own(WIDTH_PX);
        let mut top = heading(&mut markup, self.title, 0);
        let drawing = Drawing::new(self.chart, Layout::WEEK);
        markup.group("", 0, top);
        whole(&mut markup, &drawing);
        markup.end_group();
        top += drawing.height + 600;
        top += legend_rows(&mut markup, &self.legend, WIDTH_REM, top);
        if let Some((title, shore, legend)) = &self.shore {
            top = heading(&mut markup, title, top + 1_800);
            let drawing = ShoreDrawing::new(shore);
            markup.group("", 0, top - 700);
            shoreline(&mut markup, &drawing);
            markup.end_group();
            top += drawing.height;
            top += legend_rows(&mut markup, legend, WIDTH_REM, top);
        }
        let width = WIDTH_PX + 2 * MARGIN;
        let height = top * REM / 1_000 + 2 * MARGIN;
        let mut document = Markup::of_its_own(WIDTH_PX);
        document.raw(r#"<svg xmlns="http://www.w3.org/2000/svg" role="img""#);
        document.pixels("width", width);
        document.pixels("height", height);
        document.raw(" viewBox=\"0 0 ");
        document.number(width);
        document.raw(" ");
        document.number(height);
        document.raw("\"><title>");
        document.words(self.title);
        document.raw("</title><desc>");
        document.words(self.description);
        document.raw(r##"</desc><rect width="100%" height="100%" fill="#fffdfa"/><g font-family="system-ui, sans-serif" font-size="12.8" transform="translate(40 40)">"##);
        document.markup(markup);
        document.raw("</g></svg>\n");
        SavedPicture {
            svg: document.finish(),
            width: u32::try_from(width).unwrap_or(0),
            height: u32::try_from(height).unwrap_or(0),
        }
    }
}

/// Writes a heading; where what it heads begins.
fn heading(markup: &mut Markup, words: &str, top: i64) -> i64 {
    markup.open("text", "tide-label");
    markup.raw(" font-size=\"20\" font-weight=\"600\"");
    markup.down("y", top + 1_250);
    markup.raw(">");
    markup.words(words);
    markup.raw("</text>");
    top + HEADING
}
