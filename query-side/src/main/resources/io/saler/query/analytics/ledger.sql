-- The ledger in one schema: a row for each thing that an event says, never changed once it is there. What an event is
-- about, with the event's number where there can be several, keeps it from being noted twice. position is its place in
-- the stream, and at its time.

-- Orders that were placed; they hold what later events of an order do not say again.
create table <schema>.order_placed (
    order_id    uuid primary key,
    position    bigint      not null,
    at          timestamptz not null,
    store_id    uuid        not null,
    customer_id uuid        not null,
    currency    text        not null,
    units       bigint      not null,
    total       numeric     not null
);

create index on <schema>.order_placed (store_id, at);

create table <schema>.order_line (
    order_id   uuid        not null,
    line       smallint    not null,
    position   bigint      not null,
    at         timestamptz not null,
    product_id uuid        not null,
    units      integer     not null,
    total      numeric     not null,
    primary key (order_id, line)
);

-- Orders that came to nothing, CANCELLED or REJECTED.
create table <schema>.order_ended (
    order_id uuid primary key,
    position bigint      not null,
    at       timestamptz not null,
    store_id uuid        not null,
    outcome  text        not null
);

create index on <schema>.order_ended (store_id, at);

-- Orders that were confirmed: sales.
create table <schema>.sale (
    order_id    uuid primary key,
    position    bigint      not null,
    at          timestamptz not null,
    store_id    uuid        not null,
    customer_id uuid        not null,
    currency    text        not null,
    units       bigint      not null,
    total       numeric     not null
);

create index on <schema>.sale (store_id, at);

create table <schema>.refund (
    order_id uuid        not null,
    version  bigint      not null,
    position bigint      not null,
    at       timestamptz not null,
    store_id uuid        not null,
    currency text        not null,
    amount   numeric     not null,
    primary key (order_id, version)
);

create index on <schema>.refund (store_id, at);

-- Units that came onto the shelf or left it. Promises to orders move nothing yet.
create table <schema>.stock_change (
    product_id uuid        not null,
    version    bigint      not null,
    position   bigint      not null,
    at         timestamptz not null,
    store_id   uuid        not null,
    cause      text        not null,
    units      integer     not null,
    primary key (product_id, version)
);

create index on <schema>.stock_change (store_id, at);

-- What products are called, from each moment on.
create table <schema>.product (
    product_id uuid        not null,
    version    bigint      not null,
    position   bigint      not null,
    at         timestamptz not null,
    store_id   uuid        not null,
    sku        text        not null,
    name       text        not null,
    category   text        not null,
    primary key (product_id, version)
);

create index on <schema>.product (store_id, category);

-- When something was added last about a store, in microseconds, and always more than before: by each segment of the
-- processor, so that none waits for another. The sum tells one state of the store's facts from every other, also of a
-- database that was there before.
create table <schema>.store_version (
    store_id uuid    not null,
    segment  integer not null,
    version  bigint  not null,
    primary key (store_id, segment)
) with (fillfactor = 50);
