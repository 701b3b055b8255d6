//! From SVG to PDF: lines and letters as curves, sharp at any size.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::types::{LineCapStyle, LineJoinStyle};
use pdf_writer::{Content, Filter, Finish, Name, Pdf as Document, Rect, Ref, TextStr};
use resvg::tiny_skia::{PathSegment, Transform};
use resvg::usvg::{Color, Error, Fill, FillRule, Group, LineCap, LineJoin, Node, Options, Paint, Path, Stroke, Tree};

use crate::error::ChartError;
use crate::png::outlined;

/// A chart as one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// Letters that neither the bundled font nor a font of this machine has: each is drawn as a box. The SVG has them.
    pub missing: BTreeSet<char>,
}

/// Points, in which PDF measures, in a millimetre.
const POINTS: f32 = 72.0 / 25.4;

/// Draws a chart as a PDF of one page, so wide, in millimetres, and as high as it needs to be. `title` is what readers call it.
///
/// Letters are outlines of the bundled font, so that no font is needed and every reader shows the same; they cannot be searched. The same
/// chart gives the same bytes.
///
/// # Errors
/// If `svg` is not valid SVG, or the page would be less than a millimetre or more than ten metres wide.
pub fn pdf(svg: &str, title: &str, width: f32) -> Result<Pdf, ChartError> {
    if !(1.0..=10_000.0).contains(&width) {
        let height = width;
        return Err(ChartError::Size { width, height });
    }
    let outlined = outlined(svg).map_err(Error::from)?;
    let tree = Tree::from_str(&outlined.svg, &Options::default())?;
    let scale = width * POINTS / tree.size().width();
    let mut page = Page {
        content: Content::new(),
        opacities: BTreeMap::new(),
    };
    // PDF counts upwards.
    let height = tree.size().height() * scale;
    page.content.transform([scale, 0.0, 0.0, -scale, 0.0, height]);
    page.draw_group(tree.root(), 1.0);
    Ok(Pdf {
        bytes: page.document(title, (width * POINTS, height)),
        missing: outlined.missing,
    })
}

/// A page being drawn, with the opacities that it uses, in thousandths.
struct Page {
    content: Content,
    opacities: BTreeMap<u16, String>,
}

impl Page {
    fn draw_group(&mut self, group: &Group, opacity: f32) {
        let opacity = opacity * group.opacity().get();
        for node in group.children() {
            match node {
                Node::Group(group) => self.draw_group(group, opacity),
                Node::Path(path) if path.is_visible() => self.draw_path(path, opacity),
                // No sheet has pictures, and letters have become paths.
                Node::Path(_) | Node::Image(_) | Node::Text(_) => {}
            }
        }
    }

    fn draw_path(&mut self, path: &Path, opacity: f32) {
        let Transform { sx, kx, ky, sy, tx, ty } = path.abs_transform();
        self.content.save_state();
        self.content.transform([sx, ky, kx, sy, tx, ty]);
        if let Some((fill, colour)) = path.fill().and_then(|fill| Some((fill, plain(fill.paint())?))) {
            self.set_opacity(opacity * fill.opacity().get());
            self.content.set_fill_rgb(colour[0], colour[1], colour[2]);
            self.trace(path);
            self.fill(fill);
        }
        if let Some((stroke, colour)) = path.stroke().and_then(|stroke| Some((stroke, plain(stroke.paint())?))) {
            self.set_opacity(opacity * stroke.opacity().get());
            self.content.set_stroke_rgb(colour[0], colour[1], colour[2]);
            self.set_stroke(stroke);
            self.trace(path);
            self.content.stroke();
        }
        self.content.restore_state();
    }

    fn set_opacity(&mut self, opacity: f32) {
        let thousandths = (opacity * 1000.0).round() as u16;
        let name = self
            .opacities
            .entry(thousandths)
            .or_insert_with(|| format!("o{thousandths}"));
        self.content.set_parameters(Name(name.as_bytes()));
    }

    fn set_stroke(&mut self, stroke: &Stroke) {
        self.content.set_line_width(stroke.width().get());
        self.content.set_line_cap(match stroke.linecap() {
            LineCap::Butt => LineCapStyle::ButtCap,
            LineCap::Round => LineCapStyle::RoundCap,
            LineCap::Square => LineCapStyle::ProjectingSquareCap,
        });
        self.content.set_line_join(match stroke.linejoin() {
            LineJoin::Miter | LineJoin::MiterClip => LineJoinStyle::MiterJoin,
            LineJoin::Round => LineJoinStyle::RoundJoin,
            LineJoin::Bevel => LineJoinStyle::BevelJoin,
        });
        let dashes = stroke.dasharray().unwrap_or_default();
        self.content
            .set_dash_pattern(dashes.iter().copied(), stroke.dashoffset());
    }

    fn trace(&mut self, path: &Path) {
        let mut from = (0.0, 0.0);
        for segment in path.data().segments() {
            match segment {
                PathSegment::MoveTo(to) => {
                    self.content.move_to(to.x, to.y);
                    from = (to.x, to.y);
                }
                PathSegment::LineTo(to) => {
                    self.content.line_to(to.x, to.y);
                    from = (to.x, to.y);
                }
                // PDF knows no quadratic curves; a cubic one is the same with its controls two thirds of the way.
                PathSegment::QuadTo(control, to) => {
                    let towards = |end: f32, control: f32| end + (control - end) * 2.0 / 3.0;
                    self.content.cubic_to(
                        towards(from.0, control.x),
                        towards(from.1, control.y),
                        towards(to.x, control.x),
                        towards(to.y, control.y),
                        to.x,
                        to.y,
                    );
                    from = (to.x, to.y);
                }
                PathSegment::CubicTo(first, second, to) => {
                    self.content.cubic_to(first.x, first.y, second.x, second.y, to.x, to.y);
                    from = (to.x, to.y);
                }
                PathSegment::Close => {
                    self.content.close_path();
                }
            }
        }
    }

    fn fill(&mut self, fill: &Fill) {
        match fill.rule() {
            FillRule::NonZero => self.content.fill_nonzero(),
            FillRule::EvenOdd => self.content.fill_even_odd(),
        };
    }

    /// The file, with this page in it.
    fn document(self, title: &str, (width, height): (f32, f32)) -> Vec<u8> {
        let [catalogue, pages, page, content, about] = [1, 2, 3, 4, 5].map(Ref::new);
        let packed = packed(&self.content.finish());
        let mut document = Document::new();
        document.catalog(catalogue).pages(pages);
        document.pages(pages).kids([page]).count(1);
        let mut written = document.page(page);
        written
            .media_box(Rect::new(0.0, 0.0, width, height))
            .parent(pages)
            .contents(content);
        let mut resources = written.resources();
        let mut states = resources.ext_g_states();
        for (thousandths, name) in &self.opacities {
            let opacity = f32::from(*thousandths) / 1000.0;
            let mut state = states
                .insert(Name(name.as_bytes()))
                .start::<pdf_writer::writers::ExtGraphicsState<'_>>();
            state.stroking_alpha(opacity).non_stroking_alpha(opacity);
        }
        states.finish();
        resources.finish();
        written.finish();
        document.stream(content, &packed).filter(Filter::FlateDecode);
        document.document_info(about).title(TextStr(title));
        document.finish()
    }
}

/// Red, green and blue, 0…1. Sheets have plain colours only.
fn plain(paint: &Paint) -> Option<[f32; 3]> {
    match paint {
        Paint::Color(Color { red, green, blue }) => Some([*red, *green, *blue].map(|part| f32::from(part) / 255.0)),
        _ => None,
    }
}

/// Writing into memory cannot fail; were it to, the page would be empty.
fn packed(content: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::default());
    let packed = packer.write_all(content).and_then(|()| packer.finish());
    packed.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60" viewBox="0 0 1200 600">
<rect width="1200" height="600" fill="#FFFFFF"/>
<rect opacity="0.25" x="100" y="100" width="300" height="200" fill="#0072B2"/>
<text x="600" y="300" font-family="sans-serif" font-size="150" fill="#222222">Trust</text>
</svg>"##;

    #[test]
    fn a_page_is_as_wide_as_asked_for_and_keeps_its_shape() {
        let text = String::from_utf8_lossy(&pdf(SHEET, "Trust", 127.0).unwrap().bytes).into_owned();
        assert!(text.starts_with("%PDF-"), "{text}");
        assert!(text.contains("/MediaBox [0 0 360 180]"), "{text}");
        assert!(text.contains("/Title (Trust)") && text.contains("/ca 0.25"), "{text}");
    }

    #[test]
    fn the_same_chart_gives_the_same_bytes() {
        assert_eq!(pdf(SHEET, "Trust", 90.0).unwrap(), pdf(SHEET, "Trust", 90.0).unwrap());
    }

    #[test]
    fn a_page_without_width_is_refused() {
        for width in [0.0, -1.0, f32::NAN, 1e9] {
            assert!(matches!(pdf(SHEET, "", width), Err(ChartError::Size { .. })), "{width}");
        }
    }
}
