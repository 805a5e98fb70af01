package io.saler.demo.assortment;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** A product as a Shopify export describes it, with its variants in the order of the file. Absent fields are empty. */
public record ShopifyProduct(
        String handle,
        String title,
        String html,
        String vendor,
        String productCategory,
        String type,
        List<String> tags,
        boolean published,
        String status,
        List<Variant> variants) {

    public ShopifyProduct {
        tags = List.copyOf(tags);
        variants = List.copyOf(variants);
    }

    /**
     * One form in which the product is sold.
     *
     * @param options the value of each option, for example Size → M; empty when the product comes in one form only
     * @param inventory units in stock; negative when Shopify sold more than there were
     */
    public record Variant(String sku, Map<String, String> options, BigDecimal price, int inventory) {}

    /** Whether customers may see it: neither a draft nor archived nor hidden. */
    public boolean isOnSale() {
        return published && (status.isEmpty() || status.equalsIgnoreCase("active"));
    }
}
