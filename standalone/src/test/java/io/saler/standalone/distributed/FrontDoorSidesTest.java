package io.saler.standalone.distributed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which side answers a request. */
class FrontDoorSidesTest {

    @ParameterizedTest
    @CsvSource({
        "GET, /orders/1, , QUERY",
        "HEAD, /products, limit=1, QUERY",
        "GET, /openapi.json, , QUERY",
        "GET, /openapi.json, side=command-side, COMMAND",
        "POST, /orders, , COMMAND",
        "POST, /payment/process, , COMMAND",
        "GET, /auth/sessions, , COMMAND",
        "GET, /.well-known/jwks.json, , COMMAND",
        "GET, /admin/dashboard, , QUERY",
        "POST, /admin/dashboard/sagas/1/retry, , QUERY",
        "POST, /admin/dashboards, , COMMAND",
        "POST, /analytics/events, , QUERY",
        "GET, /analytics/realtime, , QUERY",
        "POST, /reports/sales, , QUERY",
        "POST, /analytics, , COMMAND",
        "POST, /admin/sagas/1/retry, , COMMAND",
        "GET, /auth/dashboard/continue, to=/admin/dashboard, COMMAND",
        "POST, /payment/webhooks/stripe, , SAGAS",
        "GET, /payment/webhooks/stripe, , SAGAS",
        "GET, /dev/gateway/ledger, , SAGAS",
        "POST, /dev/gateway/payments/1/complete, , SAGAS"
    })
    void isSaidByMethodAndPath(String method, String path, String query, Side side) {
        assertThat(FrontDoor.side(method, path, query)).isEqualTo(side);
    }
}
