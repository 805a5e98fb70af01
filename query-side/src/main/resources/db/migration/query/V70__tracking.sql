-- What visitors of stores did. Nobody is named in it: visitors and sessions are hashes under a secret of this database.

create table query.tracking_secret (
    -- the only row
    id     integer primary key default 1 check (id = 1),
    secret bytea   not null
);

-- How far each partition of the topic is stored. Everything behind that was read since, and in which batch, is in the
-- same transaction, so whoever comes with an old offset is too late and writes nothing.
create table query.tracking_partition (
    partition_number integer primary key,
    topic_id         text    not null,
    next_offset      bigint  not null,
    batch            bigint  not null
);

-- The batches in which rows were stored, numbered within a partition without gaps: what follows the rows goes by them.
create table query.tracking_batch (
    partition_number integer     not null,
    batch            bigint      not null,
    events           integer     not null,
    earliest         timestamptz not null,
    latest           timestamptz not null,
    stored_at        timestamptz not null,
    primary key (partition_number, batch)
);

-- Each event once, by the store and the id that its client gave it (hashed into one), whenever it comes again.
create table query.tracked_key (
    event_key   uuid primary key,
    received_on date not null
);
create index tracked_keys_by_day on query.tracked_key (received_on);

-- One partition a day, by the time at which the event was received; made ahead, and dropped as a whole.
create table query.tracked_event (
    received_at      timestamptz not null,
    -- when it happened: as the client says, if that can be; otherwise when it was received
    at               timestamptz not null,
    client_at        timestamptz,
    event_key        uuid        not null,
    event_id         text        not null,
    store_id         uuid        not null,
    type             text        not null,
    visitor          text        not null,
    session          text        not null,
    -- what is said of it, as it was sent
    details          jsonb       not null,
    partition_number integer     not null,
    batch            bigint      not null
) partition by range (received_at);
create index tracked_events_by_batch on query.tracked_event (partition_number, batch);

-- When each session came to each step of the funnel first: by an event of the step, or of a later one.
create table query.tracked_session (
    store_id      uuid        not null,
    session       text        not null,
    visited_at    timestamptz not null,
    viewed_at     timestamptz,
    added_at      timestamptz,
    checkout_at   timestamptz,
    payment_at    timestamptz,
    purchased_at  timestamptz,
    primary key (store_id, session)
);
create index tracked_sessions_by_time on query.tracked_session (visited_at);

-- How many sessions came to a step (io.saler.analytics.FunnelStep) first within a quarter of an hour. Each session is
-- counted once a step, so quarters may be summed.
create table query.funnel_quarter (
    store_id  uuid        not null,
    starts_at timestamptz not null,
    step      text        not null,
    sessions  bigint      not null,
    primary key (store_id, starts_at, step)
);

-- How often was searched for a term, as io.saler.analytics.SearchTerm normalises it, within a quarter of an hour, and
-- how often that found nothing.
create table query.search_term_quarter (
    store_id        uuid        not null,
    starts_at       timestamptz not null,
    term            text        not null,
    searches        bigint      not null,
    without_results bigint      not null,
    primary key (store_id, starts_at, term)
);

-- Records that could not be stored. Those behind them were.
create table query.parked_record (
    partition_number integer     not null,
    topic_id         text        not null,
    kafka_offset     bigint      not null,
    value            bytea,
    cause            text        not null,
    parked_at        timestamptz not null,
    primary key (topic_id, partition_number, kafka_offset)
);

-- What brings the rows elsewhere does so on one node at a time: whoever has locked its row.
create table query.tracking_follower (
    name text primary key
);
insert into query.tracking_follower (name) values ('realtime'), ('search');
