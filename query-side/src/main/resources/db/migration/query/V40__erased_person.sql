alter table query.person add column erased_at timestamptz;
create index on query.person (erased_at) where erased_at is not null;
