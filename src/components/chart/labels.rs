//! Which labels have room: texts must not run into one another, on a phone least of all.

/// From which width of the chart a label is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tier {
    /// Also on a phone.
    Always,
    /// From a medium width.
    Medium,
    /// On a wide screen.
    Wide,
}

/// Chooses labels for each tier so that any two that are seen together stand at least `gaps` apart, in units of the plot,
/// for a narrow, a medium and a wide chart. Those named in `first` are asked first, then the newest.
pub(super) fn thin_out(places: &[i32], first: &[usize], gaps: [i32; 3]) -> Vec<(usize, Tier)> {
    let mut chosen: Vec<(usize, Tier)> = Vec::new();
    for (tier, gap) in [Tier::Always, Tier::Medium, Tier::Wide].into_iter().zip(gaps) {
        for place in first.iter().copied().chain((0..places.len()).rev()) {
            let x = places[place];
            if chosen.iter().all(|(other, _)| (places[*other] - x).abs() >= gap) {
                chosen.push((place, tier));
            }
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::{Tier, thin_out};

    #[test]
    fn a_few_points_all_keep_their_labels() {
        let chosen = thin_out(&[40, 270, 500, 730, 960], &[4, 0], [200, 100, 60]);
        assert_eq!(chosen.len(), 5);
        assert!(chosen.iter().all(|(_, tier)| *tier == Tier::Always));
    }

    #[test]
    fn the_newest_and_the_oldest_are_asked_first() {
        let places: Vec<i32> = (0..200).map(|place| 40 + place * 920 / 199).collect();
        let chosen = thin_out(&places, &[199, 0], [330, 180, 120]);
        assert_eq!(chosen[0], (199, Tier::Always));
        assert_eq!(chosen[1], (0, Tier::Always));
    }

    #[test]
    fn no_two_labels_of_one_width_touch() {
        let places: Vec<i32> = (0..200).map(|place| 40 + place * 920 / 199).collect();
        let gaps = [330, 180, 120];
        let chosen = thin_out(&places, &[199, 0], gaps);
        for (gap, seen) in gaps.into_iter().zip([
            &[Tier::Always][..],
            &[Tier::Always, Tier::Medium],
            &[Tier::Always, Tier::Medium, Tier::Wide],
        ]) {
            let mut xs: Vec<i32> =
                chosen.iter().filter(|(_, tier)| seen.contains(tier)).map(|(place, _)| places[*place]).collect();
            xs.sort_unstable();
            assert!(xs.windows(2).all(|pair| pair[1] - pair[0] >= gap), "{xs:?}");
        }
    }
}
