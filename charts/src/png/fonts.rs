//! The fonts of this machine, which are looked for only where the bundled font lacks a letter.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock, Mutex};

use fontdb::{Database, FaceInfo, Source, Stretch, Style};
use ttf_parser::{Face, OutlineBuilder};

use crate::drawing::text::{self, Weight};

/// A font that lends letters.
#[derive(Debug)]
pub(super) struct Font {
    data: Vec<u8>,
    index: u32,
}

impl Font {
    /// The font made ready for setting.
    pub(super) fn face(&self) -> Option<rustybuzz::Face<'_>> {
        rustybuzz::Face::from_slice(&self.data, self.index)
    }
}

/// Where a letter comes from.
#[derive(Debug, Clone)]
pub(super) enum Origin {
    /// The bundled font.
    Bundled,
    /// A font of the machine.
    Lent(Arc<Font>),
    /// No font that is here.
    Nowhere,
}

impl Origin {
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Bundled, Self::Bundled) | (Self::Nowhere, Self::Nowhere) => true,
            (Self::Lent(one), Self::Lent(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

/// Fonts by the letters that they lend. The same letter always comes from the same font of a machine.
#[derive(Default)]
pub(super) struct Fonts {
    /// `None` as long as nobody asked for a letter that is not bundled.
    database: Option<Database>,
    lent: BTreeMap<(char, bool), Option<Arc<Font>>>,
    /// The fonts that lend any, by their files and their numbers in these.
    open: BTreeMap<(String, u32), Arc<Font>>,
}

/// The fonts in the usual folders of this machine.
pub(super) static OF_THE_MACHINE: LazyLock<Mutex<Fonts>> = LazyLock::new(Mutex::default);

impl Fonts {
    /// These fonts and no others.
    #[cfg(test)]
    pub(super) fn only(files: &[&[u8]]) -> Self {
        let mut database = Database::new();
        files.iter().for_each(|file| database.load_font_data(file.to_vec()));
        Self {
            database: Some(database),
            ..Self::default()
        }
    }

    /// Looks for letters in all fonts at once, so that each is read once.
    pub(super) fn look_for(&mut self, letters: &BTreeSet<char>, weight: Weight) {
        let is_bold = weight == Weight::Bold;
        let is_new = |letter: &char| !is_bundled(*letter, weight) && !self.lent.contains_key(&(*letter, is_bold));
        let mut wanted: BTreeSet<char> = letters.iter().copied().filter(is_new).collect();
        if wanted.is_empty() {
            return;
        }
        let database = self.database.get_or_insert_with(|| {
            let mut database = Database::new();
            database.load_system_fonts();
            database
        });
        let mut faces: Vec<&FaceInfo> = database.faces().collect();
        faces.sort_by_cached_key(|face| unlikeness(face, weight));
        for face in faces {
            let lends = |data: &[u8], index| {
                let face = Face::parse(data, index).ok()?;
                let lent: Vec<char> = wanted.iter().copied().filter(|letter| draws(&face, *letter)).collect();
                (!lent.is_empty()).then(|| (lent, data.to_vec()))
            };
            let Some(Some((letters, data))) = database.with_face_data(face.id, lends) else {
                continue;
            };
            let index = face.index;
            let opened = || Arc::new(Font { data, index });
            let font = self.open.entry((place(face), index)).or_insert_with(opened);
            for letter in letters {
                wanted.remove(&letter);
                self.lent.insert((letter, is_bold), Some(Arc::clone(font)));
            }
            if wanted.is_empty() {
                break;
            }
        }
        self.lent
            .extend(wanted.into_iter().map(|letter| ((letter, is_bold), None)));
    }

    /// Where a letter of this weight comes from, once it was looked for.
    pub(super) fn origin(&self, letter: char, weight: Weight) -> Origin {
        if is_bundled(letter, weight) {
            return Origin::Bundled;
        }
        match self.lent.get(&(letter, weight == Weight::Bold)) {
            Some(Some(font)) => Origin::Lent(Arc::clone(font)),
            _ => Origin::Nowhere,
        }
    }
}

pub(super) fn is_bundled(letter: char, weight: Weight) -> bool {
    text::face(weight).is_some_and(|face| face.glyph_index(letter).is_some())
}

/// The order in which fonts are asked: the bundled family before others, plain upright faces of the weight before special ones, and then
/// by their names, so that it is the same every time.
fn unlikeness(face: &FaceInfo, weight: Weight) -> (bool, bool, u16, bool, bool, bool, String, u32) {
    let family = face.families.first().map_or("", |(family, _)| family.as_str());
    let wanted = if weight == Weight::Bold { 700 } else { 400 };
    (
        family != "DejaVu Sans",
        face.style != Style::Normal,
        face.weight.0.abs_diff(wanted),
        face.stretch != Stretch::Normal,
        face.monospaced,
        family.contains("Serif"),
        format!("{family} {} {}", face.post_script_name, place(face)),
        face.index,
    )
}

fn place(face: &FaceInfo) -> String {
    match &face.source {
        Source::File(path) => path.display().to_string(),
        Source::Binary(_) => face.post_script_name.clone(),
    }
}

/// Whether a font has the outline of a letter: fonts of coloured pictures have none.
fn draws(face: &Face<'_>, letter: char) -> bool {
    let glyph = face.glyph_index(letter);
    glyph.is_some_and(|glyph| letter.is_whitespace() || face.outline_glyph(glyph, &mut Nowhere).is_some())
}

/// Draws nothing.
struct Nowhere;

impl OutlineBuilder for Nowhere {
    fn move_to(&mut self, _: f32, _: f32) {}
    fn line_to(&mut self, _: f32, _: f32) {}
    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {}
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {}
    fn close(&mut self) {}
}
