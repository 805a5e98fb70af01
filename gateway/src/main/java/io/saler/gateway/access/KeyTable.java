package io.saler.gateway.access;

import io.saler.store.ApiKeyId;
import io.saler.store.KeyDigest;
import java.util.Optional;

/**
 * The keys that work, as a side knows them. Where both sides are one process, the command side's is asked: it is never
 * behind. A key that was revoked is not there; one that has expired may be.
 */
public interface KeyTable {

    /** The order of the command side's table among the others. */
    int NEVER_BEHIND = 0;

    /** The order of a table that follows the events. */
    int FOLLOWING = 1;

    Optional<StoreKey> find(KeyDigest secret);

    Optional<StoreKey> find(ApiKeyId id);
}
