package io.saler.demo.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order as a customer sends it; {@code expectedTotal}, when given, is what the customer was shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewOrder(
        String storeId,
        List<Item> lines,
        String paymentMethod,
        @Nullable Money expectedTotal) {

    /** So many units of one product. */
    public record Item(String productId, int quantity) {}
}
