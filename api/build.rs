//! Builds the crate anew when a migration was added: `sqlx::migrate!` reads the folders, and cargo does not see that.

#[expect(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]
fn main() {
    println!("cargo::rerun-if-changed=migrations");
}
