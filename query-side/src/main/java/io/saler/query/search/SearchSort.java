package io.saler.query.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import io.saler.query.CursorKey;
import io.saler.query.QueryParameter;
import io.saler.query.catalog.Listing;
import java.util.List;
import java.util.UUID;

/** In which order found products are shown; products in the same place are in the order of their ids. */
enum SearchSort {
    RELEVANCE("relevance", "_score", SortOrder.Desc),
    NAME("name", "sortName", SortOrder.Asc),
    NAME_DESCENDING("-name", "sortName", SortOrder.Desc),
    PRICE("price", "price", SortOrder.Asc),
    PRICE_DESCENDING("-price", "price", SortOrder.Desc),
    CREATED("created", "createdAt", SortOrder.Asc),
    CREATED_DESCENDING("-created", "createdAt", SortOrder.Desc);

    private static final int LONGEST_KEY = Listing.LONGEST_SORT_NAME;

    private final String text;
    private final String field;
    private final SortOrder order;

    SearchSort(String text, String field, SortOrder order) {
        this.text = text;
        this.field = field;
        this.order = order;
    }

    /** Reads what a client wrote. */
    static SearchSort of(String text) {
        return QueryParameter.oneOf("sort", text, values(), sort -> sort.text);
    }

    /** The place of a product in a list of this order; a key that makes no sense in it is refused. */
    record Place(SearchSort sort, String key, UUID productId) {

        Place {
            CursorKey.present(sort);
            CursorKey.present(productId);
            if (CursorKey.text(key).length() > LONGEST_KEY) {
                throw new IllegalArgumentException("Too long");
            }
            sort.value(key);
        }

        List<FieldValue> values() {
            return List.of(sort.value(key), FieldValue.of(productId.toString()));
        }
    }

    List<SortOptions> options() {
        return List.of(
                SortOptions.of(sort -> this == RELEVANCE
                        ? sort.score(score -> score.order(order))
                        : sort.field(by -> by.field(field).order(order))),
                SortOptions.of(sort -> sort.field(by -> by.field("productId").order(SortOrder.Asc))));
    }

    /** The place of a product that was found, from its sort values. */
    Place place(List<FieldValue> values) {
        return new Place(
                this,
                values.getFirst()._toJsonString(),
                UUID.fromString(values.getLast().stringValue()));
    }

    private FieldValue value(String key) {
        return switch (this) {
            case NAME, NAME_DESCENDING -> FieldValue.of(key);
            case CREATED, CREATED_DESCENDING -> FieldValue.of(Long.parseLong(key));
            case RELEVANCE, PRICE, PRICE_DESCENDING -> FieldValue.of(finite(key));
        };
    }

    private static double finite(String key) {
        double number = Double.parseDouble(key);
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("Not a number");
        }
        return number;
    }
}
