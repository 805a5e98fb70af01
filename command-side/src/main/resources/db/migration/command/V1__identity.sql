-- Accounts as signing in needs them. Written in the transaction of the event, so a change is seen at once.
create table command.account (
    user_id      uuid        primary key,
    email_claim  text        not null unique,
    email        text        not null,
    name         text        not null,
    role         text        not null,
    verified     boolean     not null default false,
    has_store    boolean     not null default false
);

-- Passwords never enter the event store. A row may exist before its account does, or without one.
create table command.credential (
    user_id       uuid        primary key,
    password_hash text        not null,
    changed_at    timestamptz not null
);

-- Only hashes of tokens are kept: whoever reads this table cannot use them.
create table command.verification_token (
    token_hash  bytea       primary key,
    user_id     uuid        not null,
    expires_at  timestamptz not null
);
create index on command.verification_token (expires_at);

-- The keys that access tokens are signed with; the index lets all processes agree on the one in use.
create table command.signing_key (
    kid         text        primary key,
    jwk         text        not null,
    in_use      boolean     not null,
    created_at  timestamptz not null
);
create unique index on command.signing_key (in_use) where in_use;

-- Who owns which store. Neither the owner nor the currency ever changes.
create table command.store (
    store_id  uuid  primary key,
    owner_id  uuid  not null,
    name      text  not null,
    currency  text  not null
);
