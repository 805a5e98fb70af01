-- The number of the product's event that an entry has seen last, so that seeing one again changes nothing.
alter table command.price_list add column version bigint not null default 0;
