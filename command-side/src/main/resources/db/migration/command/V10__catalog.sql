-- What an order is computed with. Written in the transaction of the event, so it never lags.
create table command.price_list (
    product_id     uuid primary key,
    store_id       uuid    not null,
    sku            text    not null,
    name           text    not null,
    price_amount   numeric not null,
    currency       text    not null,
    on_sale        boolean not null
);
