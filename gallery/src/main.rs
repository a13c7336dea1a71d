//! Mounts the gallery.

fn main() {
    leptos::mount::mount_to_body(salus_gallery::app::Gallery);
}
