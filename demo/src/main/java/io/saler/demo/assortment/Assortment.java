package io.saler.demo.assortment;

import io.saler.demo.assortment.ShopifyProduct.Variant;
import io.saler.demo.client.Money;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Turns products into articles, one for each variant on sale. Texts are cut to the lengths that Saler allows, SKUs are
 * made of the characters that it allows and unique, prices have two decimals.
 */
public final class Assortment {

    private static final int NAME = 200;
    private static final int DESCRIPTION = 10_000;
    private static final int CATEGORY = 100;
    private static final int TAG = 50;
    private static final int TAGS = 20;
    private static final int SKU = 64;

    private final String currency;
    private final Set<String> skus = new HashSet<>();
    private final List<Article> articles = new ArrayList<>();

    private Assortment(String currency) {
        this.currency = currency;
    }

    public static List<Article> of(List<ShopifyProduct> products, String currency) {
        var assortment = new Assortment(currency);
        products.stream().filter(ShopifyProduct::isOnSale).forEach(assortment::add);
        return List.copyOf(assortment.articles);
    }

    private void add(ShopifyProduct product) {
        String description = cut(PlainText.of(product.html()), DESCRIPTION);
        for (Variant variant : product.variants()) {
            articles.add(new Article(
                    sku(product, variant),
                    cut(name(product, variant), NAME),
                    description,
                    cut(category(product), CATEGORY),
                    product.tags().stream()
                            .map(tag -> cut(tag, TAG))
                            .distinct()
                            .limit(TAGS)
                            .toList(),
                    attributes(product, variant),
                    new Money(variant.price().setScale(2, RoundingMode.HALF_UP), currency),
                    Math.max(0, variant.inventory())));
        }
    }

    private static String name(ShopifyProduct product, Variant variant) {
        return variant.options().isEmpty()
                ? product.title()
                : product.title() + " – " + String.join(", ", variant.options().values());
    }

    private static String category(ShopifyProduct product) {
        if (!product.type().isEmpty()) {
            return product.type();
        }
        String[] path = product.productCategory().split(">", -1);
        String last = path[path.length - 1].strip();
        return last.isEmpty() ? "Other" : last;
    }

    private static Map<String, String> attributes(ShopifyProduct product, Variant variant) {
        var attributes = new LinkedHashMap<String, String>();
        if (!product.vendor().isEmpty()) {
            attributes.put("vendor", cut(product.vendor(), 1_000));
        }
        variant.options()
                .forEach((option, value) ->
                        attributes.put(option.isEmpty() ? "variant" : cut(option, 100), cut(value, 1_000)));
        return attributes;
    }

    private String sku(ShopifyProduct product, Variant variant) {
        String wanted = variant.sku().isEmpty() ? product.handle().toUpperCase(Locale.ROOT) : variant.sku();
        String allowed = cut(wanted.replaceAll("[^A-Za-z0-9._-]+", "-"), SKU);
        String sku = allowed;
        for (int next = 2; !skus.add(sku); next++) {
            sku = cut(allowed, SKU - 6) + "-" + next;
        }
        return sku;
    }

    /** Cuts without tearing a character apart. */
    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end).strip();
    }
}
