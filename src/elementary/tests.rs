//! Accuracy, ends, slices, and the very bits.

use std::f64::consts::{E, LN_2, LN_10};

use proptest::prelude::*;

use super::*;

type Function = fn(f64) -> f64;

/// A function, the one of libm, and the range over which the two are held against one another.
const PAIRS: [(&str, Function, Function, f64, f64); 5] = [
    ("exp", exp, libm::exp, -708.0, 709.7),
    ("exp_m1", exp_m1, libm::expm1, -60.0, 709.7),
    ("tanh", tanh, libm::tanh, -25.0, 25.0),
    ("logistic", logistic, |z| 1.0 / (1.0 + libm::exp(-z)), -708.0, 40.0),
    ("ln", ln, libm::log, 1e-9, 1e9),
];

/// Of every function of [`PAIRS`]: the digest of its bits on a grid over its range, and some of them one by one.
const BITS: [(u64, &[(f64, u64)]); 5] = [
    (
        0x283c_6107_d787_aeb3,
        &[
            (-745.0, 0x0000_0000_0000_0001),
            (-708.4, 0x000f_f15b_469e_df89),
            (-100.0, 0x36ea_8c1f_14e2_af5d),
            (-9.87, 0x3f0b_1b6c_3a65_1088),
            (-1.0, 0x3fd7_8b56_362c_ef38),
            (-0.5, 0x3fe3_68b2_fc6f_960a),
            (-0.1, 0x3fec_f46d_99d5_2b3a),
            (-1e-9, 0x3fef_ffff_ff76_8fa1),
            (1e-17, 0x3ff0_0000_0000_0000),
            (0.1, 0x3ff1_aec7_b35a_00d4),
            (0.3, 0x3ff5_9905_8c8c_1a96),
            (0.35, 0x3ff6_b480_2c80_5dec),
            (1.0, 0x4005_bf0a_8b14_5769),
            (2.5, 0x4028_5d6f_d931_e0bb),
            (10.0, 0x40d5_829d_cf95_0560),
            (88.5, 0x47e9_9b98_7155_fe28),
            (300.0, 0x5afc_05c0_a716_6b4a),
            (709.7, 0x7fed_75ae_7a50_ee14),
        ],
    ),
    (
        0x7587_10ca_ec09_54f4,
        &[
            (-50.0, 0xbff0_0000_0000_0000),
            (-9.87, 0xbfef_ff93_924f_166c),
            (-1.0, 0xbfe4_3a54_e4e9_8864),
            (-0.5, 0xbfd9_2e9a_0720_d3ec),
            (-0.1, 0xbfb8_5c93_3156_a62c),
            (-1e-9, 0xbe11_2e0b_e801_f1d9),
            (1e-17, 0x3c67_0ef5_4646_d497),
            (0.1, 0x3fba_ec7b_35a0_0d3a),
            (0.3, 0x3fd6_6416_3230_6a56),
            (0.35, 0x3fda_d200_b201_77b2),
            (1.0, 0x3ffb_7e15_1628_aed3),
            (2.5, 0x4026_5d6f_d931_e0bb),
            (10.0, 0x40d5_825d_cf95_0560),
            (300.0, 0x5afc_05c0_a716_6b4a),
            (709.7, 0x7fed_75ae_7a50_ee14),
        ],
    ),
    (
        0x8373_6c7a_75a8_6d7e,
        &[
            (-19.0, 0xbff0_0000_0000_0000),
            (-5.5, 0xbfef_ffb9_f2fc_1e90),
            (-1.0, 0xbfe8_5efa_b514_f394),
            (-0.1, 0xbfb9_83d7_795f_413a),
            (1e-300, 0x01a5_6e1f_c2f8_f359),
            (1e-9, 0x3e11_2e0b_e826_d695),
            (0.1, 0x3fb9_83d7_795f_413a),
            (0.3, 0x3fd2_a4dd_a7d9_14fa),
            (0.5, 0x3fdd_9353_d756_8af3),
            (0.75, 0x3fe4_5323_e552_f228),
            (2.0, 0x3fee_d950_5e1b_c3d3),
            (9.0, 0x3fef_ffff_efa5_9d78),
        ],
    ),
    (
        0xc243_7a44_09fc_ab99,
        &[
            (-700.0, 0x00d1_4f2b_0fb9_307f),
            (-30.0, 0x3d3a_56e0_c2ac_7cbf),
            (-4.4, 0x3f88_d6ca_fcdf_7a5f),
            (-1.0, 0x3fd1_3656_1454_ba86),
            (-0.1, 0x3fde_66bd_b1ac_a090),
            (1e-9, 0x3fe0_0000_0022_5c18),
            (0.3, 0x3fe2_61d5_45e4_6a8b),
            (0.7, 0x3fe5_61cb_52a1_9476),
            (1.0, 0x3fe7_64d4_f5d5_a2bd),
            (2.2, 0x3fec_ced8_0fef_1202),
            (5.0, 0x3fef_c92c_1305_38e2),
            (30.0, 0x3fef_ffff_ffff_fcb6),
        ],
    ),
    (
        0x0960_d1d7_8746_eb7e,
        &[
            (5e-324, 0xc087_4385_446d_71c3),
            (1e-310, 0xc086_4e69_394d_9508),
            (1e-300, 0xc085_9634_47f8_7fb5),
            (1e-9, 0xc034_b927_f32b_ffb8),
            (0.1, 0xc002_6bb1_bbb5_5515),
            (0.5, 0xbfe6_2e42_fefa_39ef),
            (0.7, 0xbfd6_d3c3_24e1_3f50),
            (0.71, 0xbfd5_eb5c_7907_e4ca),
            (0.99, 0xbf84_9545_3e6f_d4bc),
            (0.9999999999999999, 0xbca0_0000_0000_0000),
            (1.0000000000000002, 0x3caf_ffff_ffff_ffff),
            (1.1, 0x3fb8_663f_793c_46cc),
            (1.41, 0x3fd5_fd5f_abe6_4084),
            (1.42, 0x3fd6_7129_84ec_8f15),
            (2.0, 0x3fe6_2e42_fefa_39ef),
            (3.0, 0x3ff1_93ea_7aad_030a),
            (10.0, 0x4002_6bb1_bbb5_5516),
            (12345.678, 0x4022_d795_5979_1e31),
            (1e300, 0x4085_9634_47f8_7fb5),
            (f64::MAX, 0x4086_2e42_fefa_39ef),
        ],
    ),
];

#[test]
fn every_function_is_that_of_libm_over_all_its_range() {
    for (name, ours, theirs, from, to) in PAIRS {
        let near_zero = grid(1e-9, 3.0, 100_000).chain(tiny()).flat_map(|x| [x, -x]);
        for x in grid(from, to, 200_000).chain(near_zero).filter(|x| *x >= from) {
            assert_near(name, x, ours(x), theirs(x));
        }
    }
}

#[test]
fn no_function_falls_where_it_should_rise() {
    for (name, ours, _, from, to) in PAIRS {
        for (from, to) in [(from, to), (from.max(-4.0), 4.0), (0.3465, 0.3467)] {
            let values: Vec<f64> = grid(from, to, 300_000).map(ours).collect();
            assert!(values.is_sorted(), "{name} from {from} to {to}");
        }
    }
}

#[test]
fn known_values_are_exact() {
    assert_eq!([exp(0.0), exp(-0.0), exp(1.0)], [1.0, 1.0, E]);
    assert_eq!([ln(1.0), ln(E), ln(2.0), ln(10.0)], [0.0, 1.0, LN_2, LN_10]);
    assert_eq!([ln(0.5), ln(1024.0), logistic(0.0)], [-LN_2, 10.0 * LN_2, 0.5]);
    for zero in [0.0, -0.0] {
        assert_eq!(exp_m1(zero).to_bits(), f64::to_bits(zero));
        assert_eq!(tanh(zero).to_bits(), f64::to_bits(zero));
    }
}

#[test]
fn the_ends_are_where_they_belong() {
    let infinite = f64::INFINITY;
    assert_eq!(
        [-infinite, -746.0, infinite, 709.79].map(exp),
        [0.0, 0.0, infinite, infinite]
    );
    assert_eq!(
        [-infinite, -40.0, infinite, 709.79].map(exp_m1),
        [-1.0, -1.0, infinite, infinite]
    );
    assert_eq!([-infinite, -20.0, 20.0, infinite].map(tanh), [-1.0, -1.0, 1.0, 1.0]);
    assert_eq!([-infinite, -710.0, 37.0, infinite].map(logistic), [0.0, 0.0, 1.0, 1.0]);
    assert_eq!([0.0, -0.0, infinite].map(ln), [-infinite, -infinite, infinite]);
    assert!([-f64::MIN_POSITIVE, -1.0, -infinite].map(ln).iter().all(|x| x.is_nan()));
    for (_, ours, ..) in PAIRS {
        assert!(ours(f64::NAN).is_nan() && ours(-f64::NAN).is_nan());
    }
}

#[test]
fn the_largest_and_the_smallest_numbers_are_reached_and_left_one_by_one() {
    let most = 709.782_712_893_384;
    assert_near("exp", most, exp(most), libm::exp(most));
    let smallest = f64::from_bits(1);
    for x in grid(-746.0, -708.0, 10_000) {
        assert!((exp(x) - libm::exp(x)).abs() <= smallest, "exp {x}");
    }
    assert_eq!(exp(-745.0), smallest);
    for steps in 0..52 {
        let x = f64::from_bits(1 << steps);
        assert_near("ln", x, ln(x), libm::log(x));
    }
}

#[test]
fn a_slice_has_the_bits_of_its_numbers() {
    type OverSlice = fn(&mut [f64]);
    let forms: [(Function, OverSlice); 4] = [(exp, exp_all), (tanh, tanh_all), (logistic, logistic_all), (ln, ln_all)];
    let odd = [
        0.0,
        -0.0,
        f64::NAN,
        f64::INFINITY,
        -f64::INFINITY,
        1e-310,
        -750.0,
        800.0,
    ];
    let numbers: Vec<f64> = grid(-9.0, 9.0, 60).chain(odd).collect();
    for (one, all) in forms {
        for length in 0..=numbers.len() {
            let mut slice = numbers[numbers.len() - length..].to_vec();
            let expected: Vec<f64> = slice.iter().map(|x| one(*x)).collect();
            all(&mut slice);
            let same = slice.iter().zip(&expected);
            assert!(
                same.clone()
                    .all(|(a, b)| a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan())
            );
        }
    }
}

/// Another machine, another compiler or another instruction set that gives other bits fails here.
#[test]
fn the_bits_are_these_and_no_others() {
    for ((name, ours, _, from, to), (expected, samples)) in PAIRS.into_iter().zip(BITS) {
        let add = |digest: u64, x| (digest.rotate_left(7) ^ ours(x).to_bits()).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        assert_eq!(grid(from, to, 100_000).fold(0, add), expected, "{name}");
        for (x, bits) in samples {
            assert_eq!(ours(*x).to_bits(), *bits, "{name} {x}");
        }
    }
}

proptest! {
    #[test]
    fn any_number_has_the_value_of_libm(x in any::<f64>(), near in -50.0..50.0) {
        for (name, ours, theirs, ..) in PAIRS {
            for x in [x, near] {
                let (ours, theirs) = (ours(x), theirs(x));
                prop_assert!(is_near(ours, theirs) || theirs.abs() < f64::MIN_POSITIVE, "{name} {x}: {ours} for {theirs}");
            }
        }
    }
}

/// So many numbers from one to another, without a pattern in their last digits.
fn grid(from: f64, to: f64, count: u32) -> impl Iterator<Item = f64> {
    (0..=count).map(move |k| from + (to - from) * (f64::from(k) / f64::from(count)))
}

/// Numbers of every size below 1.
fn tiny() -> impl Iterator<Item = f64> {
    (1..1000).map(|k| 1.37 * f64::from_bits((1023 - k) << 52))
}

fn assert_near(name: &str, x: f64, ours: f64, theirs: f64) {
    assert!(is_near(ours, theirs), "{name} {x}: {ours} for {theirs}");
}

/// Whether they are one number, but for a relative difference of 1e-15.
fn is_near(ours: f64, theirs: f64) -> bool {
    ours == theirs || (ours - theirs).abs() < 1e-15 * theirs.abs() || ours.is_nan() && theirs.is_nan()
}
