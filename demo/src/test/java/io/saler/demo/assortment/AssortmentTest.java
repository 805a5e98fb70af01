package io.saler.demo.assortment;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.demo.assortment.ShopifyProduct.Variant;
import io.saler.demo.client.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssortmentTest {

    private static ShopifyProduct product(String title, String status, Variant... variants) {
        return new ShopifyProduct(
                "a-handle",
                title,
                "<p>Good.</p>",
                "Vendor",
                "Home > Mugs",
                "",
                List.of(),
                true,
                status,
                List.of(variants));
    }

    private static Variant variant(String sku, Map<String, String> options, int inventory) {
        return new Variant(sku, options, new BigDecimal("9.5"), inventory);
    }

    @Test
    void eachVariantIsAnArticleNamedAfterItsOptions() {
        var articles = Assortment.of(
                List.of(product(
                        "Mug", "active", variant("M-1", Map.of("Colour", "Oat"), 4), variant("M-2", Map.of(), 2))),
                "EUR");

        assertThat(articles).extracting(Article::name).containsExactly("Mug – Oat", "Mug");
        assertThat(articles.getFirst())
                .isEqualTo(new Article(
                        "M-1",
                        "Mug – Oat",
                        "Good.",
                        "Mugs",
                        List.of(),
                        Map.of("vendor", "Vendor", "Colour", "Oat"),
                        Money.of("9.50", "EUR"),
                        4));
    }

    @Test
    void skusAreUniqueAndMadeOfAllowedCharacters() {
        var articles = Assortment.of(
                List.of(product(
                        "Mug",
                        "",
                        variant("red mug/1", Map.of(), 1),
                        variant("red mug/1", Map.of(), 1),
                        variant("", Map.of(), 1))),
                "EUR");

        assertThat(articles).extracting(Article::sku).containsExactly("red-mug-1", "red-mug-1-2", "A-HANDLE");
    }

    @Test
    void draftsAndArchivedProductsAreNotSoldAndNegativeInventoryIsNone() {
        var articles = Assortment.of(
                List.of(
                        product("Soon", "draft", variant("S", Map.of(), 1)),
                        product("Gone", "archived", variant("G", Map.of(), 1)),
                        product("Here", "active", variant("H", Map.of(), -3))),
                "EUR");

        assertThat(articles).singleElement().satisfies(here -> {
            assertThat(here.sku()).isEqualTo("H");
            assertThat(here.stock()).isZero();
        });
    }

    @Test
    void textsAreCutToWhatSalerAllowsWithoutTearingACharacter() {
        String title = "x".repeat(199) + "😀 and more";

        var articles = Assortment.of(List.of(product(title, "active", variant("T", Map.of(), 1))), "EUR");

        assertThat(articles.getFirst().name()).isEqualTo("x".repeat(199));
    }

    @Test
    void theBuiltInFileIsALargeCatalogueThatKeepsTheRules() throws IOException {
        List<ShopifyProduct> products = ProductFile.builtIn().products();
        List<Article> articles = Assortment.of(products, "EUR");

        assertThat(products).hasSizeGreaterThanOrEqualTo(300);
        assertThat(products.stream().filter(product -> product.title().matches(".*\\p{IsArabic}.*")))
                .hasSizeGreaterThanOrEqualTo(40)
                .allSatisfy(product -> assertThat(product.html()).containsPattern("\\p{IsArabic}{3}"));
        assertThat(articles).hasSizeGreaterThanOrEqualTo(440).allSatisfy(article -> {
            assertThat(article.sku()).matches("[A-Za-z0-9._-]{1,64}");
            assertThat(article.name()).hasSizeBetween(1, 200);
            assertThat(article.description()).hasSizeBetween(40, 10_000).doesNotContain("<", "&amp;", "&nbsp;");
            assertThat(article.category()).hasSizeBetween(1, 100);
            assertThat(article.tags())
                    .hasSizeBetween(1, 20)
                    .allSatisfy(tag -> assertThat(tag).hasSizeBetween(1, 50));
            assertThat(article.price().amount()).isPositive().hasScaleOf(2);
        });
        assertThat(articles).extracting(Article::sku).doesNotHaveDuplicates();
        assertThat(IntStream.range(0, articles.size())
                        .filter(i -> articles.get(i).stock() <= 5))
                .as("scarce articles for buyers to race for")
                .hasSizeGreaterThanOrEqualTo(3);
    }
}
