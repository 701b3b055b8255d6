//! Chance with an address.
