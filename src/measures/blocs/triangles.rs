//! How far the triangles of a handful of nodes prove a partition best.

use super::square::{MOST_NODES, Square, larger, positive_part, smaller};

/// What every pair gains by the way a partition treats it, and what a packing of bad triangles proves by that.
///
/// A triangle of two positive ties and a negative one cannot be pleased: every partition frustrates one of its ties. Triangles
/// that share no weight therefore add up to a lower bound of the frustration. Around each frustrated pair triangles are
/// packed whose other two ties the partition pleases. What the packing lacks to reach the partition's frustration is also the
/// most that any other partition can gain, and whoever frustrates a pleased tie pays the weight of it that no triangle uses.
/// So a tie with more unused weight than is lacking is treated alike by all best partitions.
///
/// # Source
/// Packing of bad triangles: Bansal, Blum & Chawla (2004). Fixing what the bound leaves no room for is the reduced-cost fixing of
/// integer programming.
pub(super) struct Triangles {
    /// Weight that no triangle uses yet, positive where the partition pleases the tie and negative where it frustrates it.
    unused: Square,
    /// 1 for two nodes in one bloc, −1 for two nodes apart.
    side: Square,
    lacking: f64,
}

impl Triangles {
    /// Nothing packed yet; `of` is the bloc of every node.
    #[inline(always)]
    pub(super) fn none(weight: &Square, of: &[f64; MOST_NODES]) -> Self {
        let side = of.map(|own| of.map(|other| if other == own { 1.0 } else { -1.0 }));
        let mut unused = *weight;
        for (tie, side) in unused.as_flattened_mut().iter_mut().zip(side.as_flattened()) {
            *tie *= side;
        }
        Self {
            unused,
            side,
            lacking: 0.0,
        }
    }

    /// The frustration of the partition and the weight of all ties, both over unordered pairs.
    #[inline(always)]
    pub(super) fn totals(&self) -> (f64, f64) {
        let (mut strain_twice, mut total) = ([0.0; MOST_NODES], [0.0; MOST_NODES]);
        for row in &self.unused {
            for lane in 0..MOST_NODES {
                let size = row[lane].abs();
                strain_twice[lane] += size - row[lane];
                total[lane] += size;
            }
        }
        (strain_twice.iter().sum::<f64>() / 4.0, total.iter().sum::<f64>() / 2.0)
    }

    /// Packs triangles around every frustrated pair. Costs about 100 operations a pair.
    pub(super) fn pack(&mut self, n: usize) {
        for one in 0..n {
            for other in one + 1..n {
                if self.unused[one][other] < 0.0 {
                    self.pack_around(one, other);
                }
            }
        }
    }

    fn pack_around(&mut self, one: usize, other: usize) {
        let need = -self.unused[one][other];
        let mut room = [0.0; MOST_NODES];
        for (third, room) in room.iter_mut().enumerate() {
            let least = smaller(self.unused[one][third], self.unused[other][third]);
            *room = positive_part(least) * positive_part(larger(self.side[one][third], self.side[other][third]));
        }
        let all: f64 = room.iter().sum();
        let share = if all > need { need / all } else { 1.0 };
        self.lacking += positive_part(need - all);
        for (third, room) in room.iter().enumerate() {
            let used = share * room;
            self.unused[one][third] -= used;
            self.unused[other][third] -= used;
            self.unused[third][one] -= used;
            self.unused[third][other] -= used;
        }
    }

    /// Which nodes are surely together and which surely apart in all partitions that are best or within `tolerance` of it.
    pub(super) fn sure(&self, n: usize, tolerance: f64) -> Sure {
        let enough = self.lacking + tolerance;
        let mut sure = Sure {
            together: [0; MOST_NODES],
            apart: [0; MOST_NODES],
        };
        for one in 0..n {
            for other in one + 1..n {
                if self.unused[one][other] > enough {
                    let kind = if self.side[one][other] > 0.0 {
                        &mut sure.together
                    } else {
                        &mut sure.apart
                    };
                    kind[one] |= 1 << other;
                    kind[other] |= 1 << one;
                }
            }
        }
        sure
    }
}

/// Pairs that all best partitions treat alike; every node's partners as bits.
pub(super) struct Sure {
    pub(super) together: [u32; MOST_NODES],
    pub(super) apart: [u32; MOST_NODES],
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::blocs::SignedNetwork;
    use crate::measures::blocs::square::square;

    #[test]
    fn a_bad_triangle_lacks_nothing_where_its_weakest_tie_is_frustrated() {
        assert_eq!(packed(&[0.0, 0.0, 0.0]).lacking, 0.0);
        assert!((packed(&[0.0, 0.0, 1.0]).lacking - 0.1).abs() < 1e-12);
    }

    #[test]
    fn what_no_triangle_uses_is_sure() {
        let sure = packed(&[0.0, 0.0, 0.0]).sure(3, 1e-9);
        assert_eq!(sure.together[..3], [0b110, 0b001, 0b001]);
        let sure = packed(&[0.0, 0.0, 1.0]).sure(3, 1e-9);
        assert_eq!(
            (sure.together[..3].to_vec(), sure.apart[..3].to_vec()),
            (vec![0b010, 0b001, 0], vec![0; 3])
        );
    }

    /// 0 and 1 are friends (0.5), so are 0 and 2 (0.3), and 1 and 2 are rivals (−0.2).
    fn packed(of: &[f64]) -> Triangles {
        let mut network = SignedNetwork::default();
        network.rebuild_from_ties(3, &[(0, 1, 0.5), (0, 2, 0.3), (1, 2, -0.2)]);
        let mut blocs = [0.0; MOST_NODES];
        blocs[..3].copy_from_slice(of);
        let mut triangles = Triangles::none(&square(&network), &blocs);
        triangles.pack(3);
        triangles
    }
}
