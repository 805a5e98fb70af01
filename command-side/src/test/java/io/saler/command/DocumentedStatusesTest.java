package io.saler.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What the description of the interface says of its answers. */
class DocumentedStatusesTest extends CommandSideTest {

    @ParameterizedTest
    @CsvSource({
        "post, /orders, 201 202 400 401 402 403 406 408 409 413 415 422 429 503 default",
        "post, /orders/{orderId}/ship, 202 400 401 403 404 406 408 409 413 415 429 503 default",
        "post, /orders/{orderId}/deliver, 202 400 401 403 404 406 409 429 503 default",
        "post, /orders/{orderId}/cancel, 202 400 401 403 404 406 408 409 413 415 429 503 default",
        "post, /orders/{orderId}/refunds, 202 400 401 403 404 406 408 409 413 415 422 429 503 default",
        "post, /payment/process, 200 202 400 401 402 403 404 406 408 409 413 415 422 429 503 default",
        "post, /products, 201 400 401 403 404 406 408 409 413 415 422 429 503 default",
        "patch, /products/{productId}, 200 400 401 403 404 406 408 409 412 413 415 429 503 default",
        "post, /products/{productId}/discontinue, 204 400 401 403 404 406 409 412 429 503 default",
        "put, /inventory/update, 200 400 401 403 404 406 408 409 412 413 415 429 503 default",
        "post, /stores, 201 400 401 403 406 408 409 413 415 422 429 503 default",
        "post, /stores/{storeId}/api-keys, 201 400 401 403 404 406 408 409 413 415 422 429 503 default",
        "post, /stores/{storeId}/api-keys/{keyId}/roll, 200 400 401 403 404 406 408 409 413 415 429 503 default",
        "delete, /stores/{storeId}/api-keys/{keyId}, 204 400 401 403 404 406 409 429 503 default",
        "post, /users/me/erase, 204 400 401 403 406 408 409 413 415 429 503 default",
        "post, /admin/users/{userId}/erase, 204 400 401 403 404 406 408 409 413 415 429 503 default",
        "post, /admin/sagas/{sagaId}/retry, 202 400 401 403 404 406 408 409 413 415 429 503 default",
        "post, /admin/sagas/{sagaId}/compensate, 202 400 401 403 404 406 408 409 413 415 429 503 default",
        "post, /admin/sagas/{sagaId}/cancel, 202 400 401 403 404 406 408 409 413 415 429 503 default",
        "post, /admin/sagas/{sagaId}/notes, 202 400 401 403 404 406 408 413 415 429 503 default",
        "post, /admin/sagas/batch/retry, 202 400 401 403 406 408 409 413 415 422 429 503 default",
        "post, /admin/sagas/batch/compensate, 202 400 401 403 406 408 409 413 415 422 429 503 default",
        "post, /admin/sagas/batch/cancel, 202 400 401 403 406 408 409 413 415 422 429 503 default",
        "post, /admin/projections/{name}/pause, 202 400 401 403 404 406 408 413 415 429 503 default",
        "post, /admin/projections/{name}/resume, 202 400 401 403 404 406 408 413 415 429 503 default",
        "post, /admin/projections/{name}/split, 202 400 401 403 404 406 408 409 413 415 429 503 default",
        "post, /admin/projections/{name}/merge, 202 400 401 403 404 406 408 409 413 415 429 503 default",
        "post, /admin/projections/{name}/rebuild, 202 400 401 403 404 406 408 409 413 415 429 503 default",
        "post, /admin/projections/{name}/rebuild/cancel, 202 400 401 403 404 406 408 409 413 415 429 503 default",
        "post, /admin/projections/{name}/rebuild/accept, 202 400 401 403 404 406 408 409 413 415 429 503 default",
        "post, /admin/projections/{name}/rollback, 202 400 401 403 404 406 408 409 413 415 429 503 default",
        "post, /admin/projections/{name}/drop-previous, 202 400 401 403 404 406 408 409 413 415 429 503 default",
        "post, /admin/dead-letters/retry, 202 400 401 403 404 406 408 413 415 429 503 default",
        "post, /admin/dead-letters/{id}/retry, 200 400 401 403 404 406 408 409 413 415 429 503 default",
        "post, /admin/dead-letters/{id}/discard, 204 400 401 403 404 406 408 409 413 415 429 503 default",
        "post, /auth/register, 201 400 406 408 409 413 415 422 429 503 default",
        "get, /auth/verify, 200 400 406 429 503 default",
        "post, /auth/verify, 200 204 400 406 408 409 413 415 429 503 default",
        "post, /auth/login, 200 400 401 403 406 408 413 415 429 503 default",
        "post, /auth/refresh, 200 400 401 406 408 413 415 429 503 default",
        "post, /auth/logout, 204 400 401 403 406 429 503 default",
        "post, /auth/verify/resend, 202 400 406 408 413 415 429 503 default",
        "get, /auth/sessions, 200 400 401 403 406 429 503 default",
        "delete, /auth/sessions, 204 400 401 403 406 429 503 default",
        "delete, /auth/sessions/{sessionId}, 204 400 401 403 404 406 429 503 default",
        "post, /auth/password/forgot, 202 400 406 408 413 415 429 503 default",
        "get, /auth/password/reset, 200 400 406 429 503 default",
        "post, /auth/password/reset, 200 204 400 406 408 409 413 415 429 503 default",
        "post, /auth/password/change, 204 400 401 403 406 408 413 415 429 503 default",
        "get, /auth/signing-keys, 200 400 401 403 406 429 503 default",
        "post, /auth/signing-keys/rotate, 202 400 401 403 406 429 503 default"
    })
    void areThoseThatAreAnswered(String method, String path, String statuses) {
        JsonNode responses = json(get("/openapi.json"), 200)
                .path("paths")
                .path(path)
                .path(method)
                .path("responses");
        assertThat(responses.propertyNames()).containsExactlyInAnyOrder(statuses.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "201, application/json, OrderView",
        "202, application/json, Accepted",
        "402, application/problem+json, ProblemDocument",
        "409, application/problem+json, ProblemDocument"
    })
    void ofAnOrderSayWhatIsInThem(String status, String mediaType, String schema) {
        JsonNode response = json(get("/openapi.json"), 200)
                .path("paths")
                .path("/orders")
                .path("post")
                .path("responses")
                .path(status);
        assertThat(response.path("content").propertyNames()).containsExactly(mediaType);
        assertThat(response.path("content")
                        .path(mediaType)
                        .path("schema")
                        .path("$ref")
                        .asString())
                .endsWith(schema);
    }
}
