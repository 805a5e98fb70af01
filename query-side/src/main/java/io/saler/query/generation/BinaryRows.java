package io.saler.query.generation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Rows in the binary format of PostgreSQL's {@code COPY}, as its documentation defines it: a header, each row as the
 * number of its values, each value as its length and its bytes, and a mark at the end.
 */
final class BinaryRows {

    /** Its signature, no flags, and no extension. */
    private static final byte[] HEADER = "PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private static final int NULL = -1;
    private static final short END = -1;

    private ByteBuffer content;

    /** @param expected how many bytes there will be, roughly */
    BinaryRows(int expected) {
        content = ByteBuffer.allocate(HEADER.length + expected).put(HEADER);
    }

    void row(int values) {
        room(Short.BYTES).putShort((short) values);
    }

    void nothing() {
        room(Integer.BYTES).putInt(NULL);
    }

    void flag(boolean value) {
        value(1).put((byte) (value ? 1 : 0));
    }

    void number(short value) {
        value(Short.BYTES).putShort(value);
    }

    void number(int value) {
        value(Integer.BYTES).putInt(value);
    }

    void number(long value) {
        value(Long.BYTES).putLong(value);
    }

    void numbers(long first, long second) {
        value(2 * Long.BYTES).putLong(first).putLong(second);
    }

    void bytes(byte[] value) {
        value(value.length).put(value);
    }

    /** All of it, to which nothing can be added. */
    ByteBuffer end() {
        return room(Short.BYTES).putShort(END).flip();
    }

    private ByteBuffer value(int length) {
        return room(Integer.BYTES + length).putInt(length);
    }

    private ByteBuffer room(int length) {
        if (content.remaining() < length) {
            content = ByteBuffer.allocate(2 * content.capacity() + length).put(content.flip());
        }
        return content;
    }
}
