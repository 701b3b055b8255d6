//! Who stands together, in words and for programs.

use alliance_dynamics::measures::blocs::Best;
use alliance_prose::counted;
use serde::Serialize;

/// The blocs of a network.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BlocsAnswer {
    /// Bloc by bloc, who is in it.
    pub blocs: Vec<Vec<String>>,
    /// What of the ties contradicts them: negative ones within a bloc, positive ones between blocs; ≥ 0.
    pub frustration: f64,
    /// Whether nothing better can be.
    pub proven: bool,
}

impl BlocsAnswer {
    pub(super) fn of(names: &[String], Best { partition, proven }: &Best) -> Self {
        let mut blocs = vec![Vec::new(); partition.count];
        for (name, &bloc) in names.iter().zip(&partition.of) {
            blocs[bloc as usize].push(name.clone());
        }
        Self {
            blocs,
            frustration: partition.frustration,
            proven: *proven,
        }
    }

    /// The answer for people.
    #[must_use]
    pub fn words(&self) -> String {
        let many = counted(self.blocs.len(), "bloc");
        let sure = if self.proven {
            "proven best"
        } else {
            "the best found; not proven best"
        };
        let mut text = format!("{many}, frustration {} ({sure})\n", self.frustration);
        for (number, members) in (1..).zip(&self.blocs) {
            text += &format!("  {number} ({}): {}\n", members.len(), members.join(", "));
        }
        text
    }
}
