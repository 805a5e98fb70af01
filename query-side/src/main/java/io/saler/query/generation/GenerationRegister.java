package io.saler.query.generation;

import io.saler.projection.FoundGenerations.TableComparison;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tables that say which generations there are. Used within transactions. */
@Component
class GenerationRegister {

    private static final String INTRODUCE = """
            insert into query.generated_model (name, active) values (:name, 1) on conflict do nothing""";

    private static final String MODEL = "select * from query.generated_model where name = :name";

    private static final String LOCKED_MODEL = MODEL + " for update";

    private static final String SWITCH = """
            update query.generated_model set active = :active, previous = :previous where name = :name""";

    private static final String ADD = """
            insert into query.generation
                (model, number, version, state, actor, reason, even_if_different, started_at, ended_at, total)
            values (:model, :number, :version, :state, :actor, :reason, :evenIfDifferent, :startedAt, :endedAt, :total)""";

    private static final String NEXT_NUMBER =
            "select coalesce(max(number), 0) + 1 from query.generation where model = :model";

    private static final String THERE = """
            select * from query.generation where model = :model and state <> 'DROPPED' order by number desc""";

    private static final String LAST_REBUILD = """
            select * from query.generation where model = :model and actor is not null order by number desc limit 1""";

    private static final String MOVE = """
            update query.generation set state = :to, ended_at = coalesce(ended_at, :endedAt),
                switch_at = coalesce(:switchAt, switch_at)
            where model = :model and number = :number and state = :from""";

    private static final String COMPARED = """
            update query.generation set compared_to = :position where model = :model and number = :number""";

    private static final String LEAVE = """
            update query.generation set left_at = case when number = :left then cast(:at as timestamptz) end
            where model = :model and number in (:left, :entered)""";

    private static final String KEEP_COMPARISON = """
            insert into query.generation_comparison (model, number, table_name, rows, built_rows, checksum,
                built_checksum, only_active, only_built, first_position, columns)
            values (:model, :number, :table, :rows, :builtRows, :checksum, :builtChecksum, :onlyActive, :onlyBuilt,
                :firstPosition, :columns)""";

    private static final String COMPARISON = """
            select * from query.generation_comparison where model = :model and number = :number order by table_name""";

    private static final String ALONE =
            "select pg_try_advisory_xact_lock(hashtext('query.generation.comparison'), hashtext(:model))";

    private final Jdbi database;

    GenerationRegister(Jdbi database) {
        this.database = database;
    }

    /** False if it is known already. */
    boolean introduce(String model) {
        return database.withHandle(
                handle -> handle.createUpdate(INTRODUCE).bind("name", model).execute() == 1);
    }

    Optional<ActiveModel> model(String name) {
        return model(MODEL, name);
    }

    /** The same, while nobody else changes anything about it until the transaction ends. */
    Optional<ActiveModel> lockedModel(String name) {
        return model(LOCKED_MODEL, name);
    }

    private Optional<ActiveModel> model(String query, String name) {
        return database.withHandle(handle -> handle.createQuery(query)
                .bind("name", name)
                .map((row, context) -> new ActiveModel(
                        row.getString("name"), row.getInt("active"), row.getObject("previous", Integer.class)))
                .findOne());
    }

    /** Has another generation read from now on. */
    void read(String model, int active, @Nullable Integer previous) {
        database.useHandle(handle -> handle.createUpdate(SWITCH)
                .bind("name", model)
                .bind("active", active)
                .bind("previous", previous)
                .execute());
    }

    /** Notes that nobody begins to read a generation any more, but another. */
    void leave(String model, int left, int entered) {
        database.useHandle(handle -> handle.createUpdate(LEAVE)
                .bind("model", model)
                .bind("left", left)
                .bind("entered", entered)
                .bind("at", Instant.now())
                .execute());
    }

    int nextNumber(String model) {
        return database.withHandle(handle -> handle.createQuery(NEXT_NUMBER)
                .bind("model", model)
                .mapTo(int.class)
                .one());
    }

    void add(KeptGeneration added) {
        database.useHandle(handle -> handle.createUpdate(ADD)
                .bind("model", added.model())
                .bind("number", added.number())
                .bind("version", added.generation().version())
                .bind("state", added.state().name())
                .bind("actor", added.actor())
                .bind("reason", added.reason())
                .bind("evenIfDifferent", added.evenIfDifferent())
                .bind("startedAt", added.startedAt())
                .bind("endedAt", added.endedAt())
                .bind("total", added.total())
                .execute());
    }

    /** Those that are there, the newest first. */
    List<KeptGeneration> there(String model) {
        return database.withHandle(handle -> handle.createQuery(THERE)
                .bind("model", model)
                .map((row, context) -> generation(row))
                .list());
    }

    /** The last one that somebody asked for, whether it is still there or not. */
    Optional<KeptGeneration> lastRebuild(String model) {
        return database.withHandle(handle -> handle.createQuery(LAST_REBUILD)
                .bind("model", model)
                .map((row, context) -> generation(row))
                .findOne());
    }

    /** False if its state is another by now. */
    boolean move(Generation moved, GenerationState from, GenerationState to) {
        return move(moved, from, to, null, null);
    }

    /** The same, and it ends now. */
    boolean end(Generation moved, GenerationState from, GenerationState to) {
        return move(moved, from, to, Instant.now(), null);
    }

    /** Has it switched to as soon as it is there. */
    boolean switchAt(Generation moved, GenerationState from, long position) {
        return move(moved, from, GenerationState.SWITCHING, null, position);
    }

    private boolean move(
            Generation moved,
            GenerationState from,
            GenerationState to,
            @Nullable Instant endedAt,
            @Nullable Long switchAt) {
        return database.withHandle(handle -> handle.createUpdate(MOVE)
                        .bind("model", moved.model())
                        .bind("number", moved.number())
                        .bind("from", from.name())
                        .bind("to", to.name())
                        .bind("endedAt", endedAt)
                        .bind("switchAt", switchAt)
                        .execute()
                == 1);
    }

    void keep(Generation compared, long position, List<TableComparison> tables) {
        database.useHandle(handle -> {
            handle.createUpdate(COMPARED)
                    .bind("model", compared.model())
                    .bind("number", compared.number())
                    .bind("position", position)
                    .execute();
            for (TableComparison table : tables) {
                handle.createUpdate(KEEP_COMPARISON)
                        .bind("model", compared.model())
                        .bind("number", compared.number())
                        .bind("table", table.table())
                        .bind("rows", table.rows())
                        .bind("builtRows", table.builtRows())
                        .bind("checksum", table.checksum())
                        .bind("builtChecksum", table.builtChecksum())
                        .bind("onlyActive", table.onlyActive())
                        .bind("onlyBuilt", table.onlyBuilt())
                        .bind("firstPosition", table.firstPosition())
                        .bind("columns", table.columns().toArray(String[]::new))
                        .execute();
            }
        });
    }

    List<TableComparison> comparison(Generation compared) {
        return database.withHandle(handle -> handle.createQuery(COMPARISON)
                .bind("model", compared.model())
                .bind("number", compared.number())
                .map((row, context) -> new TableComparison(
                        row.getString("table_name"),
                        row.getLong("rows"),
                        row.getLong("built_rows"),
                        row.getString("checksum"),
                        row.getString("built_checksum"),
                        row.getLong("only_active"),
                        row.getLong("only_built"),
                        row.getObject("first_position", Long.class),
                        List.of((String[]) row.getArray("columns").getArray())))
                .list());
    }

    private static KeptGeneration generation(ResultSet row) throws SQLException {
        return new KeptGeneration(
                new Generation(row.getString("model"), row.getInt("number"), row.getInt("version")),
                GenerationState.valueOf(row.getString("state")),
                row.getString("actor"),
                row.getString("reason"),
                row.getBoolean("even_if_different"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                moment(row, "ended_at"),
                row.getLong("total"),
                row.getObject("compared_to", Long.class),
                row.getObject("switch_at", Long.class),
                moment(row, "left_at"));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    /** Whether nobody else compares or switches generations of a read model until the transaction under way ends. */
    boolean isAlone(String model) {
        return database.withHandle(handle -> handle.createQuery(ALONE)
                .bind("model", model)
                .mapTo(boolean.class)
                .one());
    }
}
