-- Why a saga goes back or went back.
ALTER TABLE journal_saga ADD COLUMN reason text;
CREATE INDEX journal_saga_reason ON journal_saga (reason, started_at DESC, saga_id DESC) WHERE reason IS NOT NULL;

-- With the time at which the saga began, so that the newest about something much asked for are found without the others.
-- A node of the version before does not know it, and writes an association a moment after that time.
ALTER TABLE journal_association ADD COLUMN started_at timestamptz DEFAULT now();
UPDATE journal_association association SET started_at = saga.started_at
FROM journal_saga saga WHERE saga.saga_id = association.saga_id;
ALTER TABLE journal_association
    ALTER COLUMN started_at SET NOT NULL,
    DROP CONSTRAINT journal_association_pkey,
    ADD PRIMARY KEY (value, started_at, saga_id, key);

-- By which a customer is found.
CREATE INDEX contact_email ON contact (lower(email));
