package io.saler.query.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.order.OrderId;
import io.saler.query.TestDatabase;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is copied is what would be there if PostgreSQL had read it from a text. */
class GenerationTableTest {

    private static final Generation GENERATION = new Generation("copied", 1, 1);
    private static final UUID ID = UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6");

    private final Jdbi database = TestDatabase.empty().jdbi();

    @BeforeEach
    void createSchema() {
        database.useHandle(handle -> handle.execute("create schema copied_1"));
    }

    @AfterEach
    void dropSchema() {
        database.useHandle(handle -> handle.execute("drop schema copied_1 cascade"));
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("bigint", List.of(0, -1L, Long.MAX_VALUE, Long.MIN_VALUE)),
                Arguments.of("integer", List.of(0, -1L, Integer.MAX_VALUE, Integer.MIN_VALUE)),
                Arguments.of("smallint", List.of(0, -1L, Short.MAX_VALUE, (int) Short.MIN_VALUE)),
                Arguments.of("boolean", List.of(true, false)),
                Arguments.of(
                        "numeric",
                        Stream.of(
                                        "0",
                                        "0.00",
                                        "-1",
                                        "10000",
                                        "9999",
                                        "99999999.9999",
                                        "100000000",
                                        "0.0001",
                                        "0.10",
                                        "-0.00001",
                                        "12345678901234567890123456789.987654321",
                                        "1E+5",
                                        "0.000000001",
                                        "1200.0000")
                                .map(BigDecimal::new)
                                .toList()),
                Arguments.of("numeric", List.of(7, -7L)),
                Arguments.of("text", List.of("", "a\tb\nc\rd\\e", "ẞ 🙂 日本", "\\N", new OrderId(ID))),
                Arguments.of("uuid", List.of(ID, new OrderId(ID))),
                Arguments.of(
                        "date",
                        List.of(LocalDate.of(2000, 1, 1), LocalDate.of(1969, 7, 20), LocalDate.of(2026, 2, 28))),
                Arguments.of(
                        "timestamp with time zone",
                        Stream.of(
                                        "2000-01-01T00:00:00Z",
                                        "1969-12-31T23:59:59.999999Z",
                                        "2026-11-27T10:15:30.123Z",
                                        "2026-11-27T10:15:30.999999600Z",
                                        "2026-11-27T10:15:30.000000400Z",
                                        "2026-11-27T10:15:30.000000500Z",
                                        "2026-11-27T10:15:30.000001500Z",
                                        "2026-11-27T10:15:30.123456500Z")
                                .map(Instant::parse)
                                .toList()));
    }

    @ParameterizedTest
    @MethodSource("values")
    void whatIsCopiedIsTheSameAsWhatIsReadFromText(String type, List<Object> values) {
        create("value " + type);

        add(table("value"), values.stream().map(GenerationTableTest::row).toList());

        List<String> texts = values.stream()
                .map(value -> value instanceof BigDecimal number ? number.toPlainString() : value.toString())
                .toList();
        List<String> read = database.withHandle(handle -> handle.createQuery(
                        "select cast(cast(one as %s) as text) from unnest(:texts) with ordinality as all_of(one, place) order by place"
                                .formatted(type))
                .bindArray("texts", String.class, texts)
                .mapTo(String.class)
                .list());
        assertThat(copied("value")).isEqualTo(read);
    }

    @Test
    void nothingIsNull() {
        create("first text, second integer, third uuid");

        add(table("first", "second", "third"), List.of(row(null, 1, null), row(null, null, ID)));

        assertThat(copied("coalesce(first, '-') || coalesce(second, 0) || coalesce(cast(third as text), '-')"))
                .containsExactly("-1-", "-0" + ID);
    }

    @Test
    void columnsThatATableDoesNotHaveAreLeftOut() {
        create("first text, third text");

        add(table("first", "second", "third"), List.of(row("one", "two", "three"), row("1", "2", "3")));

        assertThat(copied("first || third")).containsExactly("onethree", "13");
    }

    @Test
    void aTableThatIsNotThereTakesNoRows() {
        add(table("first"), List.of(row("one"), row("two")));

        assertThat(tables()).isZero();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("integer", 1L << 31, "22003"),
                Arguments.of("smallint", 1 << 15, "22003"),
                Arguments.of("text", "a\0b", "22021"),
                Arguments.of("integer check (value < 3)", 3, "23514"),
                Arguments.of("text not null", null, "23502"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatPostgreSqlDoesNotTakeIsRefusedByItsOwnCode(String type, @Nullable Object value, String code) {
        create("value " + type);

        assertThatThrownBy(() -> add(table("value"), List.of(row(value), row(value))))
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refusal -> assertThat(refusal.getSQLState()).isEqualTo(code));
        assertThat(copied("value")).isEmpty();
    }

    @Test
    void aTypeThatNobodyCanCopyIsSaidAtOnce() {
        create("value inet");

        assertThatThrownBy(() -> table("value"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("inet");
    }

    private void create(String columns) {
        database.useHandle(
                handle -> handle.execute("create table copied_1.t (%s, place bigserial)".formatted(columns)));
    }

    private GenerationTable table(String... columns) {
        return GenerationTable.of(database, GENERATION, "t", List.of(columns));
    }

    private int tables() {
        return database.withHandle(handle -> handle.createQuery(
                        "select count(*) from information_schema.tables where table_schema = 'copied_1'")
                .mapTo(Integer.class)
                .one());
    }

    private void add(GenerationTable table, List<@Nullable Object[]> rows) {
        database.useHandle(handle -> table.add(handle, rows));
    }

    private static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    private List<String> copied(String what) {
        return database.withHandle(
                handle -> handle.createQuery("select cast(%s as text) from copied_1.t order by place".formatted(what))
                        .mapTo(String.class)
                        .list());
    }
}
