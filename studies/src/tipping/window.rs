//! The runs near a place.

use super::matrix::Vector;
use super::responses::Responses;

/// So many of the nearest places say how wide a window is.
const NEAREST: usize = 8;

/// The runs near a place, those at the place itself with weight 1 and those at the edge of the window with weight 0.
#[derive(Debug, Clone)]
pub(super) struct Window {
    pub(super) points: Vec<Point>,
}

/// A place in a window.
#[derive(Debug, Clone, Copy)]
pub(super) struct Point {
    /// Which of the places that were tried.
    pub(super) index: usize,
    /// 1, x and x² of its distance x, −1…1.
    pub(super) x: Vector,
    /// 0…1.
    pub(super) weight: f64,
    pub(super) runs: f64,
    pub(super) hits: f64,
}

impl Window {
    /// The window around a place: as wide as the distance to its eighth nearest neighbour, wider in proportion where
    /// fewer places were tried.
    ///
    /// # Source
    /// Nearest-neighbour bandwidth and tricube weights: Cleveland (1979).
    pub(super) fn around(place: f64, responses: &Responses) -> Self {
        let width = width(place, responses);
        let points = responses.with_runs().filter_map(|(index, tried)| {
            let x = (tried.place - place) / width;
            let weight = tricube(x);
            (weight > 0.0).then_some(Point {
                index,
                x: [1.0, x, x * x],
                weight,
                runs: tried.runs as f64,
                hits: tried.hits as f64,
            })
        });
        Self {
            points: points.collect(),
        }
    }

    /// The same window after more runs at one of its points, whatever will come of them.
    pub(super) fn expecting(&self, index: usize, runs: f64) -> Self {
        let mut window = self.clone();
        let at = window.points.iter_mut().filter(|point| point.index == index);
        at.for_each(|point| point.runs += runs);
        window
    }
}

fn width(place: f64, responses: &Responses) -> f64 {
    let mut distances: Vec<f64> = responses
        .with_runs()
        .map(|(_, tried)| (tried.place - place).abs())
        .collect();
    distances.sort_by(f64::total_cmp);
    let nearest = NEAREST.min(distances.len());
    let farthest = nearest.checked_sub(1).map_or(1.0, |last| distances[last]);
    farthest * NEAREST as f64 / nearest.max(1) as f64
}

fn tricube(x: f64) -> f64 {
    let rest = (1.0 - x.abs() * x * x).max(0.0);
    rest * rest * rest
}

#[cfg(test)]
mod tests {
    use super::super::responses::Tried;
    use super::*;

    fn window(n_places: u32) -> Window {
        let mut responses = Responses::default();
        for place in 0..n_places {
            responses.add(Tried {
                place: f64::from(place) / 20.0,
                runs: 10,
                hits: 4,
                failed: 0,
            });
        }
        Window::around(0.0, &responses)
    }

    #[test]
    fn a_window_reaches_to_the_eighth_nearest_place_and_leaves_it_out() {
        let window = window(20);
        assert_eq!(window.points.len(), 7);
        assert_eq!(window.points[0].weight, 1.0);
        assert!(window.points.is_sorted_by(|near, far| near.weight > far.weight));
    }

    #[test]
    fn with_few_places_a_window_holds_them_all() {
        assert_eq!(window(3).points.len(), 3);
        assert!(window(3).points.iter().all(|point| point.weight > 0.8));
    }
}
