package io.saler.command.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import io.saler.axonserver.EmptyDatabase;
import io.saler.command.MovableClock;
import io.saler.command.identity.SigningKeyRing.Phase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several nodes that meet in one database and nowhere else. */
class KeyRotationTest {

    private static final Duration ROTATION = Duration.ofDays(90);

    private static SigningKeyTable table;

    private final MovableClock clock = new MovableClock();
    private SigningKeys here;
    private SigningKeys there;

    @BeforeAll
    static void createTable() {
        DataSource database = EmptyDatabase.create().source();
        Flyway.configure()
                .dataSource(database)
                .schemas("command")
                .defaultSchema("command")
                .locations("classpath:db/migration/command")
                .load()
                .migrate();
        table = new SigningKeyTable(Jdbi.create(database));
    }

    @BeforeEach
    void startNodes() {
        table.all().forEach(table::delete);
        here = node();
        there = node();
    }

    @AfterEach
    void stopNodes() {
        here.close();
        there.close();
    }

    private SigningKeys node() {
        return new SigningKeys(table, clock, ROTATION);
    }

    private static List<String> published(SigningKeys node) {
        return node.published().getKeys().stream().map(JWK::getKeyID).toList();
    }

    private static <T> List<T> atOnce(Supplier<T> work) {
        return Stream.generate(() -> CompletableFuture.supplyAsync(work)).limit(8).toList().stream()
                .map(CompletableFuture::join)
                .toList();
    }

    @Test
    void nodesThatStartTogetherAgreeOnOneKey() {
        table.all().forEach(table::delete);
        List<SigningKeys> nodes = atOnce(this::node);
        assertThat(nodes.stream().map(node -> node.signing().kid()).distinct()).hasSize(1);
        nodes.forEach(SigningKeys::close);
    }

    @Test
    void nodesThatRotateTogetherAgreeOnOneSuccessor() {
        List<SigningKeys> nodes = Stream.generate(this::node).limit(8).toList();
        List<CompletableFuture<String>> rotations = nodes.stream()
                .map(node -> CompletableFuture.supplyAsync(() -> node.rotate().kid()))
                .toList();
        assertThat(rotations.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(table.all()).hasSize(2);
        nodes.forEach(SigningKeys::close);
    }

    @Test
    void aKeyIsPublishedEverywhereBeforeItSigns() {
        String old = here.signing().kid();
        String coming = here.rotate().kid();
        there.renew();
        assertThat(published(there)).containsExactly(old, coming);
        clock.forward(SigningKeyRing.PUBLISHED_BEFORE.minusSeconds(1));
        assertThat(here.signing().kid()).isEqualTo(old);
        clock.forward(Duration.ofSeconds(2));
        assertThat(here.signing().kid()).isEqualTo(coming);
        assertThat(there.signing().kid()).isEqualTo(coming);
    }

    @Test
    void aKeyIsPublishedUntilItsLastTokenHasExpired() {
        String old = here.signing().kid();
        String coming = here.rotate().kid();
        clock.forward(SigningKeyRing.PUBLISHED_BEFORE.plus(AccessTokens.VALID_FOR));
        assertThat(published(here)).containsExactly(old, coming);
        clock.forward(Duration.ofMinutes(6));
        assertThat(published(here)).containsExactly(coming);
        here.renew();
        there.renew();
        assertThat(table.all()).extracting(SigningKey::kid).containsExactly(coming);
        assertThat(there.ring().phase(there.signing(), clock.instant())).isEqualTo(Phase.SIGNING);
    }

    @Test
    void rotatingAgainBeforeTheNextKeySignsChangesNothing() {
        String coming = here.rotate().kid();
        assertThat(here.rotate().kid()).isEqualTo(coming);
        assertThat(there.rotate().kid()).isEqualTo(coming);
        assertThat(table.all()).hasSize(2);
    }

    @Test
    void aKeyIsSucceededBeforeItIsTooOld() {
        clock.forward(ROTATION.minus(SigningKeyRing.PUBLISHED_BEFORE).minusMinutes(1));
        here.renew();
        assertThat(table.all()).hasSize(1);
        clock.forward(Duration.ofMinutes(2));
        here.renew();
        there.renew();
        assertThat(table.all()).hasSize(2);
        assertThat(here.ring().phase(here.ring().newest(), clock.instant())).isEqualTo(Phase.PUBLISHED);
        clock.forward(SigningKeyRing.PUBLISHED_BEFORE);
        assertThat(there.signing().kid()).isEqualTo(here.ring().newest().kid());
    }

    @Test
    void aNodeThatWasAwayForLongTakesUpTheSuccessor() {
        String coming = here.rotate().kid();
        clock.forward(Duration.ofDays(1));
        here.renew();
        there.renew();
        assertThat(there.signing().kid()).isEqualTo(coming);
    }

    @Test
    void aStolenKeyIsWithdrawnByDeletingIt() {
        String stolen = here.signing().kid();
        table.all().forEach(table::delete);
        here.renew();
        there.renew();
        assertThat(here.signing().kid()).isEqualTo(there.signing().kid()).isNotEqualTo(stolen);
        assertThat(published(there)).doesNotContain(stolen);
    }

    @Test
    void rotatingTooOftenIsNotToBeConfigured() {
        assertThatThrownBy(() -> new SigningKeys(table, clock, Duration.ofMinutes(59)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("saler.auth.key-rotation");
    }

    @Test
    void privateHalvesAreShownNowhere() {
        SigningKey key = here.signing();
        assertThat(key.secretJson()).contains("\"d\"");
        assertThat(key.toString() + here.ring() + here.published().toString(false) + key.published())
                .doesNotContain("\"d\"")
                .contains(key.kid());
    }

    @Test
    void aDamagedRowIsNotQuoted() {
        assertThatThrownBy(() -> SigningKey.stored("{\"d\": \"secret\"", clock.instant(), clock.instant()))
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }
}
