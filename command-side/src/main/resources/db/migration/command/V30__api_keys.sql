-- The keys of stores. Written in the transaction of the event, so a revoked key works no more at once. Revoked ones stay,
-- or seeing an old event again would bring them back.
create table command.api_key (
    key_id      uuid        primary key,
    store_id    uuid        not null,
    kind        text        not null,
    scopes      text[]      not null,
    expires_at  timestamptz,
    revoked     boolean     not null default false
);

-- Only hashes: whoever reads this table cannot use them. A key that was rolled has several for a while.
create table command.api_key_secret (
    digest      text        primary key,
    key_id      uuid        not null references command.api_key,
    expires_at  timestamptz
);
