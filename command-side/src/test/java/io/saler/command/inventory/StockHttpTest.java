package io.saler.command.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.command.CommandSideTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class StockHttpTest extends CommandSideTest {

    private String merchant;
    private String product;

    @BeforeEach
    void stockFiveUnits() {
        merchant = somebodysToken();
        product = product(store(merchant), merchant);
    }

    private HttpResponse<String> correct(String fields, String... ifMatch) {
        return send(
                "PUT",
                "/inventory/update",
                "{\"productId\": \"%s\", %s}".formatted(product, fields),
                ifMatch.length == 0
                        ? bearer(merchant)
                        : new String[] {"Authorization", "Bearer " + merchant, "If-Match", ifMatch[0]});
    }

    @Test
    void stockIsCorrectedByAChangeAndToACountedNumber() {
        JsonNode more = json(correct("\"change\": 3, \"reason\": \"delivery\""), 200);
        assertThat(more.path("productId").asString()).isEqualTo(product);
        assertThat(more.path("onHand").asInt()).isEqualTo(8);
        assertThat(more.path("reserved").asInt()).isZero();
        assertThat(more.path("available").asInt()).isEqualTo(8);
        assertThat(json(correct("\"onHand\": 2, \"reason\": \"count\""), 200)
                        .path("available")
                        .asInt())
                .isEqualTo(2);
        problem(correct("\"change\": -3, \"reason\": \"lost\""), 409, "stock-would-be-negative");
    }

    @Test
    void aCorrectionCanBuildOnTheVersionThatWasAnswered() {
        String tag = correct("\"change\": 3, \"reason\": \"delivery\"", "\"0\"")
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        assertThat(tag).isEqualTo("\"1\"");
        problem(correct("\"onHand\": 1, \"reason\": \"count\"", "\"0\""), 412, "version-outdated");
        problem(correct("\"onHand\": 1, \"reason\": \"count\"", "unheard-of"), 412, "version-outdated");
        json(correct("\"onHand\": 1, \"reason\": \"count\"", tag), 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"7\", \"0\"", "\"of,another\",\"0.3\"", " \"0\" , W/\"7\"", "\"0\",,"})
    void anyOfSeveralVersionsWillDo(String ifMatch) {
        json(correct("\"change\": 1, \"reason\": \"count\"", ifMatch), 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"0\"", "\"7\", W/\"0\"", "\"\"", "0", "*, \"0\"", "\"0", "\"0\" \"0\""})
    void aWeakTagAndWhatIsNoTagAreNoVersion(String ifMatch) {
        problem(correct("\"change\": 1, \"reason\": \"count\"", ifMatch), 412, "version-outdated");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "reason": "count"                               | /change
            "change": 1, "onHand": 1, "reason": "count"     | /change
            "change": 1, "reason": " "                      | /reason
            "change": 1, "reason": "stolen\\nby whom?"      | /reason
            "change": 1, "reason": "\\u2066stolen"          | /reason
            """)
    void theFieldOfABadCorrectionIsNamed(String fields, String pointer) {
        blames(correct(fields), pointer);
    }

    @Test
    void theStockOfOthersDoesNotExist() {
        merchant = somebodysToken();
        problem(correct("\"change\": 1, \"reason\": \"count\""), 404, "product-unknown");
    }
}
