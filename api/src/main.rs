//! The binary `salus`.

fn main() {}
