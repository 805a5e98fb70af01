-- What somebody wants of an event processor; every node brings it about for itself.
CREATE TABLE axon.processor_control (
    processorName varchar(255) PRIMARY KEY,
    paused        boolean NOT NULL DEFAULT false,
    -- what is to be done with its tokens as soon as no node has them; until then no node claims any
    task          varchar(32)
);

-- Who has changed that, and why.
CREATE TABLE axon.processor_change (
    id            bigserial PRIMARY KEY,
    processorName varchar(255) NOT NULL,
    change        varchar(64)  NOT NULL,
    actor         varchar(255) NOT NULL,
    reason        varchar(255) NOT NULL,
    at            timestamptz  NOT NULL
);

-- What a processor fails with, told by the node that it happened on. It counts until all segments are beyond the event.
CREATE TABLE axon.processor_failure (
    processorName varchar(255) PRIMARY KEY,
    message       text        NOT NULL,
    since         timestamptz NOT NULL,
    position      bigint      NOT NULL
);
