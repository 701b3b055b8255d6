//! Scenario discovery: in which part of the design points an alliance does what is asked about.

pub mod prim;
