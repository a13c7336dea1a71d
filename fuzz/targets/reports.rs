//! Reports of browsers.
#![cfg_attr(fuzzing, no_main)]

salus_fuzz::target!(salus_fuzz::reports);
