-- What clients read. Every row can be rebuilt from the events.

create table query.orders (
    order_id        uuid primary key,
    customer_id     uuid        not null,
    store_id        uuid        not null,
    status          text        not null,
    reason          text,
    lines           jsonb       not null,
    currency        text        not null,
    subtotal        numeric     not null,
    discount        numeric     not null,
    tax             numeric     not null,
    shipping        numeric     not null,
    total           numeric     not null,
    payment_id      uuid,
    payment_status  text,
    payment_version bigint,
    captured        numeric     not null default 0,
    refunded        numeric     not null default 0,
    placed_at       timestamptz not null,
    updated_at      timestamptz not null,
    -- the number of the order's last event, and how often its payment has changed what the order shows
    version         bigint      not null,
    payment_changes integer     not null default 0
-- An order changes about four times within a second: room for that on its page, and no changing column in an index.
) with (fillfactor = 60);

create index orders_of_customer on query.orders (customer_id, placed_at, order_id);
create index orders_of_store on query.orders (store_id, placed_at, order_id);
create index orders_by_time on query.orders (placed_at, order_id);

create table query.order_history (
    order_id     uuid        not null,
    event_id     text        not null,
    -- in the order of the event stream
    position     bigint      generated always as identity,
    type         text        not null,
    at           timestamptz not null,
    feature      text        not null,
    aggregate_id text        not null,
    actor_kind   text        not null,
    actor_id     text        not null,
    reason       text,
    detail       jsonb       not null,
    -- An event belongs to one order, so this also keeps an event from being noted twice.
    primary key (order_id, event_id)
);

create table query.store (
    store_id   uuid primary key,
    owner_id   uuid        not null,
    name       text        not null,
    currency   text        not null,
    created_at timestamptz not null
);

create index stores_of_owner on query.store (owner_id);

create table query.product (
    product_id    uuid primary key,
    -- null until the product is created: its stock can be known a moment before
    store_id      uuid,
    sku           text,
    name          text,
    sort_name     text collate "C",
    description   text,
    category      text,
    tags          text[],
    attributes    jsonb,
    price         numeric,
    currency      text,
    status        text,
    created_at    timestamptz,
    in_stock      boolean     not null,
    -- the number of the product's last event, or -1
    version       bigint      not null,
    -- how often it went in or out of stock, and the number of the stock event that did it last, or -1
    stock_flips   integer     not null,
    stock_version bigint      not null,
    updated_at    timestamptz not null,
    -- what clients read, as JSON, ready to be sent
    page          text
) with (fillfactor = 80);

-- The search and the cache follow the events on their own, each with its own token, so each has its own state.
create table query.search_document (like query.product including defaults including storage, primary key (product_id));
create table query.cached_product (like query.product including defaults including storage, primary key (product_id));

create index products_by_creation on query.product (created_at, product_id) where status = 'ACTIVE';
create index products_by_name on query.product (sort_name, product_id) where status = 'ACTIVE';
create index products_by_price on query.product (price, product_id) where status = 'ACTIVE';
create index products_of_store_by_creation on query.product (store_id, created_at, product_id) where status = 'ACTIVE';
create index products_of_store_by_name on query.product (store_id, sort_name, product_id) where status = 'ACTIVE';
create index products_of_store_by_price on query.product (store_id, price, product_id) where status = 'ACTIVE';
create index products_of_category on query.product (category, created_at, product_id) where status = 'ACTIVE';
create index products_with_tag on query.product using gin (tags) where status = 'ACTIVE';

create table query.stock (
    product_id          uuid primary key,
    store_id            uuid    not null,
    on_hand             integer not null,
    reserved            integer not null,
    low_stock_threshold integer not null,
    version             bigint  not null
) with (fillfactor = 50);

create table query.stock_movement (
    product_id uuid        not null,
    -- the stock event's number modulo 50: a new movement takes the place of the 50th before it
    slot       smallint    not null,
    version    bigint      not null,
    type       text        not null,
    change     integer     not null,
    on_hand    integer     not null,
    reserved   integer     not null,
    order_id   uuid,
    reason     text,
    at         timestamptz not null,
    primary key (product_id, slot)
) with (fillfactor = 70);

create table query.person (
    user_id  uuid primary key,
    email    text    not null,
    name     text    not null,
    role     text    not null,
    verified boolean not null
);

create table query.notification (
    notification_id uuid primary key,
    recipient_id    uuid        not null,
    kind            text        not null,
    channel         text        not null,
    status          text        not null,
    order_id        uuid,
    reason          text,
    requested_at    timestamptz not null,
    sent_at         timestamptz
) with (fillfactor = 70);

create index notifications_of_recipient on query.notification (recipient_id, requested_at, notification_id);
