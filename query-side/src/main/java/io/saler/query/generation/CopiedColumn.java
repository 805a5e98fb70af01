package io.saler.query.generation;

import io.saler.value.Id;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ByteConverter;

/** What a column's values are in {@link BinaryRows}, which its type decides: neither side has to make or read text. */
enum CopiedColumn {
    BIGINT("bigint") {
        @Override
        void add(Object value, BinaryRows rows) {
            rows.number(((Number) value).longValue());
        }
    },
    BOOLEAN("boolean") {
        @Override
        void add(Object value, BinaryRows rows) {
            rows.flag((Boolean) value);
        }
    },
    DATE("date") {
        @Override
        void add(Object value, BinaryRows rows) {
            rows.number(Math.toIntExact(((LocalDate) value).toEpochDay() - EPOCH.toEpochDay()));
        }
    },
    INTEGER("integer") {
        @Override
        void add(Object value, BinaryRows rows) throws SQLException {
            rows.number((int) within(Integer.MIN_VALUE, Integer.MAX_VALUE, value));
        }
    },
    NUMERIC("numeric") {
        @Override
        void add(Object value, BinaryRows rows) {
            rows.bytes(ByteConverter.numeric(
                    value instanceof BigDecimal number ? number : new BigDecimal(value.toString())));
        }
    },
    SMALLINT("smallint") {
        @Override
        void add(Object value, BinaryRows rows) throws SQLException {
            rows.number((short) within(Short.MIN_VALUE, Short.MAX_VALUE, value));
        }
    },
    TEXT("text") {
        @Override
        void add(Object value, BinaryRows rows) {
            rows.bytes(value.toString().getBytes(StandardCharsets.UTF_8));
        }
    },
    TIMESTAMP("timestamp with time zone") {
        @Override
        void add(Object value, BinaryRows rows) {
            Instant at = (Instant) value;
            long seconds = at.getEpochSecond() - EPOCH.toEpochDay() * SECONDS_OF_DAY;
            // To the nearest microsecond, by the arithmetic with which PostgreSQL reads it from text.
            rows.number(seconds * 1_000_000 + Math.round(Math.rint(at.getNano() / 1e9 * 1e6)));
        }
    },
    UUID("uuid") {
        @Override
        void add(Object value, BinaryRows rows) {
            java.util.UUID id = value instanceof Id named ? named.value() : (java.util.UUID) value;
            rows.numbers(id.getMostSignificantBits(), id.getLeastSignificantBits());
        }
    };

    /** From which PostgreSQL counts days and microseconds. */
    private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);

    private static final long SECONDS_OF_DAY = 86_400;

    /** {@code numeric_value_out_of_range} of PostgreSQL's error codes. */
    private static final String OUT_OF_RANGE = "22003";

    private final String dataType;

    CopiedColumn(String dataType) {
        this.dataType = dataType;
    }

    /** @param dataType as {@code information_schema} calls it */
    static CopiedColumn of(String dataType) {
        return Arrays.stream(values())
                .filter(column -> column.dataType.equals(dataType))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "A generation's table cannot have a column of type %s yet".formatted(dataType)));
    }

    void addOrNull(@Nullable Object value, BinaryRows rows) throws SQLException {
        if (value == null) {
            rows.nothing();
        } else {
            add(value, rows);
        }
    }

    abstract void add(Object value, BinaryRows rows) throws SQLException;

    /** Refuses others as PostgreSQL would if they were text. */
    private static long within(long least, long most, Object value) throws SQLException {
        long number = ((Number) value).longValue();
        if (number < least || number > most) {
            throw new SQLDataException("%d is not within %d and %d".formatted(number, least, most), OUT_OF_RANGE);
        }
        return number;
    }
}
