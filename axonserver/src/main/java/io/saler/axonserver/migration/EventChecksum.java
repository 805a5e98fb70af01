package io.saler.axonserver.migration;

import com.google.protobuf.ByteString;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.event.Event;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * SHA-256 over events in their order: identifier, aggregate, sequence number, time, payload with its type and revision,
 * and metadata by name. Every part is preceded by its length, so that no two different sequences look alike.
 */
public final class EventChecksum {

    private final MessageDigest digest;
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    public EventChecksum() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java has SHA-256", missing);
        }
    }

    public void add(Event event) {
        add(event.getMessageIdentifierBytes());
        add(event.getAggregateIdentifierBytes());
        add(event.getAggregateTypeBytes());
        add(event.getAggregateSequenceNumber());
        add(event.getTimestamp());
        SerializedObject payload = event.getPayload();
        add(payload.getTypeBytes());
        add(payload.getRevisionBytes());
        add(payload.getData());
        add(event.getMetaDataCount());
        new TreeMap<>(event.getMetaDataMap()).forEach((name, value) -> {
            add(ByteString.copyFromUtf8(name));
            add(value.toByteString());
        });
    }

    /** The checksum of what was added so far, in hexadecimal digits; ends the use of this object. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private void add(ByteString part) {
        add(part.size());
        part.asReadOnlyByteBufferList().forEach(digest::update);
    }

    private void add(long value) {
        digest.update(number.clear().putLong(value).flip());
    }
}
