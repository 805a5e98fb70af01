-- A store whose owner was erased stays open, but nobody makes keys for it any more.
alter table command.store add column owner_erased boolean not null default false;
create index stores_of_owner on command.store (owner_id);
