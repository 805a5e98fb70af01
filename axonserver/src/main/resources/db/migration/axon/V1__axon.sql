-- Axon's own tables, with the columns that its JDBC components expect (unquoted, so PostgreSQL folds them to lower case).

CREATE TABLE axon.domain_event (
    globalIndex         bigserial PRIMARY KEY,
    aggregateIdentifier varchar(255) NOT NULL,
    sequenceNumber      bigint       NOT NULL,
    type                varchar(255),
    eventIdentifier     varchar(255) NOT NULL,
    metaData            bytea,
    payload             bytea        NOT NULL,
    payloadRevision     varchar(255),
    payloadType         varchar(255) NOT NULL,
    timeStamp           varchar(255) NOT NULL,
    UNIQUE (aggregateIdentifier, sequenceNumber),
    UNIQUE (eventIdentifier)
);

CREATE TABLE axon.snapshot_event (
    aggregateIdentifier varchar(255) NOT NULL,
    sequenceNumber      bigint       NOT NULL,
    type                varchar(255) NOT NULL,
    eventIdentifier     varchar(255) NOT NULL,
    metaData            bytea,
    payload             bytea        NOT NULL,
    payloadRevision     varchar(255),
    payloadType         varchar(255) NOT NULL,
    timeStamp           varchar(255) NOT NULL,
    PRIMARY KEY (aggregateIdentifier, sequenceNumber),
    UNIQUE (eventIdentifier)
);

-- Rewritten with every batch: room on the page keeps these updates from moving rows and touching the index.
CREATE TABLE axon.token (
    processorName varchar(255) NOT NULL,
    segment       integer      NOT NULL,
    token         bytea,
    tokenType     varchar(255),
    timestamp     varchar(255),
    owner         varchar(255),
    PRIMARY KEY (processorName, segment)
) WITH (fillfactor = 50);

CREATE TABLE axon.saga (
    sagaId         varchar(255) PRIMARY KEY,
    revision       varchar(255),
    sagaType       varchar(255),
    serializedSaga bytea
) WITH (fillfactor = 70);

CREATE TABLE axon.saga_association (
    id               bigserial PRIMARY KEY,
    associationKey   varchar(255),
    associationValue varchar(255),
    sagaId           varchar(255),
    sagaType         varchar(255)
);
CREATE INDEX saga_association_value ON axon.saga_association (associationValue, associationKey, sagaType);
CREATE INDEX saga_association_saga ON axon.saga_association (sagaId, sagaType);

CREATE TABLE axon.dead_letter (
    deadLetterIdentifier varchar(255) PRIMARY KEY,
    processingGroup      varchar(255) NOT NULL,
    sequenceIdentifier   varchar(255) NOT NULL,
    sequenceIndex        bigint       NOT NULL,
    messageType          varchar(255) NOT NULL,
    eventIdentifier      varchar(255) NOT NULL,
    timestamp            varchar(255) NOT NULL,
    payloadType          varchar(255) NOT NULL,
    payloadRevision      varchar(255),
    payload              bytea        NOT NULL,
    metaData             bytea,
    type                 varchar(255),
    aggregateIdentifier  varchar(255),
    sequenceNumber       bigint,
    tokenType            varchar(255),
    token                bytea,
    enqueuedAt           varchar(255) NOT NULL,
    lastTouched          varchar(255),
    processingStarted    varchar(255),
    causeType            varchar(255),
    causeMessage         varchar(1023),
    diagnostics          bytea,
    UNIQUE (processingGroup, sequenceIdentifier, sequenceIndex)
);
