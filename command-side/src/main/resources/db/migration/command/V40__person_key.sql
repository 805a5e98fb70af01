-- What opens the personal texts of events. A person who was erased keeps their row, without a key: so no key can come
-- back by accident, and whoever asks learns that they were erased.
create table command.person_key (
    user_id    uuid        primary key,
    key        bytea,
    erased_at  timestamptz,
    check ((key is null) = (erased_at is not null))
);
create index on command.person_key (erased_at) where erased_at is not null;

-- What claims on addresses are derived with, the same for all processes.
create table command.claim_secret (
    only_one  boolean primary key default true check (only_one),
    secret    bytea   not null
);

-- An account is looked up by its address; the claim on it is known to the event store alone.
create unique index account_email on command.account (lower(email));
alter table command.account alter column email_claim drop not null;
