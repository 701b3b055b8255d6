//! Numbers read off one alliance.

pub mod blocs;
