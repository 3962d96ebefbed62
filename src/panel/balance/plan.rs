//! Which parts of the picture a room of so many rows holds.

/// Rows given to each part, from top to bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Plan {
    /// Names of the ends.
    pub(super) labels: u16,
    /// Posts, rope and walker.
    pub(super) scene: u16,
    /// The line with the positions: scale and trail.
    pub(super) ground: u16,
    /// Figures below the scale.
    pub(super) ticks: u16,
    /// The trail month by month, downwards into the past.
    pub(super) track: u16,
    /// Empty.
    pub(super) gap: u16,
    /// The drift in words.
    pub(super) words: u16,
    /// Shares: a line, or a row per actor.
    pub(super) figures: u16,
}

/// What the plan is made for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// Columns.
    pub(super) width: u16,
    /// Rows.
    pub(super) height: u16,
    /// Actors with a share.
    pub(super) actors: u16,
    /// Whether the line of shares has room for the actors' names.
    pub(super) names_fit: bool,
    /// Whether there is a position, and so a drift to put into words.
    pub(super) drifts: bool,
    /// Months of the trail.
    pub(super) months: u16,
}

/// Columns below which a walker would be a smudge.
const SCENE_WIDTH: u16 = 24;

impl Plan {
    /// Spends the rows in the order of what they tell: each wish is granted when there are rows left for it.
    pub(super) fn new(room: Room) -> Self {
        let mut plan = Self {
            ground: room.height.min(1),
            ..Self::default()
        };
        let tallest = if room.width < SCENE_WIDTH {
            0
        } else {
            (room.width / 6).clamp(3, 16)
        };
        let scene = |rows: u16| if rows <= tallest { rows } else { tallest };
        let wishes: [fn(&mut Self) -> &mut u16; 7] = [
            |plan| &mut plan.figures,
            |plan| &mut plan.labels,
            |plan| &mut plan.words,
            |plan| &mut plan.scene,
            |plan| &mut plan.ticks,
            |plan| &mut plan.gap,
            |plan| &mut plan.track,
        ];
        let [figures, labels, words, stage, ticks, gap, track] = wishes;
        let whole_track = room.months.min(36);
        let order = [
            (figures, 1),
            (labels, 1),
            (words, u16::from(room.drifts)),
            (figures, if room.names_fit { 0 } else { room.actors }),
            (stage, scene(3)),
            (ticks, 1),
            (stage, scene(4)),
            (gap, 1),
            (figures, room.actors.max(1)),
            (stage, scene(5)),
            (track, whole_track.div_ceil(4)),
            (stage, scene(7)),
            (track, whole_track.div_ceil(2)),
            (stage, scene(9)),
            (track, whole_track),
            (stage, tallest),
        ];
        for (part, rows) in order {
            let left = room.height.saturating_sub(plan.rows());
            let has = *part(&mut plan);
            if rows > has && rows - has <= left {
                *part(&mut plan) = rows;
            }
        }
        // What is left over makes the picture larger, within reason.
        if plan.scene > 0 {
            let left = room.height.saturating_sub(plan.rows());
            plan.scene += left.min(tallest / 2);
        }
        plan
    }

    /// All rows used.
    pub(super) const fn rows(&self) -> u16 {
        self.labels
            + self.scene
            + self.ground
            + self.ticks
            + self.track
            + self.gap
            + self.words
            + self.figures
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(width: u16, height: u16) -> Plan {
        Plan::new(Room {
            width,
            height,
            actors: 3,
            names_fit: width >= 60,
            drifts: true,
            months: 12,
        })
    }

    #[test]
    fn never_takes_more_rows_than_there_are() {
        for width in 0..=250 {
            for height in 0..=80 {
                assert!(plan(width, height).rows() <= height, "{width}x{height}");
            }
        }
    }

    #[test]
    fn more_rows_never_lose_a_part() {
        for width in [20, 40, 80, 200] {
            for height in 0..70 {
                let (few, many) = (plan(width, height), plan(width, height + 1));
                assert!(few.labels <= many.labels && few.words <= many.words);
                assert!(few.ground <= many.ground && few.figures <= many.figures.max(1));
            }
        }
    }

    #[test]
    fn the_smallest_rooms_keep_what_tells_most() {
        assert_eq!(plan(40, 0).rows(), 0);
        assert_eq!(plan(40, 1).ground, 1);
        assert_eq!((plan(40, 2).ground, plan(40, 2).figures), (1, 1));
        assert_eq!(plan(40, 3).labels, 1);
        assert_eq!((plan(80, 7).scene, plan(80, 7).words), (3, 1));
        assert_eq!(plan(20, 40).scene, 0);
    }
}
