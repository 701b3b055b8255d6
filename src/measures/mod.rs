//! Numbers read off one alliance.
