//! Whole blood tests whose figures hang together: what follows from other figures is calculated, never scattered.

use super::{
    analytes::*,
    chart::{Chart, Visit},
    labs::{Reading, reading},
};

impl Chart {
    /// Kidneys and salts: creatinine in mg/dL and potassium in mmol/L as given, filtration as it follows.
    pub(super) fn kidneys(&mut self, visit: &Visit, creatinine: f64, potassium: Reading, conclusion: &str) {
        let woman = self.is_woman();
        // The laboratory calculates with the figure that it writes.
        let creatinine = (creatinine * 100.0).round() / 100.0;
        let rate = filtration(creatinine, self.age_on(visit.on).floor(), woman);
        let analyte = if woman { &CREATININE_WOMAN } else { &CREATININE_MAN };
        let readings = vec![
            reading(analyte, creatinine),
            reading(&EGFR, rate),
            reading(&UREA, self.dice.around(creatinine * 17.5, 2.0)),
            reading(&SODIUM, self.dice.around(140.0, 2.5)),
            potassium,
        ];
        self.report(visit, &KIDNEY_PANEL, readings, conclusion);
    }

    /// Fats in mg/dL: LDL follows from the other three (Friedewald).
    pub(super) fn fats(&mut self, visit: &Visit, total: f64, hdl: f64, triglycerides: f64, conclusion: &str) {
        let readings = vec![
            reading(&CHOLESTEROL, total),
            reading(if self.is_woman() { &HDL_WOMAN } else { &HDL_MAN }, hdl),
            reading(&LDL, total - hdl - triglycerides / 5.0),
            reading(&TRIGLYCERIDES, triglycerides),
        ];
        self.report(visit, &LIPID_PANEL, readings, conclusion);
    }

    /// A complete blood count around this hemoglobin (g/dL) and size of red cells (fL), with a number of other cells.
    pub(super) fn blood_count(&mut self, visit: &Visit, hemoglobin: f64, size: f64, white: f64, conclusion: &str) {
        self.blood_count_with(visit, hemoglobin, size, white, Vec::new(), conclusion);
    }

    /// A complete blood count with further readings at its end.
    pub(super) fn blood_count_with(
        &mut self,
        visit: &Visit,
        hemoglobin: f64,
        size: f64,
        white: f64,
        further: Vec<Reading>,
        conclusion: &str,
    ) {
        let woman = self.is_woman();
        // Red cells hold 33 to 34 g of hemoglobin in each dL, in health and in most illnesses.
        let hematocrit = hemoglobin / self.dice.around(0.335, 0.004);
        let red_cells = hematocrit * 10.0 / size;
        let (h, t, r) = if woman {
            (&HEMOGLOBIN_WOMAN, &HEMATOCRIT_WOMAN, &RED_CELLS_WOMAN)
        } else {
            (&HEMOGLOBIN_MAN, &HEMATOCRIT_MAN, &RED_CELLS_MAN)
        };
        let mut readings = vec![
            reading(&WHITE_CELLS, white),
            reading(r, red_cells),
            reading(h, hemoglobin),
            reading(t, hematocrit),
            reading(&MCV, size),
            reading(&MCH, hemoglobin * 10.0 / red_cells),
            reading(&PLATELETS, self.dice.around(248.0, 40.0)),
        ];
        readings.extend(further);
        self.report(visit, &COUNT_PANEL, readings, conclusion);
    }

    /// Liver tests around this ALT (U/L).
    pub(super) fn liver(&mut self, visit: &Visit, alt: f64, conclusion: &str) {
        let analyte = if self.is_woman() { &ALT_WOMAN } else { &ALT_MAN };
        let readings = vec![
            reading(analyte, alt),
            reading(&ALKALINE, self.dice.around(74.0, 12.0)),
            reading(&BILIRUBIN, self.dice.around(0.6, 0.2)),
        ];
        self.report(visit, &LIVER_PANEL, readings, conclusion);
    }

    fn is_woman(&self) -> bool {
        self.who.gender == "female"
    }
}
