-- Everything that a table may have that is harder to copy than text. A child's name comes before its parent's.
CREATE TABLE shop.article (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    shelf_id integer NOT NULL,
    former   integer,
    "Name"   text NOT NULL,
    shouted  text GENERATED ALWAYS AS (upper("Name")) STORED
);
CREATE TABLE shop.shelf (
    id     serial PRIMARY KEY,
    above  integer REFERENCES shop.shelf,
    labels text[],
    note   jsonb,
    key    bytea,
    seen   timestamptz,
    price  numeric,
    share  double precision
);
ALTER TABLE shop.article ADD FOREIGN KEY (shelf_id) REFERENCES shop.shelf;
ALTER TABLE shop.article ADD FOREIGN KEY (former) REFERENCES shop.shelf;
CREATE TABLE shop.unused (nothing text);
CREATE SEQUENCE shop.invoice INCREMENT 10;
