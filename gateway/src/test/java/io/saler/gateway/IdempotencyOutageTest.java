package io.saler.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Keys while the database is away. */
@Import(Creations.class)
@TestPropertySource(properties = "saler.idempotency.forget-every=50ms")
@DirtiesContext
class IdempotencyOutageTest extends GatewayTest {

    @Autowired
    private Creations.Endpoints endpoints;

    @Autowired
    private EmbeddedPostgres postgres;

    @Test
    void nothingIsCarriedOutThatCouldNotBeRepeated() throws Exception {
        assertThat(post("/creations/once", "{}", "Idempotency-Key", "a").statusCode())
                .isEqualTo(201);
        postgres.close();
        var refused = post("/creations/once", "{}", "Idempotency-Key", "b");
        problem(refused, 503, "unavailable");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(endpoints.executions).hasValue(1);
        assertThat(post("/creations/once", "{}").statusCode()).isEqualTo(201);
    }
}
