-- How an order's goods travel; null until it is shipped, and delivered_at until they have arrived.
alter table query.orders
    add column carrier         text,
    add column tracking_number text,
    add column shipped_at      timestamptz,
    add column delivered_at    timestamptz;
