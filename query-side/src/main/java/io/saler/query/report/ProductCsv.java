package io.saler.query.report;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** Sends products as CSV while they are read. What fails before the first of them can still be answered otherwise. */
final class ProductCsv {

    static final MediaType TYPE = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private static final Object[] HEADER = {
        "productId", "sku", "name", "category", "orders", "units", "revenue", "returned", "currency"
    };

    private final HttpServletResponse response;
    private final Map<String, String> headers;
    private @Nullable CsvText csv;

    /** @param headers of the answer, unless it becomes another */
    ProductCsv(HttpServletResponse response, Map<String, String> headers) {
        this.response = response;
        this.headers = headers;
    }

    /** @param read hands over all products */
    void write(Consumer<Consumer<ProductFigures>> read) {
        read.accept(this::row);
        begun();
    }

    private void row(ProductFigures product) {
        begun().row(
                        product.productId(),
                        product.sku(),
                        product.name(),
                        product.category(),
                        product.orders(),
                        product.units(),
                        Layout.amount(product.revenue()),
                        product.returned(),
                        product.revenue().currency());
    }

    private CsvText begun() {
        if (csv == null) {
            headers.forEach(response::setHeader);
            response.setContentType(TYPE.toString());
            csv = new CsvText(writer());
            csv.row(HEADER);
        }
        return csv;
    }

    private Appendable writer() {
        try {
            return response.getWriter();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
