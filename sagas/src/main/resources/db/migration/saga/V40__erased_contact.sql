-- Somebody who was erased keeps their row, without address and name: nothing can be sent to them any more.
ALTER TABLE contact
    ALTER COLUMN email DROP NOT NULL,
    ALTER COLUMN name DROP NOT NULL,
    ADD CHECK ((email IS NULL) = (name IS NULL));
