//! Builds the crate anew when a migration was added: `sqlx::migrate!` reads the folders, and cargo does not see that.

fn main() {
    println!("cargo::rerun-if-changed=migrations");
}
