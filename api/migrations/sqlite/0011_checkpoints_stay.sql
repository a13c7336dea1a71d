-- Or else REPLACE would write another checkpoint in the place of one, without an UPDATE: recursive triggers are off, so that the
-- DELETE in it asks no trigger.
CREATE TRIGGER access_checkpoints_replace_nothing BEFORE INSERT ON access_checkpoints
    WHEN EXISTS (SELECT 1 FROM access_checkpoints WHERE number = NEW.number)
    BEGIN SELECT RAISE(ABORT, 'checkpoints stay as written'); END;
