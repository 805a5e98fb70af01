-- What of an order has to be in PostgreSQL, and nothing else: 10 events in the five transactions in which each follows
-- from what is stored before it, 10 rows of its history, its scheduled tasks, and how far processors have come.
-- For pgbench, in a database of Saler's that is thrown away afterwards; see "What bounds it" in README.md.
\set order random(1, 1000000000000)

BEGIN;
INSERT INTO axon.domain_event (eventIdentifier, aggregateIdentifier, sequenceNumber, type, timeStamp, payloadType, payloadRevision, payload, metaData)
    SELECT gen_random_uuid(), type || :order, 0, type, now(), 'io.saler.order.OrderPlaced', '1.0', repeat('0123456789', size)::bytea, repeat('0123456789', 24)::bytea
    FROM (VALUES ('order', 46)) event (type, size);
INSERT INTO saga.scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
    VALUES ('storage', 'deadline-' || :order, repeat('0123456789', 30)::bytea, now() + interval '1 day', false, 1);
UPDATE axon.token SET timestamp = now() WHERE processorName = 'storage' AND segment = :client_id;
COMMIT;

BEGIN;
INSERT INTO axon.domain_event (eventIdentifier, aggregateIdentifier, sequenceNumber, type, timeStamp, payloadType, payloadRevision, payload, metaData)
    SELECT gen_random_uuid(), type || :order, 0, type, now(), 'io.saler.order.OrderPlaced', '1.0', repeat('0123456789', size)::bytea, repeat('0123456789', 24)::bytea
    FROM (VALUES ('item-1-', 19), ('item-2-', 19), ('payment', 21)) event (type, size);
INSERT INTO saga.scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
    VALUES ('storage', 'charge-' || :order, repeat('0123456789', 30)::bytea, now() + interval '1 day', false, 1);
UPDATE axon.token SET timestamp = now() WHERE processorName = 'storage' AND segment = :client_id;
COMMIT;

BEGIN;
INSERT INTO query.order_history (order_id, event_id, type, at, feature, aggregate_id, actor_kind, actor_id, detail, request_id)
    SELECT md5(:order::text)::uuid, gen_random_uuid(), 'OrderPlaced', now(), 'order', 'id', 'SYSTEM', 'order-saga', jsonb_build_object('fact', repeat('0123456789', 20)), 'id'
    FROM generate_series(1, 4);
UPDATE axon.token SET timestamp = now() WHERE processorName = 'storage' AND segment = :client_id;
COMMIT;

BEGIN;
INSERT INTO axon.domain_event (eventIdentifier, aggregateIdentifier, sequenceNumber, type, timeStamp, payloadType, payloadRevision, payload, metaData)
    SELECT gen_random_uuid(), type || :order, 1, type, now(), 'io.saler.order.OrderPlaced', '1.0', repeat('0123456789', size)::bytea, repeat('0123456789', 24)::bytea
    FROM (VALUES ('payment', 21)) event (type, size);
DELETE FROM saga.scheduled_tasks WHERE task_name = 'storage' AND task_instance = 'charge-' || :order;
COMMIT;

BEGIN;
INSERT INTO axon.domain_event (eventIdentifier, aggregateIdentifier, sequenceNumber, type, timeStamp, payloadType, payloadRevision, payload, metaData)
    SELECT gen_random_uuid(), type || :order, 1, type, now(), 'io.saler.order.OrderPlaced', '1.0', repeat('0123456789', size)::bytea, repeat('0123456789', 24)::bytea
    FROM (VALUES ('order', 46), ('item-1-', 19), ('item-2-', 19), ('mail', 15)) event (type, size);
DELETE FROM saga.scheduled_tasks WHERE task_name = 'storage' AND task_instance = 'deadline-' || :order;
INSERT INTO saga.scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
    VALUES ('storage', 'mail-' || :order, repeat('0123456789', 30)::bytea, now() + interval '1 day', false, 1);
UPDATE axon.token SET timestamp = now() WHERE processorName = 'storage' AND segment = :client_id;
COMMIT;

BEGIN;
INSERT INTO query.order_history (order_id, event_id, type, at, feature, aggregate_id, actor_kind, actor_id, detail, request_id)
    SELECT md5(:order::text)::uuid, gen_random_uuid(), 'OrderPlaced', now(), 'order', 'id', 'SYSTEM', 'order-saga', jsonb_build_object('fact', repeat('0123456789', 20)), 'id'
    FROM generate_series(1, 5);
UPDATE axon.token SET timestamp = now() WHERE processorName = 'storage' AND segment = :client_id;
COMMIT;

BEGIN;
INSERT INTO axon.domain_event (eventIdentifier, aggregateIdentifier, sequenceNumber, type, timeStamp, payloadType, payloadRevision, payload, metaData)
    SELECT gen_random_uuid(), type || :order, 2, type, now(), 'io.saler.order.OrderPlaced', '1.0', repeat('0123456789', size)::bytea, repeat('0123456789', 24)::bytea
    FROM (VALUES ('mail', 15)) event (type, size);
DELETE FROM saga.scheduled_tasks WHERE task_name = 'storage' AND task_instance = 'mail-' || :order;
COMMIT;

BEGIN;
INSERT INTO query.order_history (order_id, event_id, type, at, feature, aggregate_id, actor_kind, actor_id, detail, request_id)
    SELECT md5(:order::text)::uuid, gen_random_uuid(), 'OrderPlaced', now(), 'order', 'id', 'SYSTEM', 'order-saga', jsonb_build_object('fact', repeat('0123456789', 20)), 'id'
    FROM generate_series(1, 1);
UPDATE axon.token SET timestamp = now() WHERE processorName = 'storage' AND segment = :client_id;
COMMIT;
