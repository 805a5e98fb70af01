package io.saler.axonserver.migration;

import com.google.protobuf.ByteString;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.event.Event;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.axonframework.axonserver.connector.util.GrpcMetaDataConverter;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Makes of a row what Axon would have sent to Axon Server when the event happened. The payload's bytes stay as they
 * are; metadata, which Axon Server keeps by name and value, is taken apart.
 */
final class EventRow implements RowMapper<NumberedEvent> {

    private final Serializer serializer = Jackson3Serializer.builder().build();
    private final GrpcMetaDataConverter converter = new GrpcMetaDataConverter(serializer);

    @Override
    public NumberedEvent map(ResultSet row, StatementContext context) throws SQLException {
        String identifier = row.getString("eventIdentifier");
        Event.Builder event = Event.newBuilder()
                .setMessageIdentifier(identifier)
                .setTimestamp(
                        DateTimeUtils.parseInstant(row.getString("timeStamp")).toEpochMilli())
                .setPayload(SerializedObject.newBuilder()
                        .setType(row.getString("payloadType"))
                        .setRevision(Optional.ofNullable(row.getString("payloadRevision"))
                                .orElse(""))
                        .setData(ByteString.copyFrom(row.getBytes("payload"))));
        String aggregateType = row.getString("type");
        // An event without an aggregate is kept as the only one of an aggregate that has its name and no type.
        if (aggregateType != null) {
            event.setAggregateType(aggregateType)
                    .setAggregateIdentifier(row.getString("aggregateIdentifier"))
                    .setAggregateSequenceNumber(row.getLong("sequenceNumber"));
        }
        byte[] metaData = row.getBytes("metaData");
        if (metaData != null) {
            metaData(metaData).forEach((name, value) -> {
                if (value instanceof BigInteger) {
                    throw new MigrationRefused("Event %s has metadata %s, a number that Axon Server cannot keep"
                            .formatted(identifier, name));
                }
                event.putMetaData(name, converter.convertToMetaDataValue(value));
            });
        }
        return new NumberedEvent(row.getLong("globalIndex"), event.build());
    }

    private MetaData metaData(byte[] bytes) {
        MetaData metaData = serializer.deserialize(new SerializedMetaData<>(bytes, byte[].class));
        return metaData == null ? MetaData.emptyInstance() : metaData;
    }
}
