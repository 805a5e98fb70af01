package io.saler.command.store;

import io.saler.gateway.access.KeyTable;
import io.saler.gateway.access.StoreKey;
import io.saler.identity.UserId;
import io.saler.store.ApiKeyCreated;
import io.saler.store.ApiKeyId;
import io.saler.store.ApiKeyKind;
import io.saler.store.ApiKeyRevoked;
import io.saler.store.ApiKeyRolled;
import io.saler.store.KeyDigest;
import io.saler.store.Scope;
import io.saler.store.StoreId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The keys of all stores in PostgreSQL. Reading and writing take part in the transaction that is under way. */
@Component
@Order(KeyTable.NEVER_BEHIND)
class ApiKeyTable implements KeyTable {

    private static final String FIND = """
            select k.key_id, k.store_id, k.scopes, least(k.expires_at, s.expires_at) as expires_at
            from command.api_key k join command.api_key_secret s using (key_id)
            where s.digest = :digest and not k.revoked""";

    private static final String FIND_BY_ID = """
            select key_id, store_id, scopes, expires_at from command.api_key
            where key_id = :key and not revoked""";

    private static final String KIND = """
            select kind from command.api_key where key_id = :key and store_id = :store and not revoked""";

    private static final String OF_STORES_OF = """
            select k.key_id, k.store_id, k.scopes, k.expires_at
            from command.api_key k join command.store using (store_id)
            where owner_id = :owner and not k.revoked""";

    private static final String ADD = """
            insert into command.api_key (key_id, store_id, kind, scopes, expires_at)
            values (:key, :store, :kind, :scopes, :expires) on conflict do nothing""";

    private static final String ADD_SECRET = """
            insert into command.api_key_secret (digest, key_id) values (:digest, :key) on conflict do nothing""";

    private static final String END_OTHER_SECRETS = """
            update command.api_key_secret set expires_at = :expires
            where key_id = :key and digest <> :fresh and (expires_at is null or expires_at > :expires)""";

    private static final String REVOKE = "update command.api_key set revoked = true where key_id = :key";

    private final Jdbi jdbi;

    ApiKeyTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Optional<StoreKey> find(KeyDigest secret) {
        return jdbi.withHandle(handle -> handle.createQuery(FIND)
                .bind("digest", secret.value())
                .map((row, context) -> key(row))
                .findOne());
    }

    @Override
    public Optional<StoreKey> find(ApiKeyId id) {
        return jdbi.withHandle(handle -> handle.createQuery(FIND_BY_ID)
                .bind("key", id.value())
                .map((row, context) -> key(row))
                .findOne());
    }

    /** Of a key of this store that is not revoked. */
    Optional<ApiKeyKind> kind(StoreId store, ApiKeyId key) {
        return jdbi.withHandle(handle -> handle.createQuery(KIND)
                .bind("store", store.value())
                .bind("key", key.value())
                .map((row, context) -> ApiKeyKind.valueOf(row.getString("kind")))
                .findOne());
    }

    /** The keys of all stores that somebody owns, without those that are revoked. */
    List<StoreKey> ofStoresOf(UserId owner) {
        return jdbi.withHandle(handle -> handle.createQuery(OF_STORES_OF)
                .bind("owner", owner.value())
                .map((row, context) -> key(row))
                .list());
    }

    private static StoreKey key(ResultSet row) throws SQLException {
        OffsetDateTime expires = row.getObject("expires_at", OffsetDateTime.class);
        return new StoreKey(
                new ApiKeyId(row.getObject("key_id", UUID.class)),
                new StoreId(row.getObject("store_id", UUID.class)),
                Arrays.stream((String[]) row.getArray("scopes").getArray())
                        .map(Scope::new)
                        .collect(Collectors.toSet()),
                expires == null ? null : expires.toInstant());
    }

    void add(ApiKeyCreated created) {
        jdbi.useHandle(handle -> {
            handle.createUpdate(ADD)
                    .bind("key", created.keyId().value())
                    .bind("store", created.storeId().value())
                    .bind("kind", created.kind().name())
                    .bind("scopes", created.scopes().stream().map(Scope::value).toArray(String[]::new))
                    .bind("expires", created.expiresAt())
                    .execute();
            handle.createUpdate(ADD_SECRET)
                    .bind("key", created.keyId().value())
                    .bind("digest", created.secret().value())
                    .execute();
        });
    }

    void roll(ApiKeyRolled rolled) {
        jdbi.useHandle(handle -> {
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

    void revoke(ApiKeyRevoked revoked) {
        jdbi.useHandle(handle ->
                handle.createUpdate(REVOKE).bind("key", revoked.keyId().value()).execute());
    }
}
