package io.saler.store;

import java.time.LocalDate;
import org.axonframework.serialization.Revision;

/** A key was used on this day, in UTC; said once a day, not at each use. */
@Revision("1")
public record ApiKeyUsed(ApiKeyUseId useId, StoreId storeId, ApiKeyId keyId, LocalDate on) implements StoreEvent {}
