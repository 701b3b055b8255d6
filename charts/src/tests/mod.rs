//! What holds for every chart, checked over made-up data of every kind and size.
//!
//! With `CHARTS_DIR` set, the pictures are written there to be looked at.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod demo;
mod labels;
mod refusals;

use std::sync::LazyLock;

use resvg::usvg::roxmltree::Document;

use self::labels::{labels, place, read};
use crate::drawing::{DETAIL, theme};
use crate::*;

/// Discs in the key of a network: two members with their rims, and the ends of a bloc.
const N_KEY_DISCS: usize = 6;

static PICTURES: LazyLock<Vec<(&str, String)>> = LazyLock::new(demo::pictures);

#[test]
fn every_chart_is_well_formed_and_the_same_twice() {
    for ((name, first), (_, second)) in PICTURES.iter().zip(demo::pictures()) {
        assert!(Document::parse(first).is_ok(), "{name}");
        assert!(!first.contains("NaN") && !first.contains("inf\""), "{name}");
        assert!(*first == second, "{name} differs the second time");
    }
}

#[test]
fn a_sheet_is_drawn_in_tenths_of_a_pixel_without_ids() {
    for (name, svg) in PICTURES.iter() {
        let document = Document::parse(svg).unwrap();
        let root = document.root_element();
        let (width, height) = (read(root, "width"), read(root, "height"));
        let detailed = format!("0 0 {} {}", width * DETAIL, height * DETAIL);
        assert_eq!(root.attribute("viewBox"), Some(detailed.as_str()), "{name}");
        let has_id = document.descendants().any(|node| node.has_attribute("id"));
        assert!(!has_id && !svg.contains("url("), "{name}");
    }
}

#[test]
fn every_label_lies_inside_the_picture() {
    for (name, svg) in PICTURES.iter() {
        let document = Document::parse(svg).unwrap();
        let height = read(document.root_element(), "height");
        for label in labels(&document) {
            let is_inside = label.left >= 4.0 && label.right <= theme::WIDTH - 4.0;
            assert!(
                is_inside && label.top >= 2.0 && label.bottom <= height - 2.0,
                "{name}: {}",
                label.content
            );
        }
    }
}

#[test]
fn no_label_overlaps_another() {
    for (name, svg) in PICTURES.iter() {
        let labels = labels(&Document::parse(svg).unwrap());
        for (index, a) in labels.iter().enumerate() {
            for b in &labels[index + 1..] {
                let is_apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
                assert!(is_apart, "{name}: `{}` overlaps `{}`", a.content, b.content);
            }
        }
    }
}

#[test]
fn names_of_a_network_stay_clear_of_its_ties() {
    for n_members in [8, 12, 34] {
        let svg = network(&demo::heading("Trust"), &[demo::alliances::ties_of(0, n_members, 3)]).unwrap();
        let document = Document::parse(&svg).unwrap();
        let circles = document.descendants().filter(|node| node.has_tag_name("circle"));
        let members = circles
            .map(|node| (place(node, "cx"), place(node, "cy")))
            .skip(N_KEY_DISCS);
        let members: Vec<(f64, f64)> = members.collect();
        // Ties lie within the members' hull, and that within the circle through them.
        let (x, y) = (theme::WIDTH / 2.0, circle_middle(&members));
        let radius = members
            .iter()
            .map(|member| (member.0 - x).hypot(member.1 - y))
            .fold(f64::MAX, f64::min);
        for label in labels(&document) {
            let nearest = (x.clamp(label.left, label.right) - x).hypot(y.clamp(label.top, label.bottom) - y);
            assert!(nearest > radius, "{} lies on the ties of {n_members}", label.content);
        }
    }
}

#[test]
fn a_single_point_is_drawn() {
    let curves = || vec![curve(&[5.0], &[0.5])];
    let panel = Panel {
        label: "Trust".into(),
        unit: Unit::Number,
        curves: curves(),
    };
    assert!(
        survival(&demo::heading("One"), &curves())
            .unwrap()
            .contains("50\u{a0}%")
    );
    assert!(over_time(&demo::heading("One"), &[panel]).unwrap().contains("<circle"));
    assert!(
        heat_map(&demo::heading("One"), &demo::maps::map(1, 1))
            .unwrap()
            .contains("gossip.rate")
    );
}

#[test]
fn a_value_that_is_no_number_is_a_gap() {
    let gap = curve(&[0.0, 1.0, 2.0, 3.0, 4.0], &[1.0, 0.9, f64::NAN, 0.8, 0.7]);
    assert_eq!(gap.stretches().iter().map(Vec::len).collect::<Vec<_>>(), [2, 2]);
    assert!(!survival(&demo::heading("Gap"), &[gap]).unwrap().contains("NaN"));
}

#[test]
fn a_png_has_the_size_of_the_chart_times_its_scale() {
    let svg = survival(&demo::heading("Size"), &[curve(&[0.0, 12.0], &[1.0, 0.5])]).unwrap();
    let height = read(Document::parse(&svg).unwrap().root_element(), "height");
    for scale in [0.5, 2.0] {
        let drawn = resvg::tiny_skia::Pixmap::decode_png(&png(&svg, scale).unwrap().bytes).unwrap();
        assert_eq!(drawn.width(), (1200.0 * scale) as u32);
        assert_eq!(drawn.height(), (height as f32 * scale).round() as u32);
        assert!(
            drawn.pixels().iter().any(|pixel| pixel.red().max(pixel.blue()) < 60),
            "text is missing"
        );
    }
    assert!(matches!(png(&svg, 0.0), Err(ChartError::Size { .. })));
    assert!(matches!(png("no picture", 1.0), Err(ChartError::Svg(_))));
}

#[test]
fn names_with_markup_in_them_are_written_as_they_are() {
    let mut odd = curve(&[0.0, 12.0], &[1.0, 0.5]);
    odd.label = "R&D <\"x\">".into();
    let svg = survival(&demo::heading("a < b"), &[odd]).unwrap();
    let document = Document::parse(&svg).unwrap();
    assert!(labels(&document).iter().any(|label| label.content == "R&D <\"x\">"));
}

#[test]
fn pictures_for_the_eye() {
    let Some(folder) = std::env::var_os("CHARTS_DIR").map(std::path::PathBuf::from) else {
        return;
    };
    for (name, svg) in PICTURES.iter() {
        std::fs::write(folder.join(format!("{name}.svg")), svg).unwrap();
    }
    for (name, svg) in PICTURES.iter() {
        std::fs::write(folder.join(format!("{name}.png")), png(svg, 1.0).unwrap().bytes).unwrap();
        std::fs::write(folder.join(format!("{name}.half.png")), png(svg, 0.5).unwrap().bytes).unwrap();
    }
}

/// The height of the middle of the circle through places whose middle lies on the sheet's.
fn circle_middle(places: &[(f64, f64)]) -> f64 {
    let ((x1, y1), (x2, y2)) = (places[0], places[1]);
    let x = theme::WIDTH / 2.0;
    ((x2 - x).powi(2) - (x1 - x).powi(2) + y2 * y2 - y1 * y1) / (2.0 * (y2 - y1))
}

fn curve(months: &[f64], centre: &[f64]) -> Curve {
    let (low, high) = (centre.to_vec(), centre.to_vec());
    Curve {
        label: "base".into(),
        runs: Vec::new(),
        months: months.to_vec(),
        centre: centre.to_vec(),
        low,
        high,
    }
}
