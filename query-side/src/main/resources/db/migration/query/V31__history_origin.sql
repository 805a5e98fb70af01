-- From which request and network an event came, and what it followed from; unknown of events from before these were noted.
alter table query.order_history
    add column request_id     text,
    add column correlation_id text,
    add column causation_id   text,
    add column network        text,
    add column via            text;
