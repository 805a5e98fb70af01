package io.saler.query.store;

import io.saler.gateway.access.KeyTable;
import io.saler.gateway.access.StoreKey;
import io.saler.query.CursorKey;
import io.saler.query.Freshness;
import io.saler.store.ApiKeyCreated;
import io.saler.store.ApiKeyId;
import io.saler.store.ApiKeyKind;
import io.saler.store.ApiKeyRolled;
import io.saler.store.ApiKeyUsed;
import io.saler.store.KeyDigest;
import io.saler.store.Scope;
import io.saler.store.StoreId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The table of stores' keys. A key that was made a moment ago is waited for. */
@Component
@Order(KeyTable.FOLLOWING)
class ApiKeyTable implements KeyTable {

    private static final String FIND = """
            select k.key_id, k.store_id, k.scopes, least(k.expires_at, s.expires_at) as expires_at
            from query.api_key k join query.api_key_secret s using (key_id)
            where s.digest = :digest""";

    private static final String FIND_BY_ID =
            "select key_id, store_id, scopes, expires_at from query.api_key where key_id = :key";

    private static final String LIST = """
            select key_id, name, kind, scopes, last_four, created_at, expires_at, last_used_on from query.api_key
            where store_id = :store %s
            order by created_at, key_id
            limit :limit""";

    private static final String AFTER = "and (created_at, key_id) > (:afterTime, :afterId)";

    private static final String ADD = """
            insert into query.api_key (key_id, store_id, name, kind, scopes, last_four, created_at, expires_at)
            values (:key, :store, :name, :kind, :scopes, :lastFour, :at, :expires) on conflict do nothing""";

    private static final String ADD_SECRET = """
            insert into query.api_key_secret (digest, key_id) values (:digest, :key) on conflict do nothing""";

    private static final String END_OTHER_SECRETS = """
            update query.api_key_secret set expires_at = :expires
            where key_id = :key and digest <> :fresh and (expires_at is null or expires_at > :expires)""";

    private static final String RENAME = "update query.api_key set last_four = :lastFour where key_id = :key";

    private static final String USED = """
            update query.api_key set last_used_on = greatest(last_used_on, :on) where key_id = :key""";

    private final Jdbi database;
    private final Freshness freshness;

    ApiKeyTable(Jdbi database, Freshness freshness) {
        this.database = database;
        this.freshness = freshness;
    }

    /** The place of a key in a list. */
    record Place(Instant createdAt, UUID keyId) {
        Place {
            CursorKey.time(createdAt);
            CursorKey.present(keyId);
        }
    }

    @Override
    public Optional<StoreKey> find(KeyDigest secret) {
        return freshness.await(() -> database.withHandle(handle -> handle.createQuery(FIND)
                .bind("digest", secret.value())
                .map((row, context) -> key(row))
                .findOne()));
    }

    @Override
    public Optional<StoreKey> find(ApiKeyId id) {
        return database.withHandle(handle -> handle.createQuery(FIND_BY_ID)
                .bind("key", id.value())
                .map((row, context) -> key(row))
                .findOne());
    }

    List<ApiKeyView> page(StoreId store, @Nullable Place after, int limit) {
        return database.withHandle(handle -> {
            var query = handle.createQuery(LIST.formatted(after == null ? "" : AFTER))
                    .bind("store", store.value())
                    .bind("limit", limit);
            if (after != null) {
                query.bind("afterTime", after.createdAt()).bind("afterId", after.keyId());
            }
            return query.map((row, context) -> view(row)).list();
        });
    }

    void add(ApiKeyCreated created, Instant at) {
        database.useHandle(handle -> {
            handle.createUpdate(ADD)
                    .bind("key", created.keyId().value())
                    .bind("store", created.storeId().value())
                    .bind("name", created.name())
                    .bind("kind", created.kind().name())
                    .bind("scopes", created.scopes().stream().map(Scope::value).toArray(String[]::new))
                    .bind("lastFour", created.lastFour())
                    .bind("at", at)
                    .bind("expires", created.expiresAt())
                    .execute();
            handle.createUpdate(ADD_SECRET)
                    .bind("key", created.keyId().value())
                    .bind("digest", created.secret().value())
                    .execute();
        });
    }

    void roll(ApiKeyRolled rolled) {
        database.useHandle(handle -> {
            handle.createUpdate(RENAME)
                    .bind("key", rolled.keyId().value())
                    .bind("lastFour", rolled.lastFour())
                    .execute();
            handle.createUpdate(ADD_SECRET)
                    .bind("key", rolled.keyId().value())
                    .bind("digest", rolled.secret().value())
                    .execute();
            handle.createUpdate(END_OTHER_SECRETS)
                    .bind("key", rolled.keyId().value())
                    .bind("fresh", rolled.secret().value())
                    .bind("expires", rolled.oldExpiresAt())
                    .execute();
        });
    }

    void remove(ApiKeyId key) {
        database.useHandle(handle -> handle.createUpdate("delete from query.api_key where key_id = :key")
                .bind("key", key.value())
                .execute());
    }

    void used(ApiKeyUsed used) {
        database.useHandle(handle -> handle.createUpdate(USED)
                .bind("key", used.keyId().value())
                .bind("on", used.on())
                .execute());
    }

    private static StoreKey key(ResultSet row) throws SQLException {
        return new StoreKey(
                new ApiKeyId(row.getObject("key_id", UUID.class)),
                new StoreId(row.getObject("store_id", UUID.class)),
                Set.copyOf(scopes(row)),
                time(row, "expires_at"));
    }

    private static ApiKeyView view(ResultSet row) throws SQLException {
        ApiKeyKind kind = ApiKeyKind.valueOf(row.getString("kind"));
        return new ApiKeyView(
                new ApiKeyId(row.getObject("key_id", UUID.class)),
                row.getString("name"),
                kind,
                scopes(row),
                kind.prefix(),
                row.getString("last_four"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                time(row, "expires_at"),
                row.getObject("last_used_on", LocalDate.class));
    }

    private static List<Scope> scopes(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray("scopes").getArray())
                .map(Scope::new)
                .toList();
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
