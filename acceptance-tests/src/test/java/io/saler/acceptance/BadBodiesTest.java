package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.acceptance.People.Store;
import io.saler.demo.client.Answer;
import io.saler.demo.client.Call;
import io.saler.demo.client.SalerClient;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bodies that cannot be meant, sent to every endpoint that takes one but orders: the answer is a problem that points at
 * the field at fault, and nothing has happened.
 */
class BadBodiesTest {

    private static final String PRODUCT = """
            {"storeId":"STORE","sku":"BAD-BODY","name":"Mug","category":"Ceramics","stock":1,
             "price":{"amount":"1.00","currency":"EUR"}}""";
    private static final String STORE = "{\"name\":\"Kiln\",\"currency\":\"EUR\"}";
    private static final String STOCK = "{\"productId\":\"PRODUCT\",\"change\":1,\"reason\":\"counted\"}";
    private static final String REGISTRATION =
            "{\"email\":\"bad-body@example.org\",\"password\":\"correct horse battery\",\"name\":\"Pat\"}";
    private static final String LOGIN = "{\"email\":\"bad-body@example.org\",\"password\":\"correct horse battery\"}";

    private static SalerClient merchant;
    private static Store store;
    private static String product;

    @BeforeAll
    static void openTheShop() {
        store = People.openStore(SharedSaler.get().client());
        merchant = store.merchant().client();
        product = store.product("GOOD-MUG", 5);
    }

    /** Each line replaces, in a good body, one text by another; an empty first text stands for the whole body. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            PRODUCT      | ``                  | {"storeId":                  | 400 | malformed-json  | -
            PRODUCT      | ``                  | []                           | 400 | -               | -
            PRODUCT      | "stock":1           | "stock":1,"colour":"red"     | 400 | unknown-field   | /colour
            PRODUCT      | "STORE"             | "nonsense"                   | 400 | -               | /storeId
            PRODUCT      | "storeId":"STORE",  | ``                           | 400 | -               | /storeId
            PRODUCT      | "STORE"             | "00000000-0000-4000-8000-000000000000" | 404 | -     | -
            PRODUCT      | "BAD-BODY"          | ""                           | 400 | -               | /sku
            PRODUCT      | "BAD-BODY"          | "LONG"                       | 400 | -               | /sku
            PRODUCT      | "Mug"               | ["Mug"]                      | 400 | -               | /name
            PRODUCT      | "Mug"               | " "                          | 400 | -               | /name
            PRODUCT      | "Mug"               | "LONG"                       | 400 | -               | /name
            PRODUCT      | "Ceramics"          | null                         | 400 | -               | /category
            PRODUCT      | "1.00"              | "-1.00"                      | 400 | -               | /price
            PRODUCT      | "1.00"              | "1.005"                      | 400 | -               | /price
            PRODUCT      | "1.00"              | "1e99999"                    | 400 | -               | /price
            PRODUCT      | "EUR"               | "XYZ"                        | 400 | -               | /price
            PRODUCT      | "stock":1           | "stock":-1                   | 400 | -               | /stock
            PRODUCT      | "stock":1           | "stock":99999999999          | 400 | -               | /stock
            PRODUCT      | "stock":1           | "stock":"1"                  | 400 | -               | /stock
            PRODUCT      | "stock":1           | "stock":1,"lowStockThreshold":-1 | 400 | -           | /lowStockThreshold
            PRODUCT      | "stock":1           | "stock":1,"tags":[7]         | 400 | -               | /tags/0
            PRODUCT      | "Mug"               | "HUGE"                       | 413 | -               | -
            STORE        | ``                  | {"name"                      | 400 | malformed-json  | -
            STORE        | "Kiln"              | ""                           | 400 | -               | /name
            STORE        | "Kiln"              | "LONG"                       | 400 | -               | /name
            STORE        | "Kiln"              | {}                           | 400 | -               | /name
            STORE        | "EUR"               | "EURO"                       | 400 | -               | /currency
            STORE        | "EUR"               | 978                          | 400 | -               | /currency
            STORE        | "EUR"               | "EUR","owner":"me"           | 400 | unknown-field   | /owner
            STORE        | "Kiln"              | "HUGE"                       | 413 | -               | -
            STOCK        | ``                  | change 1                     | 400 | malformed-json  | -
            STOCK        | "PRODUCT"           | "nonsense"                   | 400 | -               | /productId
            STOCK        | "PRODUCT"           | "00000000-0000-4000-8000-000000000000" | 404 | -     | -
            STOCK        | "change":1          | "change":"1"                 | 400 | -               | /change
            STOCK        | "change":1          | "change":1.5                 | 400 | -               | /change
            STOCK        | "change":1          | "change":99999999999         | 400 | -               | /change
            STOCK        | "change":1          | "onHand":-1                  | 409 | stock-would-be-negative | -
            STOCK        | "change":1          | "onHand":1,"change":1        | 400 | -               | -
            STOCK        | "change":1,         | ``                           | 400 | -               | -
            STOCK        | "counted"           | null                         | 400 | -               | /reason
            STOCK        | "counted"           | "LONG"                       | 400 | -               | /reason
            STOCK        | "counted"           | "counted","by":"me"          | 400 | unknown-field   | /by
            STOCK        | "counted"           | "HUGE"                       | 413 | -               | -
            REGISTRATION | ``                  | "hello"                      | 400 | -               | -
            REGISTRATION | "bad-body@example.org" | "nobody"                  | 400 | -               | /email
            REGISTRATION | "bad-body@example.org" | 7                         | 400 | -               | /email
            REGISTRATION | "correct horse battery" | "short"                  | 400 | -               | /password
            REGISTRATION | "correct horse battery" | "LONG"                   | 400 | -               | /password
            REGISTRATION | "Pat"               | ""                           | 400 | -               | /name
            REGISTRATION | "Pat"               | "LONG"                       | 400 | -               | /name
            REGISTRATION | "Pat"               | "Pat","role":"ADMIN"         | 400 | unknown-field   | /role
            REGISTRATION | "Pat"               | "HUGE"                       | 413 | -               | -
            LOGIN        | ``                  | {                            | 400 | malformed-json  | -
            LOGIN        | "bad-body@example.org" | "nobody"                  | 400 | -               | /email
            LOGIN        | "correct horse battery" | ["a"]                    | 400 | -               | /password
            LOGIN        | "correct horse battery" | null                     | 400 | -               | /password
            LOGIN        | "correct horse battery" | "HUGE"                   | 413 | -               | -
            VERIFICATION | "nonsense"          | 7                            | 400 | -               | /token
            VERIFICATION | "nonsense"          | null                         | 400 | -               | /token
            VERIFICATION | "nonsense"          | "nonsense"                   | 400 | -               | -
            VERIFICATION | "nonsense"          | "nonsense","user":"me"       | 400 | unknown-field   | /user
            REFRESH      | ``                  | {"refreshToken":             | 400 | malformed-json  | -
            REFRESH      | "nonsense"          | {"a":1}                      | 400 | -               | /refreshToken
            REFRESH      | "nonsense"          | null                         | 400 | -               | /refreshToken
            """)
    void isRefused(Kind kind, String good, String bad, int status, String type, String pointer) {
        Answer answer = merchant.send(new Call(kind.method, kind.path, kind.body(good, bad), Map.of()));

        RefusalsTest.assertProblem(answer, status);
        if (type != null) {
            assertThat(answer.body().path("type").asString()).endsWith(type);
        }
        if (pointer != null) {
            assertThat(StreamSupport.stream(answer.body().path("errors").spliterator(), false)
                            .map(error -> error.path("pointer").asString("")))
                    .as(answer.body().toString())
                    .isNotEmpty()
                    .allMatch(pointed -> pointed.equals(pointer) || pointed.startsWith(pointer + "/"));
        }
    }

    private enum Kind {
        PRODUCT("POST", "/products", BadBodiesTest.PRODUCT),
        STORE("POST", "/stores", BadBodiesTest.STORE),
        STOCK("PUT", "/inventory/update", BadBodiesTest.STOCK),
        REGISTRATION("POST", "/auth/register", BadBodiesTest.REGISTRATION),
        LOGIN("POST", "/auth/login", BadBodiesTest.LOGIN),
        VERIFICATION("POST", "/auth/verify", "{\"token\":\"nonsense\"}"),
        REFRESH("POST", "/auth/refresh", "{\"refreshToken\":\"nonsense\"}");

        final String method;
        final String path;
        private final String template;

        Kind(String method, String path, String template) {
            this.method = method;
            this.path = path;
            this.template = template;
        }

        String body(String good, String bad) {
            assertThat(template).contains(good);
            String changed = good.isEmpty() ? bad : template.replace(good, bad);
            return changed.replace("STORE", store.storeId())
                    .replace("PRODUCT", product)
                    .replace("LONG", "x".repeat(100_000))
                    .replace("HUGE", "x".repeat(1_100_000));
        }
    }
}
