-- How a person wants the portal: language, easy read, appearance. Sealed like the name beside it, since easy read says something
-- about a person. Nothing until the person has chosen.
ALTER TABLE accounts ADD COLUMN preferences_ct BYTEA;
