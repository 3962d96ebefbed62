//! Series from observations in any order.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Observation, Series, pyramid};
use crate::model::{Id, days_of};

/// Collects observations in any order.
#[derive(Clone, Debug, Default)]
pub struct SeriesBuilder {
    series: Series,
    /// Positions in the series' source lists.
    lists: HashMap<Arc<[Id]>, u32>,
    /// The list of the last observation, which the next one mostly shares.
    last: Option<(Arc<[Id]>, u32)>,
}

impl SeriesBuilder {
    /// Adds an observation.
    pub fn push(&mut self, observation: &Observation) {
        let series = &mut self.series;
        let row = series.days.len();
        series.days.push(days_of(observation.date));
        series.values.push(observation.value.unwrap_or(f64::NAN));
        series.periods.push(row, observation.period);
        series.lows.push(row, observation.low.unwrap_or(f64::NAN));
        series.highs.push(row, observation.high.unwrap_or(f64::NAN));
        series.grades.push(row, observation.grade);
        series
            .published
            .push(row, observation.published.map_or(i32::MIN, days_of));
        let list = match &self.last {
            Some((same, list)) if Arc::ptr_eq(same, &observation.sources) => *list,
            _ => {
                let next = series.source_lists.len() as u32;
                let sources = &observation.sources;
                let list = *self.lists.entry(sources.clone()).or_insert(next);
                if list == next {
                    series.source_lists.push(sources.clone());
                }
                self.last = Some((sources.clone(), list));
                list
            }
        };
        series.sources.push(row, list);
        if !observation.note.is_empty() {
            series.notes.insert(row as u32, observation.note.clone());
        }
    }

    /// The series in order of date. Of several observations of one date the last pushed stays.
    pub fn finish(self) -> Series {
        let mut series = self.series;
        if !series.days.is_sorted_by(|a, b| a < b) {
            let mut order: Vec<u32> = (0..series.days.len() as u32).collect();
            order.sort_by_key(|&row| series.days[row as usize]);
            // Of one date the last pushed comes last (the sort is stable), and stays.
            let kept: Vec<u32> = (0..order.len())
                .filter(|&place| {
                    let day = |place: usize| series.days[order[place] as usize];
                    place + 1 == order.len() || day(place) != day(place + 1)
                })
                .map(|place| order[place])
                .collect();
            let notes = std::mem::take(&mut series.notes);
            series = Series {
                days: kept.iter().map(|&row| series.days[row as usize]).collect(),
                values: kept
                    .iter()
                    .map(|&row| series.values[row as usize])
                    .collect(),
                periods: series.periods.reordered(&kept),
                lows: series.lows.reordered(&kept),
                highs: series.highs.reordered(&kept),
                sources: series.sources.reordered(&kept),
                grades: series.grades.reordered(&kept),
                published: series.published.reordered(&kept),
                source_lists: series.source_lists,
                notes: kept
                    .iter()
                    .enumerate()
                    .filter_map(|(place, row)| Some((place as u32, notes.get(row)?.clone())))
                    .collect(),
                pyramid: Vec::new(),
            };
        }
        series.pyramid = pyramid(&series.values);
        series
    }
}
