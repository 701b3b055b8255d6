//! Tests of the whole program, a module a subject.

mod model_page;
mod patterns;
