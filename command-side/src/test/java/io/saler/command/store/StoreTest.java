package io.saler.command.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.failure.IdempotencyKeyReused;
import io.saler.identity.UserId;
import io.saler.store.ApiKeyCreated;
import io.saler.store.ApiKeyId;
import io.saler.store.ApiKeyKind;
import io.saler.store.ApiKeyRevoked;
import io.saler.store.ApiKeyRolled;
import io.saler.store.ChangeStoreTimeZone;
import io.saler.store.CreateApiKey;
import io.saler.store.KeyDigest;
import io.saler.store.OpenStore;
import io.saler.store.RevokeApiKey;
import io.saler.store.RollApiKey;
import io.saler.store.Scope;
import io.saler.store.StoreFailure.ApiKeyUnknown;
import io.saler.store.StoreFailure.TooManyApiKeys;
import io.saler.store.StoreId;
import io.saler.store.StoreOpened;
import io.saler.store.StoreTimeZone;
import io.saler.store.StoreTimeZoneChanged;
import io.saler.value.InvalidValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class StoreTest {

    private static final StoreTimeZone RIYADH = new StoreTimeZone("Asia/Riyadh");
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final KeyDigest DIGEST = new KeyDigest("a".repeat(64));
    private static final KeyDigest OTHER_DIGEST = new KeyDigest("b".repeat(64));

    private final AggregateTestFixture<Store> store = new AggregateTestFixture<>(Store.class);
    private final StoreId id = StoreId.random();
    private final UserId owner = UserId.random();
    private final StoreOpened opened = new StoreOpened(id, owner, "Tea", EUR);

    @Test
    void opensForItsOwner() {
        store.givenNoPriorActivity()
                .when(new OpenStore(id, owner, " Tea & Co ", EUR))
                .expectEvents(new StoreOpened(id, owner, "Tea & Co", EUR))
                .expectResultMessagePayload(true);
    }

    @Test
    void openedAgainWithTheSameContentIsTheSameStore() {
        store.given(new StoreOpened(id, owner, "Tea", EUR))
                .when(new OpenStore(id, owner, "Tea", EUR))
                .expectNoEvents()
                .expectResultMessagePayload(false);
    }

    @Test
    void openedSomewhereItsDaysBeginThere() {
        store.givenNoPriorActivity()
                .when(new OpenStore(id, owner, "Tea", EUR, RIYADH))
                .expectEvents(opened, new StoreTimeZoneChanged(id, RIYADH))
                .expectResultMessagePayload(true);
    }

    @Test
    void itsTimeZoneChangesUnlessItIsThatOneAlready() {
        store.given(opened)
                .when(new ChangeStoreTimeZone(id, RIYADH))
                .expectEvents(new StoreTimeZoneChanged(id, RIYADH));
        store.given(opened, new StoreTimeZoneChanged(id, RIYADH))
                .when(new ChangeStoreTimeZone(id, RIYADH))
                .expectNoEvents();
        store.given(opened).when(new ChangeStoreTimeZone(id, StoreTimeZone.UTC)).expectNoEvents();
        store.given(opened, new StoreTimeZoneChanged(id, RIYADH))
                .when(new ChangeStoreTimeZone(id, StoreTimeZone.UTC))
                .expectEvents(new StoreTimeZoneChanged(id, StoreTimeZone.UTC));
    }

    @Test
    void aPlaceThatNobodyKnowsIsNoTimeZone() {
        for (String place : new String[] {"", "Mars/Olympus", "+03:00", "europe/berlin"}) {
            assertThatThrownBy(() -> new StoreTimeZone(place)).isInstanceOf(InvalidValue.class);
        }
    }

    private CreateApiKey create(ApiKeyId key, String name) {
        return new CreateApiKey(id, key, name, ApiKeyKind.SECRET, List.of(Scope.PRODUCTS_WRITE), DIGEST, "abcd", null);
    }

    private ApiKeyCreated created(ApiKeyId key, String name) {
        return new ApiKeyCreated(id, key, name, ApiKeyKind.SECRET, List.of(Scope.PRODUCTS_WRITE), DIGEST, "abcd", null);
    }

    @Test
    void aKeyIsCreatedOnceHoweverOftenItIsAskedForAndWithWhicheverSecret() {
        ApiKeyId key = ApiKeyId.random();
        store.given(opened)
                .when(create(key, "shop"))
                .expectEvents(created(key, "shop"))
                .expectResultMessagePayload(true);
        var again = new CreateApiKey(
                id, key, "shop", ApiKeyKind.SECRET, List.of(Scope.PRODUCTS_WRITE), OTHER_DIGEST, "wxyz", null);
        store.given(opened, created(key, "shop")).when(again).expectNoEvents().expectResultMessagePayload(false);
        store.given(opened, created(key, "shop"), new ApiKeyRevoked(id, key))
                .when(again)
                .expectNoEvents()
                .expectResultMessagePayload(false);
        store.given(opened, created(key, "shop"))
                .when(create(key, "another"))
                .expectNoEvents()
                .expectException(IdempotencyKeyReused.class);
    }

    @Test
    void aStoreHasAtMostAHundredKeysThatWork() {
        var events = new ArrayList<Object>();
        events.add(opened);
        ApiKeyId last = ApiKeyId.random();
        events.add(created(last, "last"));
        for (int count = 1; count < 100; count++) {
            events.add(created(ApiKeyId.random(), "key"));
        }
        ApiKeyId more = ApiKeyId.random();
        store.given(events).when(create(more, "more")).expectNoEvents().expectException(TooManyApiKeys.class);
        events.add(new ApiKeyRevoked(id, last));
        store.given(events).when(create(more, "more")).expectEvents(created(more, "more"));
    }

    @Test
    void aRolledKeySaysWhichSecretItHadBefore() {
        ApiKeyId key = ApiKeyId.random();
        Instant end = Instant.parse("2026-11-01T10:00:00Z");
        store.given(opened, created(key, "shop"))
                .when(new RollApiKey(id, key, OTHER_DIGEST, "wxyz", end))
                .expectEvents(new ApiKeyRolled(id, key, OTHER_DIGEST, "wxyz", DIGEST, end));
        store.given(opened, created(key, "shop"), new ApiKeyRevoked(id, key))
                .when(new RollApiKey(id, key, OTHER_DIGEST, "wxyz", end))
                .expectException(ApiKeyUnknown.class);
    }

    @Test
    void aKeyIsRevokedOnceAndOnlyIfItEverWas() {
        ApiKeyId key = ApiKeyId.random();
        store.given(opened, created(key, "shop"))
                .when(new RevokeApiKey(id, key))
                .expectEvents(new ApiKeyRevoked(id, key));
        store.given(opened, created(key, "shop"), new ApiKeyRevoked(id, key))
                .when(new RevokeApiKey(id, key))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
        store.given(opened).when(new RevokeApiKey(id, key)).expectException(ApiKeyUnknown.class);
    }

    @Test
    void openedAgainWithOtherContentIsRefused() {
        store.given(new StoreOpened(id, owner, "Tea", EUR))
                .when(new OpenStore(id, owner, "Coffee", EUR))
                .expectNoEvents()
                .expectException(IdempotencyKeyReused.class);
    }
}
