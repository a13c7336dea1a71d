//! One believable value of each wire type: what the snapshot of the wire pins and what the gallery shows.

/// A type that can show itself. All people in samples are invented.
pub trait Sample: Sized {
    /// One believable value.
    fn sample() -> Self;
}

impl<T: Sample> Sample for Vec<T> {
    fn sample() -> Self {
        vec![T::sample()]
    }
}

impl<T: Sample> Sample for Option<T> {
    fn sample() -> Self {
        Some(T::sample())
    }
}
