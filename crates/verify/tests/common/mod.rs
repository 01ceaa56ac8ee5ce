//! What several tests share: small problems, a plain solver for them, and the files that it writes.
#![allow(dead_code, reason = "each test uses its own part")]

pub mod files;
pub mod problem;
pub mod solver;
