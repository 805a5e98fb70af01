-- What is kept of sagas, in the transactions in which they go on.
CREATE TABLE journal_saga (
    saga_id          uuid        PRIMARY KEY,
    type             text        NOT NULL,
    status           text        NOT NULL,
    step             text,
    started_at       timestamptz NOT NULL,
    last_activity_at timestamptz NOT NULL,
    ended_at         timestamptz,
    -- Its status, were it not stuck.
    own_status       text        NOT NULL,
    -- Of a stuck one: what it does not succeed in, or what it waits for does not, since when, how often that has been
    -- tried, and the scheduled task by which it is tried again, which may be one of the deadlines.
    failure          text,
    failing_since    timestamptz,
    attempts         integer     NOT NULL,
    retry_task       text,
    retry_id         text,
    -- {"name": {"at": …, "id": …}}; null for one that is not set any more.
    deadlines        jsonb       NOT NULL,
    associations     jsonb       NOT NULL,
    -- How many entries it has had, those that were pruned too.
    entries          bigint      NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX journal_saga_newest ON journal_saga (started_at DESC, saga_id DESC);
CREATE INDEX journal_saga_status ON journal_saga (status, started_at DESC, saga_id DESC);
CREATE INDEX journal_saga_type ON journal_saga (type, started_at DESC, saga_id DESC);
CREATE INDEX journal_saga_ended ON journal_saga (ended_at) WHERE ended_at IS NOT NULL;

-- Written once for each saga, unlike its row.
CREATE TABLE journal_association (
    value   text NOT NULL,
    key     text NOT NULL,
    saga_id uuid NOT NULL,
    PRIMARY KEY (value, key, saga_id)
);
CREATE INDEX journal_association_saga ON journal_association (saga_id);

-- What happened to a saga in one transaction.
CREATE TABLE journal_entries (
    saga_id     uuid        NOT NULL,
    last_number bigint      NOT NULL,
    at          timestamptz NOT NULL,
    entries     jsonb       NOT NULL,
    PRIMARY KEY (saga_id, last_number)
);
-- By which the old ones are pruned. Rows do not lie in the order of their times: new ones take the room of pruned ones.
CREATE INDEX journal_entries_at ON journal_entries (at);
