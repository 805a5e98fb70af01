-- Read models of which a new generation is built beside the one that is read. What is read is one value: so a switch is
-- seen by everybody at once.
create table query.generated_model (
    name     text primary key,
    active   integer not null,
    -- fed as before, so that there is a way back
    previous integer
);

-- Each has a schema and a processor of its own, until it is dropped; rows stay, so that no number is used twice.
create table query.generation (
    model             text        not null,
    number            integer     not null,
    -- of the definition that its tables were made from
    version           integer     not null,
    state             text        not null,
    -- who asked for it, and why; null for the first one
    actor             text,
    reason            text,
    even_if_different boolean     not null,
    started_at        timestamptz not null,
    -- when it was switched to, or given up
    ended_at          timestamptz,
    -- up to where events were handled when it was begun
    total             bigint      not null,
    -- up to where it was compared with the one that was read
    compared_to       bigint,
    -- how far it has to be before it is switched to, so that readers do not see what was so before
    switch_at         bigint,
    -- since when nobody begins to read it
    left_at           timestamptz,
    primary key (model, number)
);

-- How the rows of a new generation are different from those of the one that is read, by table.
create table query.generation_comparison (
    model          text   not null,
    number         integer not null,
    table_name     text   not null,
    rows           bigint not null,
    built_rows     bigint not null,
    checksum       text   not null,
    built_checksum text   not null,
    -- rows that only one of them has, and the first event that they are from
    only_active    bigint not null,
    only_built     bigint not null,
    first_position bigint,
    -- that only one of them has, and are not compared
    columns        text[] not null,
    primary key (model, number, table_name)
);
