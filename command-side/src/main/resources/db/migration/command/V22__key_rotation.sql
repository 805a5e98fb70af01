-- Keys follow one another: each has one successor at most, so all processes agree on it. The column in_use is left for
-- processes of the former version, which know a single key.
alter table command.signing_key
    add column succeeds   text        not null default '',
    add column signs_from timestamptz not null default now(),
    alter column in_use set default false;
update command.signing_key set signs_from = created_at;
update command.signing_key set succeeds = kid where not in_use;
create unique index on command.signing_key (succeeds);
