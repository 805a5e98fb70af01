-- Requests that were sent under an Idempotency-Key, for a day. Neither keys nor bodies can be read from it.
create table gateway.idempotent_request (
    caller        text        not null,
    key_hash      bytea       not null,
    request_hash  bytea       not null,
    operation     uuid        not null,
    created_at    timestamptz not null,
    lease_until   timestamptz not null,
    status        smallint,
    headers       text[],
    body          bytea,
    primary key (caller, key_hash)
);
create index on gateway.idempotent_request (created_at);
