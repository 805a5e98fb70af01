package io.saler.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The description of the interface. */
class OpenApiTest extends GatewayTest {

    private JsonNode document() {
        var answer = get("/openapi.json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    @Test
    void isOpenApi31() {
        assertThat(document().path("openapi").asString()).startsWith("3.1");
    }

    @Test
    void describesValueTypesAsTheyAreOnTheWire() {
        JsonNode schemas = document().path("components").path("schemas");
        JsonNode line = schemas.path("gateway.Line").path("properties");
        assertThat(line.path("productId").path("type").asString()).isEqualTo("string");
        assertThat(line.path("productId").path("format").asString()).isEqualTo("uuid");
        assertThat(line.path("quantity").path("type").asString()).isEqualTo("integer");
        JsonNode total = schemas.path("gateway.Basket").path("properties").path("total");
        assertThat(total.path("properties").path("amount").path("type").asString())
                .isEqualTo("string");
        assertThat(schemas.path("gateway.Basket")
                        .path("properties")
                        .path("lines")
                        .path("items")
                        .path("$ref")
                        .asString())
                .isEqualTo("#/components/schemas/gateway.Line");
        assertThat(schemas.has("ProductId")).isFalse();
        assertThat(schemas.has("Quantity")).isFalse();
    }

    @Test
    void saysWhoMayAndHowRefusalsLook() {
        JsonNode paths = document().path("paths");
        assertThat(paths.path("/me").path("get").path("security").toString()).contains("accessToken");
        assertThat(paths.path("/baskets").path("post").has("security")).isFalse();
        assertThat(paths.path("/me")
                        .path("get")
                        .path("responses")
                        .path("default")
                        .toString())
                .contains("application/problem+json");
        assertThat(document().path("components").path("schemas").has("ProblemDocument"))
                .isTrue();
    }

    @Test
    void describesNothingThatNobodyAsksFor() {
        assertThat(document().path("paths").has("/error")).isFalse();
    }

    @Test
    void describesTheLimitOfPagesAndNotTheCaller() {
        JsonNode parameters = document().path("paths").path("/list").path("get").path("parameters");
        assertThat(parameters.valueStream().map(each -> each.path("name").asString()))
                .containsExactlyInAnyOrder("limit", "after");
        assertThat(document().path("paths").path("/me").path("get").has("parameters"))
                .isFalse();
    }

    @Test
    void canBeBrowsedByAnybody() throws Exception {
        var browser = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        var page = browser.send(request("/docs").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("swagger-ui");
        String script = get(page.uri().getPath().replace("index.html", "swagger-initializer.js"))
                .body();
        assertThat(script).contains("/openapi.json");
    }
}
