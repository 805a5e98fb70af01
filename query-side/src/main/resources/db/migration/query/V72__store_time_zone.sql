-- Where a store's days begin, and the number of the last event that has changed what is shown of the store.
alter table query.store
    add column time_zone text   not null default 'UTC',
    add column version   bigint not null default 0;
