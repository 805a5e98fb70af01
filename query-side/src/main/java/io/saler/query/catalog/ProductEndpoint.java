package io.saler.query.catalog;

import io.saler.catalog.CatalogFailure;
import io.saler.catalog.ProductId;
import io.saler.gateway.openapi.Revalidated;
import io.saler.gateway.page.Cursor;
import io.saler.gateway.page.Limit;
import io.saler.gateway.page.Page;
import io.saler.gateway.problem.InvalidParameter;
import io.saler.query.EntityTag;
import io.saler.query.Freshness;
import io.saler.query.QueryParameter;
import io.saler.query.catalog.cache.ProductCache;
import io.saler.store.StoreId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reading products: one, from the cache if it can, or those on sale. */
@RestController
class ProductEndpoint {

    private static final String CACHE = "X-Cache";
    private static final int LONGEST_CATEGORY = 100;
    private static final int LONGEST_TAG = 50;

    private final ProductList products;
    private final ProductCache cache;
    private final Freshness freshness;

    ProductEndpoint(ProductList products, ProductCache cache, Freshness freshness) {
        this.products = products;
        this.cache = cache;
        this.freshness = freshness;
    }

    @GetMapping("/products/{productId}")
    @Revalidated
    ResponseEntity<ProductJson> product(@PathVariable ProductId productId) {
        Optional<ProductPage> cached = cache.find(productId);
        if (cached.isPresent()) {
            return answer(cached.get(), "hit");
        }
        ProductPage page =
                freshness.await(() -> products.find(productId)).orElseThrow(CatalogFailure.ProductUnknown::new);
        cache.fill(page);
        return answer(page, "miss");
    }

    @GetMapping("/products")
    Page<ProductJson> products(
            @RequestParam(required = false) @Nullable StoreId storeId,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String tag,
            @RequestParam(required = false) @Nullable String minPrice,
            @RequestParam(required = false) @Nullable String maxPrice,
            @RequestParam(required = false) @Nullable Boolean inStock,
            @RequestParam(defaultValue = "-created") String sort,
            Limit limit,
            @RequestParam(required = false) @Nullable String after) {
        var filter = new ProductFilter(
                storeId,
                QueryParameter.text("category", category, LONGEST_CATEGORY),
                QueryParameter.text("tag", tag, LONGEST_TAG),
                QueryParameter.price("minPrice", minPrice),
                QueryParameter.price("maxPrice", maxPrice),
                inStock);
        ProductSort order = ProductSort.of(sort);
        return Page.of(
                        products.list(filter, order, place(after, order), limit.andOneMore()),
                        limit,
                        ProductList.Item::place)
                .map(item -> new ProductJson(item.json()));
    }

    private static ProductList.@Nullable Place place(@Nullable String after, ProductSort order) {
        ProductList.Place place = Cursor.read(after, ProductList.Place.class).orElse(null);
        if (place != null && place.sort() != order) {
            throw new InvalidParameter(Cursor.PARAMETER, "This cursor belongs to another sort order.");
        }
        return place;
    }

    private static ResponseEntity<ProductJson> answer(ProductPage page, String cache) {
        long otherChanges = page.revision() - page.version() - 1;
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .eTag(EntityTag.of(page.version(), otherChanges))
                .header(CACHE, cache)
                .body(new ProductJson(page.json()));
    }
}
