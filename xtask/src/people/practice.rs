//! The invented practice: its people, its rooms and its laboratory.

use serde_json::{Value, json};

use super::bundle::{Bundle, concept, entry_id, reference};

/// A member of the care team.
#[derive(Debug)]
pub(super) struct Member {
    /// The id of the Practitioner.
    pub(super) id: &'static str,
    /// Form of address before the name, or nothing.
    pub(super) prefix: &'static str,
    /// The first name.
    pub(super) given: &'static str,
    /// The family name.
    pub(super) family: &'static str,
    /// The role as patients read it.
    pub(super) role: &'static str,
    /// The address to sign in with.
    pub(super) email: &'static str,
    /// The password of the one who is ready to enter.
    pub(super) password: Option<&'static str>,
}

impl Member {
    /// The whole name as patients read it, for example "Dr Salma Haddad".
    pub(super) fn name(&self) -> String {
        [self.prefix, self.given, self.family]
            .iter()
            .filter(|part| !part.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// A FHIR reference to this person.
    pub(super) fn reference(&self) -> Value {
        reference("Practitioner", self.id, &self.name())
    }
}

/// The diabetes doctor.
pub(super) static SALMA: Member = Member {
    id: "salma-haddad",
    prefix: "Dr",
    given: "Salma",
    family: "Haddad",
    role: "Doctor, diabetes clinic",
    email: "salma@example.org",
    password: None,
};
/// The diabetes nurse, who is ready to enter.
pub(super) static IDRIS: Member = Member {
    id: "idris-kane",
    prefix: "",
    given: "Idris",
    family: "Kane",
    role: "Nurse, diabetes clinic",
    email: "idris@example.org",
    password: Some("pebble-walnut-lantern-violin-cloud"),
};
/// The heart doctor.
pub(super) static TOBIAS: Member = Member {
    id: "tobias-renner",
    prefix: "Dr",
    given: "Tobias",
    family: "Renner",
    role: "Doctor, heart clinic",
    email: "tobias@example.org",
    password: None,
};
/// The family doctor.
pub(super) static HANNA: Member = Member {
    id: "hanna-vestby",
    prefix: "Dr",
    given: "Hanna",
    family: "Vestby",
    role: "Family doctor",
    email: "hanna@example.org",
    password: None,
};
/// The nurse of the heart clinic.
pub(super) static MEI: Member = Member {
    id: "mei-tanaga",
    prefix: "",
    given: "Mei",
    family: "Tanaga",
    role: "Nurse, heart clinic",
    email: "mei@example.org",
    password: None,
};
/// The person at the front desk.
pub(super) static RUTH: Member = Member {
    id: "ruth-ansley",
    prefix: "",
    given: "Ruth",
    family: "Ansley",
    role: "Front desk",
    email: "ruth@example.org",
    password: None,
};

/// Everybody, the one who is ready to enter first.
pub(super) static MEMBERS: [&Member; 6] = [&IDRIS, &SALMA, &TOBIAS, &HANNA, &MEI, &RUTH];

/// A place where patients go.
#[derive(Debug)]
pub(super) struct Place {
    /// The id of the Location.
    pub(super) id: &'static str,
    /// Its name with the way to it.
    pub(super) name: &'static str,
}

impl Place {
    /// A FHIR reference to this place.
    pub(super) fn reference(&self) -> Value {
        reference("Location", self.id, self.name)
    }
}

/// Where diabetes is looked after.
pub(super) static DIABETES_CLINIC: Place =
    Place { id: "diabetes-clinic", name: "North Clinic, diabetes clinic, second floor" };
/// Where hearts are looked after.
pub(super) static HEART_CLINIC: Place = Place { id: "heart-clinic", name: "North Clinic, heart clinic, first floor" };
/// The family doctor's rooms.
pub(super) static SURGERY: Place = Place { id: "surgery", name: "North Clinic, family doctors, ground floor" };
/// A telephone call: nobody travels.
pub(super) static TELEPHONE: Place = Place { id: "telephone", name: "By telephone" };

static PLACES: [&Place; 4] = [&DIABETES_CLINIC, &HEART_CLINIC, &SURGERY, &TELEPHONE];

/// The practice's name as patients know it.
pub(super) const NAME: &str = "North Clinic";
/// The number to call in an emergency.
pub(super) const EMERGENCY: &str = "112";
/// The practice's telephone: from the block that the British regulator keeps for drama.
pub(super) const TELEPHONE_NUMBER: &str = "+44 20 7946 0100";

/// A FHIR reference to the practice.
pub(super) fn organization() -> Value {
    reference("Organization", "north-clinic", NAME)
}

/// A FHIR reference to the laboratory.
pub(super) fn laboratory() -> Value {
    reference("Organization", "north-laboratory", "North Laboratory")
}

/// The Bundle of the practice.
pub(super) fn bundle() -> Bundle {
    let mut bundle = Bundle::default();
    let kind = |code: &str, display: &str| {
        json!([concept("http://terminology.hl7.org/CodeSystem/organization-type", code, display, display)])
    };
    bundle.put(json!({
        "resourceType": "Organization", "id": "north-clinic", "active": true, "name": NAME,
        "type": kind("prov", "Healthcare Provider"),
        "telecom": [{ "system": "phone", "value": TELEPHONE_NUMBER, "use": "work" }],
        "address": [{ "line": ["4 Harbour Lane"], "city": "Northhaven" }],
    }));
    bundle.put(json!({
        "resourceType": "Organization", "id": "north-laboratory", "active": true, "name": "North Laboratory",
        "type": kind("dept", "Hospital Department"), "partOf": organization(),
    }));
    for place in PLACES {
        let mode = if place.id == "telephone" { "kind" } else { "instance" };
        bundle.put(json!({
            "resourceType": "Location", "id": place.id, "status": "active", "name": place.name, "mode": mode,
            "managingOrganization": organization(),
        }));
    }
    for member in MEMBERS {
        let mut name =
            json!({ "use": "official", "text": member.name(), "family": member.family, "given": [member.given] });
        if !member.prefix.is_empty() {
            name["prefix"] = json!([member.prefix]);
        }
        bundle.put(json!({
            "resourceType": "Practitioner", "id": member.id, "active": true, "name": [name],
            "telecom": [{ "system": "email", "value": member.email, "use": "work" }],
        }));
        bundle.put(json!({
            "resourceType": "PractitionerRole", "id": entry_id(member.id, "role", 1), "active": true,
            "practitioner": member.reference(), "organization": organization(), "code": [{ "text": member.role }],
        }));
    }
    bundle
}
