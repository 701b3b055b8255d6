//! Symmetric matrices of three rows, as a quadratic has them.

/// Three numbers, one a coefficient of a quadratic.
pub(super) type Vector = [f64; 3];

/// A symmetric matrix.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Matrix([Vector; 3]);

impl Matrix {
    /// Adds `weight · x xᵀ`.
    pub(super) fn add(&mut self, weight: f64, x: Vector) {
        for (row, left) in self.0.iter_mut().zip(x) {
            for (cell, right) in row.iter_mut().zip(x) {
                *cell += weight * left * right;
            }
        }
    }

    /// The product with a vector.
    pub(super) fn times(&self, vector: Vector) -> Vector {
        self.0.map(|row| dot(row, vector))
    }

    /// The inverse; `None` where there is none, as far as doubles can tell.
    pub(super) fn inverse(&self) -> Option<Self> {
        let cofactor = |row: usize, column: usize| {
            let (a, b) = ((row + 1) % 3, (row + 2) % 3);
            let (c, d) = ((column + 1) % 3, (column + 2) % 3);
            self.0[a][c] * self.0[b][d] - self.0[a][d] * self.0[b][c]
        };
        let determinant = dot(self.0[0], [0, 1, 2].map(|column| cofactor(0, column)));
        let scale: f64 = (0..3).map(|row| self.0[row][row]).product();
        if determinant.is_nan() || determinant <= 1e-13 * scale {
            return None;
        }
        Some(Self(
            [0, 1, 2].map(|row| [0, 1, 2].map(|column| cofactor(column, row) / determinant)),
        ))
    }
}

/// The inner product.
pub(super) fn dot(left: Vector, right: Vector) -> f64 {
    left[0] * right[0] + left[1] * right[1] + left[2] * right[2]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_times_its_inverse_changes_nothing() {
        let mut matrix = Matrix::default();
        for x in [-1.0, -0.2, 0.5, 0.9] {
            matrix.add(3.0, [1.0, x, x * x]);
        }
        let there = matrix.times([0.3, -2.0, 1.0]);
        let back = matrix.inverse().unwrap().times(there);
        for (back, was) in back.into_iter().zip([0.3, -2.0, 1.0]) {
            assert!((back - was).abs() < 1e-12, "{back} is not {was}");
        }
    }

    #[test]
    fn two_places_do_not_make_a_quadratic() {
        let mut matrix = Matrix::default();
        for x in [-1.0, 0.5] {
            matrix.add(1.0, [1.0, x, x * x]);
        }
        assert_eq!(matrix.inverse(), None);
    }
}
