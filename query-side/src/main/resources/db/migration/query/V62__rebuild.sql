-- The last rebuild of each read model.
create table query.rebuild (
    projection  text primary key,
    status      text        not null,
    empty_first boolean     not null,
    -- up to where events were handled when it began; null until it has
    total       bigint,
    actor       text        not null,
    reason      text        not null,
    started_at  timestamptz not null,
    ended_at    timestamptz
);

-- Parked events that were given up, by whom and why. The events themselves are where they always were.
create table query.discarded_event (
    dead_letter_id uuid primary key,
    processor      text        not null,
    sequence       text        not null,
    event_id       text        not null,
    event_type     text        not null,
    actor          text        not null,
    reason         text        not null,
    at             timestamptz not null
);
