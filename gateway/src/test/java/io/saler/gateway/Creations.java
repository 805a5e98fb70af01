package io.saler.gateway;

import static io.saler.gateway.access.AccessRule.anyone;
import static org.springframework.http.HttpMethod.POST;

import io.saler.axonserver.schema.DatabaseConfiguration;
import io.saler.failure.FailureDetails;
import io.saler.gateway.access.AccessRules;
import io.saler.gateway.idempotency.IdempotencyConfiguration;
import io.saler.gateway.idempotency.Idempotent;
import io.saler.gateway.idempotency.OperationId;
import io.saler.identity.IdentityFailure.EmailTaken;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandExecutionException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Endpoints that create things, and the database that remembers their answers. */
@Import({IdempotencyConfiguration.class, DatabaseConfiguration.class, Creations.Endpoints.class})
class Creations {

    static final class LateClock extends Clock {

        volatile Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Bean
    LateClock lateClock() {
        return new LateClock();
    }

    @Bean(destroyMethod = "close")
    EmbeddedPostgres postgres() throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
    }

    @Bean
    DataSource dataSource(EmbeddedPostgres postgres) {
        return postgres.getPostgresDatabase();
    }

    @Bean
    AccessRules creationsAccess() {
        return AccessRules.of(
                anyone(POST, "/creations/{how}"), anyone(POST, "/uncounted"), anyone(POST, "/secrets/{how}"));
    }

    @RestController
    static class Endpoints {

        /** What there is: one thing for each operation. */
        final Set<OperationId> created = ConcurrentHashMap.newKeySet();

        final AtomicInteger executions = new AtomicInteger();
        volatile CountDownLatch gate = new CountDownLatch(0);

        /** Tells a secret that it knows only when it makes it. */
        @PostMapping("/secrets/{how}")
        @Idempotent(keepsAnswers = false)
        ResponseEntity<String> secret(@PathVariable String how, OperationId operation) {
            executions.incrementAndGet();
            if (how.equals("refused")) {
                throw new EmailTaken();
            }
            return ResponseEntity.status(201).body(created.add(operation) ? operation + " hunter2" : "" + operation);
        }

        @PostMapping("/creations/{how}")
        @Idempotent
        ResponseEntity<Map<String, Object>> create(
                @PathVariable String how, @RequestBody Map<String, Object> content, OperationId operation)
                throws Exception {
            int execution = executions.incrementAndGet();
            created.add(operation);
            gate.await();
            if (execution == 1) {
                switch (how) {
                    case "away" -> throw new DataAccessResourceFailureException("gone");
                    case "broken" -> throw new IllegalStateException("broken");
                    case "busy" -> throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
                    case "raced" -> throw new CommandExecutionException("no", null, FailureDetails.CONCURRENT_CHANGE);
                    case "refused" -> throw new EmailTaken();
                    default -> {}
                }
            }
            return ResponseEntity.created(URI.create("/creations/" + operation))
                    .eTag("\"" + execution + "\"")
                    .body(Map.of("id", operation.toString(), "content", content));
        }

        @PostMapping("/uncounted")
        int uncounted() {
            return executions.incrementAndGet();
        }
    }
}
