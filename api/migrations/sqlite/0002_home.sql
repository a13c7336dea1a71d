-- What home asks for at every visit, so that it costs the same however long the log and however many the patients.

-- Who has looked at a record lately. Patients look at their own far more often than others do, so only the others stand here.
CREATE INDEX access_log_by_looker ON access_log (patient_id, at, actor_id) WHERE actor_kind = 'staff';

-- The care team among the accounts of all patients.
CREATE INDEX accounts_of_staff ON accounts (made_at, id) WHERE kind = 'staff';
