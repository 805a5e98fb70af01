-- The keys of stores, as their owners read them and as readers are recognised by. Revoked ones are gone.
create table query.api_key (
    key_id       uuid        primary key,
    store_id     uuid        not null,
    name         text        not null,
    kind         text        not null,
    scopes       text[]      not null,
    last_four    text        not null,
    created_at   timestamptz not null,
    expires_at   timestamptz,
    last_used_on date
);
create index api_keys_of_store on query.api_key (store_id, created_at, key_id);

-- Only hashes. A key that was rolled has several for a while.
create table query.api_key_secret (
    digest      text        primary key,
    key_id      uuid        not null references query.api_key on delete cascade,
    expires_at  timestamptz
);
create index api_key_secrets on query.api_key_secret (key_id);
