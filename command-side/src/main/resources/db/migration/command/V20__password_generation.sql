-- Grows whenever somebody gets a new password; sessions opened with an older one cannot be continued.
alter table command.credential add column generation bigint not null default 0;
