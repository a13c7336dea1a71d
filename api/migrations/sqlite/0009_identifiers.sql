-- Numbers, telephones and addresses of the record, as keyed hashes: how the care team finds a patient who has lost everything.
CREATE TABLE patient_identifiers (
    patient_id TEXT NOT NULL REFERENCES patients (id),
    kind TEXT NOT NULL,
    value_index BLOB NOT NULL,
    PRIMARY KEY (patient_id, kind, value_index)
);
CREATE INDEX patient_identifiers_by_value ON patient_identifiers (kind, value_index);

-- Since when nobody can open the record: its key was destroyed, which the store of wrapped keys says as well.
ALTER TABLE patients ADD COLUMN destroyed_at BIGINT;
