package io.saler.command.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.catalog.ProductId;
import io.saler.command.CommandSideTest;
import io.saler.command.order.PriceList;
import io.saler.command.order.PricedProduct;
import io.saler.store.StoreId;
import io.saler.value.Money;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ProductHttpTest extends CommandSideTest {

    @Autowired
    private PriceList prices;

    private String merchant;
    private String store;

    @BeforeEach
    void openStore() {
        merchant = somebodysToken();
        store = store(merchant);
    }

    private HttpResponse<String> create(String field, String value) {
        return post("/products", """
                {"storeId": "%s", "sku": "tea", %s "%s": %s}""".formatted(store, others(field), field, value), bearer(merchant));
    }

    /** All other required fields. */
    private static String others(String field) {
        var others = new StringBuilder();
        if (!field.equals("name")) {
            others.append("\"name\": \"Tea\",");
        }
        if (!field.equals("category")) {
            others.append("\"category\": \"drinks\",");
        }
        if (!field.equals("price")) {
            others.append("\"price\": {\"amount\": \"3.50\", \"currency\": \"EUR\"},");
        }
        return others.toString();
    }

    private HttpResponse<String> edit(String product, String json, String... ifMatch) {
        return send("PATCH", "/products/" + product, json, headers(ifMatch));
    }

    private HttpResponse<String> discontinue(String product, String... ifMatch) {
        return post("/products/" + product + "/discontinue", "", headers(ifMatch));
    }

    private String[] headers(String... ifMatch) {
        return ifMatch.length == 0
                ? bearer(merchant)
                : new String[] {"Authorization", "Bearer " + merchant, "If-Match", ifMatch[0]};
    }

    private Collection<PricedProduct> onSale(String product) {
        return prices.onSale(StoreId.of(store), List.of(ProductId.of(product))).values();
    }

    @Test
    void aNewProductIsOnSale() {
        var answer = create("stock", "5");
        String product = json(answer, 201).path("productId").asString();
        assertThat(answer.headers().firstValue("Location")).hasValue("/products/" + product);
        assertThat(onSale(product))
                .singleElement()
                .extracting(PricedProduct::name)
                .isEqualTo("Tea");
        problem(create("stock", "5"), 409, "sku-taken");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            stock             | -1                                        | /stock
            stock             | 1000000001                                | /stock
            lowStockThreshold | -1                                        | /lowStockThreshold
            price             | {"amount": "-1", "currency": "EUR"}       | /price
            name              | " "                                       | /name
            name              | "Te\\na"                                  | /name
            category          | ""                                        | /category
            category          | "dr\\u2028inks"                           | /category
            tags              | ["new", " "]                              | /tags/1
            tags              | ["new", "t\\u0007"]                       | /tags/1
            tags              | ["new", "t\\u200b"]                       | /tags/1
            name              | "Te\\u202ea"                              | /name
            name              | "Te\\u200da"                              | /name
            category          | "drinks\\ufeff"                           | /category
            description       | "\\u202dGreen"                            | /description
            attributes        | {"": "red"}                               | /attributes
            attributes        | {"colo\\rur": "red"}                      | /attributes
            """)
    void theFieldOfABadValueIsNamed(String field, String value, String pointer) {
        blames(create(field, value), pointer);
    }

    @Test
    void whatIsTooLongOrTooManyIsNamed() {
        blames(create("name", "\"" + "x".repeat(201) + "\""), "/name");
        blames(create("description", "\"" + "x".repeat(10_001) + "\""), "/description");
        String tags = "\"a\",".repeat(20) + "\"b\"";
        blames(create("tags", "[" + tags + "]"), "/tags");
    }

    @Test
    void aDescriptionMayHaveLines() {
        json(create("description", "\"Green.\\nFrom Japan.\""), 201);
    }

    @Test
    void anEditIsAnsweredWithTheProductAndItsVersion() {
        String product = product(store, merchant);
        var answer =
                edit(product, "{\"name\": \"Tea bags\", \"price\": {\"amount\": \"4.25\", \"currency\": \"EUR\"}}");
        JsonNode edited = json(answer, 200);
        assertThat(edited.path("name").asString()).isEqualTo("Tea bags");
        assertThat(edited.path("category").asString()).isEqualTo("drinks");
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"2\"");
        assertThat(onSale(product)).singleElement().satisfies(priced -> {
            assertThat(priced.name()).isEqualTo("Tea bags");
            assertThat(priced.price()).isEqualTo(Money.of("4.25", "EUR"));
        });
    }

    @Test
    void anEditCanBuildOnTheVersionThatWasAnswered() {
        String product = product(store, merchant);
        String tag = edit(product, "{\"name\": \"First\"}", "\"0.7\"")
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        json(edit(product, "{\"name\": \"Second\"}", tag), 200);
        problem(edit(product, "{\"name\": \"Third\"}", tag), 412, "version-outdated");
        problem(edit(product, "{\"name\": \"Third\"}", "unheard-of"), 412, "version-outdated");
        json(edit(product, "{\"name\": \"Third\"}", "*"), 200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"price": {"amount": "-1", "currency": "EUR"}}  | /price
            {"name": ""}                                    | /name
            {"name": "Te\\na"}                              | /name
            {"tags": ["new", ""]}                           | /tags/1
            """)
    void theFieldOfABadEditIsNamed(String changes, String pointer) {
        blames(edit(product(store, merchant), changes), pointer);
    }

    @Test
    void discontinuingCanBuildOnAVersion() {
        String product = product(store, merchant);
        problem(discontinue(product, "\"1\""), 412, "version-outdated");
        assertThat(onSale(product)).isNotEmpty();
        assertThat(discontinue(product, "\"0\"").statusCode()).isEqualTo(204);
        assertThat(onSale(product)).isEmpty();
        assertThat(discontinue(product).statusCode()).isEqualTo(204);
        problem(edit(product, "{\"name\": \"Tea bags\"}"), 409, "product-discontinued");
    }

    @Test
    void whatBelongsToOthersDoesNotExist() {
        String product = product(store, merchant);
        merchant = somebodysToken();
        problem(create("stock", "5"), 404, "store-unknown");
        problem(edit(product, "{\"name\": \"Mine\"}"), 404, "product-unknown");
        problem(discontinue(product), 404, "product-unknown");
        assertThat(onSale(product))
                .singleElement()
                .extracting(PricedProduct::name)
                .isEqualTo("Tea");
    }

    @Test
    void strangersChangeNothing() {
        String product = product(store, merchant);
        problem(post("/products", "{}"), 401, "unauthenticated");
        problem(send("PATCH", "/products/" + product, "{}"), 401, "unauthenticated");
        problem(post("/products/" + product + "/discontinue", ""), 401, "unauthenticated");
    }
}
