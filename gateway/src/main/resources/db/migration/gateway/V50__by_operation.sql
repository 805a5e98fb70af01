-- What somebody was answered is looked for when they are erased.
create index on gateway.idempotent_request (operation);
