//! What the common tests are about, in plain words, by LOINC code. The words explain the test and never judge a result.

use crate::text;

/// A few words that say what the test is about, and two sentences more. `None` for tests that we have no words for.
pub(super) fn test(loinc: &str) -> Option<(&'static str, &'static str)> {
    macro_rules! both {
        ($key:ident) => {
            (text!(tests.$key.short), text!(tests.$key.text))
        };
    }
    Some(match loinc {
        "4548-4" | "17856-6" | "59261-8" => both!(hba1c),
        "2345-7" | "2339-0" | "1558-6" | "2340-8" | "41653-7" | "14749-6" => both!(glucose),
        "2160-0" | "38483-4" | "14682-9" => both!(creatinine),
        "33914-3" | "62238-1" | "98979-8" | "48642-3" | "48643-1" | "50044-7" | "69405-9" => both!(egfr),
        "3094-0" | "6299-2" | "22664-7" | "14937-7" => both!(urea),
        "2093-3" | "14647-2" => both!(cholesterol),
        "18262-6" | "13457-7" | "2089-1" | "39469-2" => both!(ldl),
        "2085-9" | "14646-4" => both!(hdl),
        "2571-8" | "14927-8" => both!(triglycerides),
        "718-7" | "20509-6" => both!(hemoglobin),
        "4544-3" | "20570-8" => both!(hematocrit),
        "6690-2" | "26464-8" => both!(white_cells),
        "789-8" | "26453-1" => both!(red_cells),
        "777-3" | "26515-7" => both!(platelets),
        "787-2" | "30428-7" => both!(mcv),
        "785-6" | "786-4" | "28539-5" | "28540-3" => both!(mch),
        "788-0" | "21000-5" | "30385-9" => both!(rdw),
        "2951-2" | "2947-0" => both!(sodium),
        "2823-3" | "6298-4" => both!(potassium),
        "2075-0" | "2069-3" => both!(chloride),
        "2028-9" | "20565-8" => both!(carbon_dioxide),
        "17861-6" | "49765-1" | "2000-8" => both!(calcium),
        "1742-6" | "1743-4" => both!(alt),
        "1920-8" => both!(ast),
        "6768-6" => both!(alp),
        "1975-2" | "14631-6" => both!(bilirubin),
        "1751-7" | "61151-7" => both!(albumin),
        "2885-2" => both!(protein),
        "3016-3" | "11580-8" => both!(tsh),
        "3024-7" | "14920-3" => both!(t4),
        "2276-4" | "20567-4" => both!(ferritin),
        "2132-9" => both!(vitamin_b12),
        "1989-3" | "62292-8" | "35365-6" => both!(vitamin_d),
        "1988-5" | "30522-7" => both!(crp),
        "6301-6" | "34714-6" => both!(inr),
        "9318-7" | "14959-1" | "14957-5" | "1754-1" => both!(urine_albumin),
        "2857-1" | "83112-3" => both!(psa),
        _ => return None,
    })
}
