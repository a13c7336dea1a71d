//! What a laboratory measures: code, unit and range of every test in the invented records.
//!
//! Ranges are ordinary ones for adults; real laboratories each have their own, and the portal shows what they send.

/// A test whose result is a figure.
#[derive(Debug)]
pub(super) struct Analyte {
    /// Names its Observations.
    pub(super) slug: &'static str,
    /// Its LOINC code.
    pub(super) loinc: &'static str,
    /// Its name as patients read it.
    pub(super) name: &'static str,
    /// Its unit for people.
    pub(super) unit: &'static str,
    /// Its unit in UCUM.
    pub(super) ucum: &'static str,
    /// How many decimal places the laboratory writes.
    pub(super) places: usize,
    /// The lower end of the range, as written.
    pub(super) low: Option<&'static str>,
    /// The upper end of the range, as written.
    pub(super) high: Option<&'static str>,
}

/// A test that is a group of tests.
#[derive(Debug)]
pub(super) struct Panel {
    /// Names its reports.
    pub(super) slug: &'static str,
    /// Its LOINC code.
    pub(super) loinc: &'static str,
    /// Its name as patients read it.
    pub(super) name: &'static str,
}

/// A test by slug, LOINC code, name, units for people and in UCUM, decimal places, and range (an empty end is open).
const fn analyte(
    slug: &'static str,
    loinc: &'static str,
    name: &'static str,
    (unit, ucum): (&'static str, &'static str),
    places: usize,
    (low, high): (&'static str, &'static str),
) -> Analyte {
    const fn end(text: &'static str) -> Option<&'static str> {
        if text.is_empty() { None } else { Some(text) }
    }
    Analyte { slug, loinc, name, unit, ucum, places, low: end(low), high: end(high) }
}

/// The estimated filtration of the kidneys in mL/min/1.73 m², from creatinine in mg/dL, age in years and sex
/// (CKD-EPI 2021, without race; Inker and others, New England Journal of Medicine 385).
pub(super) fn filtration(creatinine: f64, age: f64, woman: bool) -> f64 {
    let (kappa, alpha, factor) = if woman { (0.7, -0.241, 1.012) } else { (0.9, -0.302, 1.0) };
    let ratio: f64 = creatinine / kappa;
    142.0 * ratio.min(1.0).powf(alpha) * ratio.max(1.0).powf(-1.200) * 0.9938_f64.powf(age) * factor
}

/// Diabetes blood test.
pub(super) static DIABETES_PANEL: Panel =
    Panel { slug: "diabetes-test", loinc: "11502-2", name: "Diabetes blood test" };
/// Kidneys and salts.
pub(super) static KIDNEY_PANEL: Panel = Panel { slug: "kidney-test", loinc: "24362-6", name: "Kidneys and salts" };
/// Cholesterol and fats.
pub(super) static LIPID_PANEL: Panel = Panel { slug: "fat-test", loinc: "24331-1", name: "Cholesterol and fats" };
/// Complete blood count.
pub(super) static COUNT_PANEL: Panel = Panel { slug: "blood-count", loinc: "58410-2", name: "Complete blood count" };
/// Liver tests.
pub(super) static LIVER_PANEL: Panel = Panel { slug: "liver-test", loinc: "24325-3", name: "Liver tests" };
/// Thyroid blood test.
pub(super) static THYROID_PANEL: Panel = Panel { slug: "thyroid-test", loinc: "11502-2", name: "Thyroid blood test" };
/// Bones and vitamins.
pub(super) static BONE_PANEL: Panel = Panel { slug: "bone-test", loinc: "11502-2", name: "Bones and vitamins" };
/// Heart blood test.
pub(super) static HEART_PANEL: Panel = Panel { slug: "heart-test", loinc: "11502-2", name: "Heart blood test" };
/// Vitamin B12.
pub(super) static VITAMIN_PANEL: Panel = Panel { slug: "vitamin-test", loinc: "11502-2", name: "Vitamin B12" };
/// Blood clotting (INR).
pub(super) static CLOTTING_PANEL: Panel =
    Panel { slug: "clotting-test", loinc: "34528-0", name: "Blood clotting (INR)" };
/// Urine test.
pub(super) static URINE_PANEL: Panel = Panel { slug: "urine-test", loinc: "11502-2", name: "Urine test" };
/// Inflammation blood test.
pub(super) static INFLAMMATION_PANEL: Panel =
    Panel { slug: "inflammation-test", loinc: "11502-2", name: "Inflammation blood test" };
/// Swab test.
pub(super) static SWAB_PANEL: Panel = Panel { slug: "swab-test", loinc: "11502-2", name: "Swab test" };

/// Gout blood test.
pub(super) static GOUT_PANEL: Panel = Panel { slug: "gout-test", loinc: "11502-2", name: "Gout blood test" };
/// Infection blood test.
pub(super) static INFECTION_PANEL: Panel =
    Panel { slug: "infection-test", loinc: "11502-2", name: "Infection blood test" };

/// Sugar in the blood over three months.
pub(super) static HBA1C: Analyte = analyte("hba1c", "4548-4", "HbA1c", ("%", "%"), 1, ("4.0", "6.0"));
/// Sugar in the blood before breakfast.
pub(super) static GLUCOSE: Analyte =
    analyte("glucose", "1558-6", "Fasting glucose", ("mg/dL", "mg/dL"), 0, ("70", "99"));
/// All cholesterol.
pub(super) static CHOLESTEROL: Analyte =
    analyte("cholesterol", "2093-3", "Total cholesterol", ("mg/dL", "mg/dL"), 0, ("", "200"));
/// Cholesterol that the blood carries away, women's range.
pub(super) static HDL_WOMAN: Analyte = analyte("hdl", "2085-9", "HDL cholesterol", ("mg/dL", "mg/dL"), 0, ("45", ""));
/// Cholesterol that the blood carries away, men's range.
pub(super) static HDL_MAN: Analyte = analyte("hdl", "2085-9", "HDL cholesterol", ("mg/dL", "mg/dL"), 0, ("40", ""));
/// Cholesterol that stays in the vessels, calculated.
pub(super) static LDL: Analyte = analyte("ldl", "13457-7", "LDL cholesterol", ("mg/dL", "mg/dL"), 0, ("", "100"));
/// Other fats.
pub(super) static TRIGLYCERIDES: Analyte =
    analyte("triglycerides", "2571-8", "Triglycerides", ("mg/dL", "mg/dL"), 0, ("", "150"));
/// Kidneys, women's range.
pub(super) static CREATININE_WOMAN: Analyte =
    analyte("creatinine", "2160-0", "Creatinine", ("mg/dL", "mg/dL"), 2, ("0.50", "0.90"));
/// Kidneys, men's range.
pub(super) static CREATININE_MAN: Analyte =
    analyte("creatinine", "2160-0", "Creatinine", ("mg/dL", "mg/dL"), 2, ("0.70", "1.20"));
/// Kidneys, estimated from creatinine, age and sex.
pub(super) static EGFR: Analyte =
    analyte("egfr", "98979-8", "Kidney function (eGFR)", ("mL/min/1.73 m²", "mL/min/{1.73_m2}"), 0, ("60", ""));
/// Kidneys.
pub(super) static UREA: Analyte = analyte("urea", "3094-0", "Urea nitrogen", ("mg/dL", "mg/dL"), 0, ("7", "23"));
/// Salts.
pub(super) static SODIUM: Analyte = analyte("sodium", "2951-2", "Sodium", ("mmol/L", "mmol/L"), 0, ("136", "145"));
/// Salts.
pub(super) static POTASSIUM: Analyte =
    analyte("potassium", "2823-3", "Potassium", ("mmol/L", "mmol/L"), 1, ("3.5", "5.1"));
/// Protein that passes the kidneys.
pub(super) static ALBUMIN_URINE: Analyte =
    analyte("urine-albumin", "9318-7", "Albumin to creatinine ratio in urine", ("mg/g", "mg/g"), 0, ("", "30"));
/// Blood count.
pub(super) static WHITE_CELLS: Analyte =
    analyte("white-cells", "6690-2", "White blood cells", ("10³/µL", "10*3/uL"), 1, ("4.0", "10.0"));
/// Blood count.
pub(super) static RED_CELLS_WOMAN: Analyte =
    analyte("red-cells", "789-8", "Red blood cells", ("10⁶/µL", "10*6/uL"), 2, ("3.90", "5.20"));
/// Blood count.
pub(super) static RED_CELLS_MAN: Analyte =
    analyte("red-cells", "789-8", "Red blood cells", ("10⁶/µL", "10*6/uL"), 2, ("4.30", "5.80"));
/// Blood count.
pub(super) static HEMOGLOBIN_WOMAN: Analyte =
    analyte("hemoglobin", "718-7", "Hemoglobin", ("g/dL", "g/dL"), 1, ("12.0", "15.5"));
/// Blood count.
pub(super) static HEMOGLOBIN_MAN: Analyte =
    analyte("hemoglobin", "718-7", "Hemoglobin", ("g/dL", "g/dL"), 1, ("13.5", "17.5"));
/// Blood count.
pub(super) static HEMATOCRIT_WOMAN: Analyte =
    analyte("hematocrit", "4544-3", "Hematocrit", ("%", "%"), 1, ("36.0", "46.0"));
/// Blood count.
pub(super) static HEMATOCRIT_MAN: Analyte =
    analyte("hematocrit", "4544-3", "Hematocrit", ("%", "%"), 1, ("40.0", "52.0"));
/// Blood count.
pub(super) static MCV: Analyte = analyte("mcv", "787-2", "Size of red cells (MCV)", ("fL", "fL"), 1, ("80.0", "98.0"));
/// Blood count.
pub(super) static MCH: Analyte =
    analyte("mch", "785-6", "Hemoglobin in each red cell (MCH)", ("pg", "pg"), 1, ("27.0", "33.0"));
/// Blood count.
pub(super) static PLATELETS: Analyte =
    analyte("platelets", "777-3", "Platelets", ("10³/µL", "10*3/uL"), 0, ("150", "400"));
/// Cells of allergy.
pub(super) static EOSINOPHILS: Analyte =
    analyte("eosinophils", "711-2", "Eosinophils", ("10³/µL", "10*3/uL"), 2, ("0.00", "0.50"));
/// Liver, women's range.
pub(super) static ALT_WOMAN: Analyte = analyte("alt", "1742-6", "ALT (liver)", ("U/L", "U/L"), 0, ("", "35"));
/// Liver, men's range.
pub(super) static ALT_MAN: Analyte = analyte("alt", "1742-6", "ALT (liver)", ("U/L", "U/L"), 0, ("", "45"));
/// Liver and bones.
pub(super) static ALKALINE: Analyte =
    analyte("alkaline-phosphatase", "6768-6", "Alkaline phosphatase", ("U/L", "U/L"), 0, ("35", "105"));
/// Liver.
pub(super) static BILIRUBIN: Analyte =
    analyte("bilirubin", "1975-2", "Bilirubin", ("mg/dL", "mg/dL"), 1, ("0.2", "1.2"));
/// Vitamins.
pub(super) static B12: Analyte = analyte("vitamin-b12", "2132-9", "Vitamin B12", ("pg/mL", "pg/mL"), 0, ("200", "900"));
/// Vitamins.
pub(super) static VITAMIN_D: Analyte = analyte("vitamin-d", "1989-3", "Vitamin D", ("ng/mL", "ng/mL"), 0, ("20", "60"));
/// Bones.
pub(super) static CALCIUM: Analyte = analyte("calcium", "17861-6", "Calcium", ("mg/dL", "mg/dL"), 1, ("8.6", "10.2"));
/// Iron.
pub(super) static FERRITIN: Analyte =
    analyte("ferritin", "2276-4", "Ferritin (iron store)", ("ng/mL", "ng/mL"), 0, ("15", "200"));
/// Thyroid.
pub(super) static TSH: Analyte = analyte("tsh", "3016-3", "TSH (thyroid)", ("mIU/L", "m[IU]/L"), 2, ("0.40", "4.00"));
/// Thyroid.
pub(super) static FREE_T4: Analyte =
    analyte("free-t4", "3024-7", "Free T4 (thyroid)", ("ng/dL", "ng/dL"), 2, ("0.80", "1.80"));
/// Inflammation.
pub(super) static CRP: Analyte = analyte("crp", "1988-5", "CRP (inflammation)", ("mg/L", "mg/L"), 1, ("", "5.0"));
/// Strain of the heart.
pub(super) static NT_PROBNP: Analyte =
    analyte("nt-probnp", "33762-6", "NT-proBNP (heart)", ("pg/mL", "pg/mL"), 0, ("", "300"));
/// Gout.
pub(super) static URIC_ACID: Analyte =
    analyte("uric-acid", "3084-1", "Uric acid", ("mg/dL", "mg/dL"), 1, ("3.5", "7.2"));
/// Clotting while a medicine thins the blood: the range is the one aimed at.
pub(super) static INR: Analyte = analyte("inr", "6301-6", "INR (clotting)", ("INR", "{INR}"), 1, ("2.0", "3.0"));
