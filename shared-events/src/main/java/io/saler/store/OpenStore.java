package io.saler.store;

import io.saler.identity.UserId;
import io.saler.value.InvalidValue;
import java.util.Currency;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Opens a store that sells in one currency and belongs to its owner.
 *
 * @param timeZone where its days begin
 */
public record OpenStore(
        @TargetAggregateIdentifier StoreId storeId,
        UserId ownerId,
        String name,
        Currency currency,
        StoreTimeZone timeZone) {

    /** A store whose days are those of UTC. */
    public OpenStore(StoreId storeId, UserId ownerId, String name, Currency currency) {
        this(storeId, ownerId, name, currency, StoreTimeZone.UTC);
    }

    public OpenStore {
        name = InvalidValue.line("name", "A store's name", name, 1, 200);
        if (currency.getDefaultFractionDigits() < 0) {
            throw InvalidValue.at("currency", "%s is not a currency that prices can be in".formatted(currency));
        }
    }
}
