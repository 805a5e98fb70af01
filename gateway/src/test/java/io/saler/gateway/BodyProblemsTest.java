package io.saler.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that cannot be what they were meant to be. */
class BodyProblemsTest extends GatewayTest {

    private static final String LINE = "{\"productId\": \"%s\", \"quantity\": 2}".formatted(UUID.randomUUID());
    private static final String GOOD = "{\"name\": \"n\", \"count\": 1, \"lines\": [%s]%s}";

    private static String basket(String more) {
        return GOOD.formatted(LINE, more.isEmpty() ? "" : ", " + more);
    }

    @Test
    void aGoodBodyIsReadAndAnsweredInTheSameForm() {
        HttpResponse<String> answer = post(
                "/baskets",
                basket("\"total\": {\"amount\": \"19.90\", \"currency\": \"EUR\"}, \"at\": \"2026-11-23T10:00:00Z\""));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"total\":{\"amount\":\"19.90\",\"currency\":\"EUR\"}")
                .contains("\"at\":\"2026-11-23T10:00:00Z\"")
                .contains("\"quantity\":2")
                .doesNotContain("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"name\": }", "nonsense", "{\"name\": \"\u0001\"}", "{'name': 1}"})
    void whatIsNotJsonIsMalformed(String body) {
        problem(post("/baskets", body), 400, "malformed-json");
    }

    @ParameterizedTest
    @ValueSource(strings = {" tail", " {}", "]", " 1"})
    void nothingMayFollowTheBody(String tail) {
        problem(post("/baskets", basket("") + tail), 400, "malformed-json");
    }

    @Test
    void aNameTwiceInOneObjectIsMalformed() {
        assertThat(problem(post("/baskets", "{\"name\": \"a\", \"name\": \"b\"}"), 400, "malformed-json")
                        .path("detail")
                        .asString())
                .contains("twice");
    }

    @Test
    void absurdNestingIsMalformed() {
        problem(post("/baskets", "{\"total\": {\"amount\": " + "[".repeat(100_000)), 400, "malformed-json");
    }

    @Test
    void anAbsurdNumberIsRefused() {
        String body = basket("").replace("\"count\": 1", "\"count\": " + "9".repeat(5_000));
        problem(post("/baskets", body), 400, "malformed-json");
        var problem = problem(
                post("/baskets", basket("").replace("\"count\": 1", "\"count\": 99999999999")), 400, "invalid-value");
        blames(problem, "/count", "whole number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fffe", "eda080", "f8888080", "e282", "80"})
    void bytesThatAreNotTextAreMalformed(String bytes) {
        byte[] bad = HexFormat.of().parseHex(bytes);
        for (String body : List.of("{\"name\": \"#\"}", "{\"#\": 1}", "#{}")) {
            var whole = new ByteArrayOutputStream();
            whole.writeBytes(body.substring(0, body.indexOf('#')).getBytes(StandardCharsets.US_ASCII));
            whole.writeBytes(bad);
            whole.writeBytes(body.substring(body.indexOf('#') + 1).getBytes(StandardCharsets.US_ASCII));
            var request = request("/baskets")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(whole.toByteArray()));
            problem(send(request), 400, "malformed-json");
        }
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        assertThat(post("/baskets", "\uFEFF" + basket("")).statusCode()).isEqualTo(200);
        problem(post("/baskets", "\uFEFF\uFEFF" + basket("")), 400, "malformed-json");
    }

    @Test
    void anAbsurdNameIsMalformed() {
        problem(post("/baskets", basket("\"" + "x".repeat(60_000) + "\": 1")), 400, "malformed-json");
    }

    @Test
    void aTextAsLongAsTheBodyIsRefusedForItsLength() {
        String body = "{\"name\": \"%s\", \"count\": 1, \"lines\": []}".formatted("x".repeat(1_000_000));
        blames(problem(post("/baskets", body), 400, "invalid-value"), "/name", "size");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null"})
    void anAbsentBodyIsMissing(String body) {
        problem(post("/baskets", body), 400, "missing-body");
    }

    @Test
    void anUnknownFieldIsNamed() {
        blames(problem(post("/baskets", basket("\"nome\": 1")), 400, "unknown-field"), "/nome", "no such field");
    }

    @Test
    void anUnknownFieldDeepDownIsNamed() {
        String body = "{\"name\": \"n\", \"count\": 1, \"lines\": [%s, {\"sku~a/b\": 1}]}".formatted(LINE);
        blames(problem(post("/baskets", body), 400, "unknown-field"), "/lines/1/sku~0a~1b", "no such field");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "count": "1"                                       | /count            | whole number
            "count": 1.5                                       | /count            | whole number
            "count": null                                      | /count            | whole number
            "count": true                                      | /count            | whole number
            "name": 5                                          | /name             | text
            "name": true                                       | /name             | text
            "name": ["a"]                                      | /name             | text
            "lines": {}                                        | /lines            | list
            "lines": "x"                                       | /lines            | list
            "lines": [5]                                       | /lines/0          | object
            "lines": [{"productId": "x", "quantity": 1}]       | /lines/0/productId | UUID
            "lines": [{"productId": 17, "quantity": 1}]        | /lines/0/productId | UUID
            "lines": [{"productId": "1-1-1-1-1"}]              | /lines/0/productId | UUID
            "lines": [{"quantity": -1}]                        | /lines/0/quantity | from 1 to
            "lines": [{"quantity": "1"}]                       | /lines/0/quantity | whole number
            "lines": [{"quantity": 1.0}]                       | /lines/0/quantity | whole number
            "total": 5                                         | /total            | amount
            "total": {"amount": 5, "currency": "EUR"}          | /total            | as strings
            "total": {"amount": "5.001", "currency": "EUR"}    | /total            | decimals
            "total": {"amount": "5", "currency": "XXX"}        | /total            | currency
            "currency": "EURO"                                 | /currency         | ISO 4217
            "at": "yesterday"                                  | /at               | RFC 3339
            "gift": "yes"                                      | /gift             | true or false
            "gift": 1                                          | /gift             | true or false
            "role": "KING"                                     | /role             | CUSTOMER, MERCHANT, ADMIN
            "role": 1                                          | /role             | CUSTOMER, MERCHANT, ADMIN
            "sku": "a b"                                       | /sku              | SKU
            "sku": 5                                           | /sku              | text
            "labels": []                                       | /labels           | object
            """)
    void aValueOfAnotherKindIsBlamed(String member, String pointer, String detail) {
        String field = member.substring(0, member.indexOf(':'));
        String body = switch (field) {
            case "\"count\"" -> "{\"name\": \"n\", \"lines\": [], %s}".formatted(member);
            case "\"name\"" -> "{\"count\": 1, \"lines\": [], %s}".formatted(member);
            case "\"lines\"" -> "{\"count\": 1, \"name\": \"n\", %s}".formatted(member);
            default -> basket(member);
        };
        blames(problem(post("/baskets", body), 400, "invalid-value"), pointer, detail);
    }

    @Test
    void aMissingNumberIsBlamed() {
        blames(problem(post("/baskets", "{\"name\": \"n\", \"lines\": []}"), 400, "invalid-value"), "/count", "");
    }

    @Test
    void everyBrokenConstraintIsBlamedWhereItIs() {
        String body = """
                {"name": " ", "count": 1, "labels": {"long/name": "x", "b": null},
                 "lines": [{"productId": null, "quantity": 1}, null, {"productId": "%s"}]}
                """.formatted(UUID.randomUUID());
        var problem = problem(post("/baskets", body), 400, "invalid-value");
        blames(problem, "/name", "blank");
        blames(problem, "/lines/0/productId", "null");
        blames(problem, "/lines/1", "null");
        blames(problem, "/lines/2/quantity", "null");
        blames(problem, "/labels/b", "null");
        blames(problem, "/labels/long~1name", "size");
    }

    @Test
    void anotherFormatIsNotTaken() {
        var answer = send(request("/baskets")
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofString("<basket/>")));
        problem(answer, 415, "unsupported-media-type");
        assertThat(answer.headers().firstValue("Accept")).isPresent();
    }

    @Test
    void anUnreadableContentTypeIsNotTaken() {
        problem(
                send(request("/baskets").header("Content-Type", "///").POST(BodyPublishers.ofString("{}"))),
                415,
                "unsupported-media-type");
    }

    @Test
    void anotherFormatIsNotGiven() {
        problem(get("/maybe", "Accept", "text/csv"), 406, "not-acceptable");
    }

    @Test
    void aBodyOfOneMebibyteIsRead() {
        String text = "x".repeat(1 << 20);
        var request = request("/text").header("Content-Type", "text/plain").POST(BodyPublishers.ofString(text));
        assertThat(send(request).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {(1 << 20) + 1, 10 << 20})
    void anAnnouncedBodyAboveThatIsTooLarge(int size) {
        problem(post("/baskets", "x".repeat(size)), 413, "content-too-large");
    }

    @Test
    void anUnannouncedBodyAboveThatIsTooLargeToo() {
        byte[] body = ("{\"name\": \"" + "x".repeat(1 << 20) + "\"}").getBytes();
        var request = request("/baskets")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
        problem(send(request), 413, "content-too-large");
        var text = request("/text")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
        problem(send(text), 413, "content-too-large");
    }
}
