//! Where the members of networks stand: on a circle, bloc beside bloc, so that names lie outside and ties inside. A member has one place in
//! all networks of a sheet.

use std::collections::{BTreeMap, BTreeSet};
use std::f64::consts::{FRAC_PI_2, TAU};

use super::graph::TrustNetwork;
use super::order::Company;
use crate::drawing::{Point, at};

/// The circle that the members stand on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Circle {
    pub(super) centre: Point,
    pub(super) radius: f64,
}

impl Circle {
    /// The place at an angle (clockwise from the right), this far outside the circle.
    pub(super) fn at(&self, angle: f64, outside: f64) -> Point {
        let radius = self.radius + outside;
        at(
            self.centre.x + radius * libm::cos(angle),
            self.centre.y + radius * libm::sin(angle),
        )
    }
}

/// Members of a bloc who stand side by side.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Arc {
    /// The bloc, by its place among the blocs.
    pub(super) bloc: usize,
    /// Its members, clockwise.
    pub(super) members: Vec<usize>,
    /// Angles of its first and its last member.
    pub(super) from: f64,
    pub(super) to: f64,
    /// Angle of the end that stands higher, where the name of the bloc goes.
    pub(super) upper: f64,
    /// The way on from there, out of the bloc: 1 clockwise, −1 counter-clockwise.
    pub(super) onward: f64,
    /// Whether the name of the bloc stands beside it: at the longest of its arcs.
    pub(super) is_named: bool,
}

/// Angles of all members of a network, and its blocs.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    /// By node.
    pub(super) angles: Vec<f64>,
    /// Where blocs stand; those whose members are scattered have several arcs.
    pub(super) arcs: Vec<Arc>,
    pub(super) n_blocs: usize,
    /// Angle between neighbours in a bloc.
    pub(super) step: f64,
    /// Places of those who stand in another network of the sheet, but not in this one.
    pub(super) empty: Vec<f64>,
}

/// One place for every member of several networks.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Seating {
    /// The angle of each, by name and by which of that name it is.
    angles: BTreeMap<(String, usize), f64>,
    /// The blocs that most networks agree on, the largest first.
    blocs: Vec<BTreeSet<(String, usize)>>,
    step: f64,
}

impl Seating {
    /// Seats the members clockwise from the top, those together who stand together in most networks, with free places between.
    pub(super) fn of(networks: &[TrustNetwork]) -> Self {
        let company = Company::of(networks);
        let blocs = company.blocs();
        let free = |members: &[usize]| match (blocs.len(), members.len()) {
            (0 | 1, _) => 0.0,
            (_, 1) => 0.25,
            _ => 1.0,
        };
        let places = blocs.iter().map(|members| members.len() as f64 + 2.0 * free(members));
        let step = TAU / places.sum::<f64>().max(1.0);
        let mut angles = BTreeMap::new();
        let mut next = -FRAC_PI_2 + step / 2.0;
        for members in &blocs {
            let from = next + free(members) * step;
            for (index, member) in members.iter().enumerate() {
                angles.insert(company.names[*member].clone(), from + index as f64 * step);
            }
            next = from + (members.len() as f64 + free(members)) * step;
        }
        let named = |members: &Vec<usize>| members.iter().map(|member| company.names[*member].clone()).collect();
        Self {
            angles,
            blocs: blocs.iter().map(named).collect(),
            step,
        }
    }

    /// The places of all networks. Blocs are numbered by how many members they have in all of them.
    pub(super) fn layouts(&self, networks: &[TrustNetwork]) -> Vec<Layout> {
        let mut layouts: Vec<Layout> = networks.iter().map(|network| self.layout(network)).collect();
        let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
        for arc in layouts.iter().flat_map(|layout| &layout.arcs) {
            *sizes.entry(arc.bloc).or_default() += arc.members.len();
        }
        let mut order: Vec<(usize, usize)> = sizes
            .into_iter()
            .map(|(bloc, size)| (usize::MAX - size, bloc))
            .collect();
        order.sort_unstable();
        let number: BTreeMap<usize, usize> = (0..).zip(&order).map(|(number, (_, bloc))| (*bloc, number)).collect();
        let most = layouts.iter().map(|layout| layout.n_blocs).max().unwrap_or(0);
        for layout in &mut layouts {
            renumber(layout, &number, most);
        }
        layouts
    }

    /// The places of one of the networks.
    fn layout(&self, network: &TrustNetwork) -> Layout {
        let names = names(network);
        let angle = |name| self.angles.get(name).copied().unwrap_or_default();
        let angles: Vec<f64> = names.iter().map(angle).collect();
        let present: BTreeSet<&(String, usize)> = names.iter().collect();
        let empty = self
            .angles
            .iter()
            .filter(|(name, _)| !present.contains(name))
            .map(|(_, angle)| *angle);
        let (blocs, n_blocs) = self.numbered_blocs(network, &names);
        Layout {
            arcs: self.arcs(&angles, &blocs),
            n_blocs,
            step: self.step,
            empty: empty.collect(),
            angles,
        }
    }

    /// The number of every node's bloc: that of the bloc most networks agree on with which it has most members in common, so that a bloc
    /// has the same colour in all networks.
    fn numbered_blocs(&self, network: &TrustNetwork, names: &[(String, usize)]) -> (Vec<usize>, usize) {
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (node, about) in network.nodes.iter().enumerate() {
            members.entry(about.bloc).or_default().push(node);
        }
        let mut blocs: Vec<Vec<usize>> = members.into_values().collect();
        blocs.sort_by_key(|members| (usize::MAX - members.len(), members[0]));
        let mut numbers = vec![0; network.nodes.len()];
        let mut taken = BTreeSet::new();
        for members in &blocs {
            let common = |known: &BTreeSet<(String, usize)>| {
                members.iter().filter(|node| known.contains(&names[**node])).count()
            };
            let free =
                (0..self.blocs.len()).filter(|number| !taken.contains(number) && common(&self.blocs[*number]) > 0);
            let nearest = free.max_by_key(|number| (common(&self.blocs[*number]), usize::MAX - number));
            let number = nearest
                .or_else(|| (0..).find(|number| !taken.contains(number)))
                .unwrap_or_default();
            taken.insert(number);
            members.iter().for_each(|node| numbers[*node] = number);
        }
        (numbers, blocs.len())
    }

    /// Neighbours of one bloc, the bloc of the lowest number first.
    fn arcs(&self, angles: &[f64], blocs: &[usize]) -> Vec<Arc> {
        let mut order: Vec<usize> = (0..angles.len()).collect();
        order.sort_by(|a, b| angles[*a].total_cmp(&angles[*b]));
        let mut arcs: Vec<(usize, Vec<usize>)> = Vec::new();
        for node in order {
            match arcs.last_mut() {
                Some((bloc, members)) if *bloc == blocs[node] => members.push(node),
                _ => arcs.push((blocs[node], vec![node])),
            }
        }
        // The last and the first are neighbours too.
        if arcs.len() > 1 && arcs[0].0 == arcs[arcs.len() - 1].0 {
            let (_, first) = arcs.remove(0);
            let last = arcs.len() - 1;
            arcs[last].1.extend(first);
        }
        arcs.sort_by_key(|(bloc, members)| (*bloc, usize::MAX - members.len()));
        let mut named = BTreeSet::new();
        let arc = |(bloc, members): (usize, Vec<usize>)| {
            let is_named = named.insert(bloc);
            self.arc(angles, bloc, members, is_named)
        };
        arcs.into_iter().map(arc).collect()
    }

    fn arc(&self, angles: &[f64], bloc: usize, members: Vec<usize>, is_named: bool) -> Arc {
        let (from, mut to) = (angles[members[0]], angles[members[members.len() - 1]]);
        if to < from {
            to += TAU;
        }
        let is_first_higher = libm::sin(from - self.step) < libm::sin(to + self.step);
        let (upper, onward) = if is_first_higher { (from, -1.0) } else { (to, 1.0) };
        Arc {
            bloc,
            members,
            from,
            to,
            upper,
            onward,
            is_named,
        }
    }
}

/// Gives the blocs of a network these numbers, or the lowest that are free where they are not below `most`: so many have a colour each.
fn renumber(layout: &mut Layout, number: &BTreeMap<usize, usize>, most: usize) {
    let wanted: BTreeSet<usize> = layout.arcs.iter().map(|arc| number[&arc.bloc]).collect();
    let mut free = (0..).filter(|number| !wanted.contains(number));
    let mut given: BTreeMap<usize, usize> = BTreeMap::new();
    for wanted in &wanted {
        let number = if *wanted < most { Some(*wanted) } else { free.next() };
        given.insert(*wanted, number.unwrap_or(*wanted));
    }
    for arc in &mut layout.arcs {
        arc.bloc = given[&number[&arc.bloc]];
    }
}

/// What tells the members of a network from one another in all networks: their names; where two share one, also which of them it is.
pub(super) fn names(network: &TrustNetwork) -> Vec<(String, usize)> {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let name = |node: &super::Node| (node.name.clone(), 0);
    let mut names: Vec<(String, usize)> = network.nodes.iter().map(name).collect();
    for (name, node) in names.iter_mut().zip(&network.nodes) {
        let which = known.entry(&node.name).or_default();
        name.1 = *which;
        *which += 1;
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Node;

    #[test]
    fn members_of_a_bloc_stand_side_by_side_and_none_on_another() {
        let layout = placed(&of_blocs(&[1, 0, 1, 0, 2, 1]));
        assert_eq!(layout.arcs[0].members, [0, 2, 5]);
        let mut angles = layout.angles.clone();
        angles.sort_by(f64::total_cmp);
        assert!(angles.windows(2).all(|pair| pair[1] - pair[0] > 0.9 * layout.step));
        assert!(angles[5] - angles[0] < TAU - 0.9 * layout.step);
    }

    #[test]
    fn an_empty_network_has_no_places() {
        assert!(placed(&of_blocs(&[])).arcs.is_empty());
    }

    #[test]
    fn a_member_stands_in_one_place_in_all_networks_whoever_else_is_there() {
        let mut networks = [[0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 0, 1, 1]].map(|blocs| of_blocs(&blocs));
        networks[1].nodes.remove(2);
        let seating = Seating::of(&networks);
        let layouts = seating.layouts(&networks);
        let [first, second, third] = [0, 1, 2].map(|network| &layouts[network]);
        assert_eq!(first.angles, third.angles);
        assert_eq!(second.angles, [0, 1, 3, 4].map(|node| first.angles[node]));
        assert_eq!(second.empty, [first.angles[2]]);
        assert!(first.empty.is_empty());
    }

    #[test]
    fn a_bloc_keeps_its_number_where_it_shrinks() {
        let networks = [[0, 0, 1, 1, 1], [0, 0, 1, 1, 1], [0, 0, 0, 1, 1]].map(|blocs| of_blocs(&blocs));
        let layouts = Seating::of(&networks).layouts(&networks);
        let number = |network: usize, node: usize| {
            let mut arcs = layouts[network].arcs.iter();
            arcs.find(|arc| arc.members.contains(&node)).map(|arc| arc.bloc)
        };
        assert_eq!(number(0, 4), number(2, 4));
        assert_eq!(number(0, 0), number(2, 0));
    }

    #[test]
    fn there_are_no_more_numbers_than_blocs_in_any_network() {
        let networks =
            [[0, 0, 1, 1, 2], [0, 1, 0, 2, 1], [0, 1, 2, 0, 1], [2, 0, 1, 1, 0]].map(|blocs| of_blocs(&blocs));
        for layout in Seating::of(&networks).layouts(&networks) {
            let numbers: BTreeSet<usize> = layout.arcs.iter().map(|arc| arc.bloc).collect();
            assert_eq!(numbers, BTreeSet::from([0, 1, 2]));
        }
    }

    #[test]
    fn a_bloc_that_is_scattered_has_several_arcs_and_one_name() {
        let networks = [[0, 0, 1, 1, 0], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]].map(|blocs| of_blocs(&blocs));
        let layout = Seating::of(&networks).layout(&networks[2]);
        assert!(layout.arcs.len() > layout.n_blocs, "{:?}", layout.arcs);
        for bloc in 0..2 {
            let named = layout.arcs.iter().filter(|arc| arc.bloc == bloc && arc.is_named);
            assert_eq!(named.count(), 1);
        }
        let held: usize = layout.arcs.iter().map(|arc| arc.members.len()).sum();
        assert_eq!(held, 5);
    }

    fn placed(network: &TrustNetwork) -> Layout {
        Seating::of(std::slice::from_ref(network)).layout(network)
    }

    fn of_blocs(blocs: &[usize]) -> TrustNetwork {
        let node = |(index, bloc): (usize, &usize)| Node {
            name: format!("{index}"),
            resources: 1.0,
            bloc: *bloc,
        };
        let nodes = blocs.iter().enumerate().map(node).collect();
        TrustNetwork {
            label: String::new(),
            end: String::new(),
            nodes,
            ties: Vec::new(),
            departed: Vec::new(),
        }
    }
}
