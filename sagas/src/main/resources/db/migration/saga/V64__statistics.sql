-- When the step has begun, and the one before it; null for what began before this was kept.
ALTER TABLE journal_saga
    ADD COLUMN step_since        timestamptz,
    ADD COLUMN step_before       text,
    ADD COLUMN step_before_since timestamptz;

-- What sagas have done and the statistics have not counted yet: for each transaction in which one has begun, gone on to
-- another step, or ended. Written with the journal and deleted by whoever counts it, so that each row is counted once,
-- whenever its transaction commits. It has no index, since all of it is read, and it is short.
CREATE TABLE journal_progress (
    saga_id   uuid NOT NULL,
    type      text NOT NULL,
    begun_at  timestamptz,
    left_at   timestamptz,
    left_step text,
    left_ms   double precision,
    ended_at  timestamptz,
    status    text,
    total_ms  double precision,
    last_step text,
    last_ms   double precision,
    reason    text
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- The same for each minute, quarter and hour, which begins at "at" and is so many seconds long.
CREATE TABLE statistic_count (
    seconds integer     NOT NULL,
    at      timestamptz NOT NULL,
    type    text        NOT NULL,
    -- STARTED, or the status in which sagas ended.
    what    text        NOT NULL,
    n       bigint      NOT NULL,
    PRIMARY KEY (seconds, at, type, what)
);

-- Histograms whose buckets are the same everywhere, so that they can be added up.
CREATE TABLE statistic_time (
    seconds  integer          NOT NULL,
    at       timestamptz      NOT NULL,
    type     text             NOT NULL,
    -- Empty for the whole way of sagas that completed.
    step     text             NOT NULL,
    bucket   smallint         NOT NULL,
    n        bigint           NOT NULL,
    total_ms double precision NOT NULL,
    PRIMARY KEY (seconds, at, type, step, bucket)
);

CREATE TABLE statistic_failure (
    seconds     integer     NOT NULL,
    at          timestamptz NOT NULL,
    -- What the reason led to.
    outcome     text        NOT NULL,
    type        text        NOT NULL,
    reason      text        NOT NULL,
    n           bigint      NOT NULL,
    latest_saga uuid        NOT NULL,
    latest_at   timestamptz NOT NULL,
    PRIMARY KEY (seconds, at, outcome, type, reason)
);

-- Sagas that are stuck for longer than may happen, or in their step for longer than they should be.
CREATE TABLE journal_trouble (
    saga_id    uuid        PRIMARY KEY,
    -- STUCK or OVERDUE.
    outcome    text        NOT NULL,
    since      timestamptz NOT NULL,
    step_since timestamptz,
    type       text        NOT NULL,
    step       text,
    reason     text        NOT NULL
);

-- One row, which whoever counts first writes: how far the statistics and the mails to the administrator are.
CREATE TABLE statistic_progress (
    id            integer     PRIMARY KEY DEFAULT 1 CHECK (id = 1),
    counted_at    timestamptz,
    -- While there is trouble, or it is not over for long enough.
    trouble_since timestamptz,
    -- How many sagas have been in it.
    troubled      bigint      NOT NULL DEFAULT 0,
    quiet_since   timestamptz,
    told_at       timestamptz
);

-- What the administrator has been told of, since the trouble began.
CREATE TABLE told_cause (
    outcome text NOT NULL,
    type    text NOT NULL,
    step    text NOT NULL,
    reason  text NOT NULL,
    PRIMARY KEY (outcome, type, step, reason)
);
