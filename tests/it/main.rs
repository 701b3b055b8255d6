//! Tests of the whole program, a module a subject.

mod patterns;
mod scenarios;
