package io.saler.axonserver;

import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/** Where processing groups keep events that are refused, in the database of their side. */
final class DeadLetterQueues {

    private final ConnectionProvider connections;
    private final TransactionManager transactions;
    private final PlatformTransactionManager platformTransactions;
    private final DeadLetterSchema schema;
    private final Serializer serializer;
    private final Serializer eventSerializer;

    DeadLetterQueues(
            ConnectionProvider connections,
            TransactionManager transactions,
            PlatformTransactionManager platformTransactions,
            DeadLetterSchema schema,
            Serializer serializer,
            Serializer eventSerializer) {
        this.connections = connections;
        this.transactions = transactions;
        this.platformTransactions = platformTransactions;
        this.schema = schema;
        this.serializer = serializer;
        this.eventSerializer = eventSerializer;
    }

    SequencedDeadLetterQueue<EventMessage<?>> of(String group) {
        return JdbcSequencedDeadLetterQueue.builder()
                .processingGroup(group)
                .connectionProvider(connections)
                .transactionManager(transactions)
                .schema(schema)
                .genericSerializer(serializer)
                .eventSerializer(eventSerializer)
                .build();
    }

    /** A letter that is refused again is undone alone, and goes to the end of the line. */
    TransactionManager ofEachLetter() {
        var nested = new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED);
        return new SpringTransactionManager(platformTransactions, nested);
    }
}
