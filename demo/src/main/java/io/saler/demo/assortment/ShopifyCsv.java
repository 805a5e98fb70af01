package io.saler.demo.assortment;

import io.saler.demo.assortment.ShopifyProduct.Variant;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads Shopify's product CSV. Rows with the same handle are one product: the first describes it, each row with a price
 * is a variant, and rows that only carry another image are passed over.
 */
public final class ShopifyCsv {

    private static final List<String> REQUIRED = List.of("Handle", "Title", "Variant Price");
    private static final String ONLY_FORM = "Default Title";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private ShopifyCsv() {}

    /** Reads all products in the order of the file, or throws {@link MalformedProductFile}. */
    public static List<ShopifyProduct> read(Reader file) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (CSVParser rows = CSVParser.builder()
                .setReader(withoutByteOrderMark(file))
                .setFormat(format)
                .get()) {
            for (String column : REQUIRED) {
                if (!rows.getHeaderMap().containsKey(column)) {
                    throw new MalformedProductFile("The column \"" + column + "\" is missing; is it a Shopify export?");
                }
            }
            return products(rows);
        } catch (UncheckedIOException | IOException | IllegalArgumentException unreadable) {
            throw new MalformedProductFile("It is no readable CSV: " + unreadable.getMessage(), unreadable);
        }
    }

    private static List<ShopifyProduct> products(CSVParser rows) {
        var byHandle = new LinkedHashMap<String, List<Row>>();
        for (CSVRecord fields : rows) {
            var row = new Row(fields, rows.getCurrentLineNumber());
            if (row.text("Handle").isEmpty()) {
                throw row.malformed("a product needs a handle");
            }
            byHandle.computeIfAbsent(row.text("Handle"), handle -> new ArrayList<>())
                    .add(row);
        }
        return byHandle.values().stream().map(ShopifyCsv::product).toList();
    }

    private static ShopifyProduct product(List<Row> rows) {
        Row first = rows.getFirst();
        if (first.text("Title").isEmpty()) {
            throw first.malformed("the first row of a product needs a title");
        }
        return new ShopifyProduct(
                first.text("Handle"),
                first.text("Title"),
                first.text("Body (HTML)"),
                first.text("Vendor"),
                first.text("Product Category"),
                first.text("Type"),
                Arrays.stream(first.text("Tags").split(","))
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .distinct()
                        .toList(),
                !first.text("Published").equalsIgnoreCase("false"),
                first.text("Status"),
                rows.stream()
                        .filter(row -> !row.text("Variant Price").isEmpty())
                        .map(row -> variant(first, row))
                        .toList());
    }

    private static Variant variant(Row first, Row row) {
        var options = new LinkedHashMap<String, String>();
        for (int option = 1; option <= 3; option++) {
            String value = row.text("Option" + option + " Value");
            if (!value.isEmpty() && !value.equals(ONLY_FORM)) {
                options.put(first.text("Option" + option + " Name"), value);
            }
        }
        return new Variant(row.text("Variant SKU"), Collections.unmodifiableMap(options), row.price(), row.inventory());
    }

    private static Reader withoutByteOrderMark(Reader file) throws IOException {
        var buffered = new BufferedReader(file);
        buffered.mark(1);
        if (buffered.read() != BYTE_ORDER_MARK) {
            buffered.reset();
        }
        return buffered;
    }

    private record Row(CSVRecord fields, long lastLine) {

        String text(String column) {
            return fields.isSet(column) ? fields.get(column).strip() : "";
        }

        BigDecimal price() {
            try {
                return new BigDecimal(text("Variant Price"));
            } catch (NumberFormatException notDecimal) {
                throw malformed("\"" + text("Variant Price") + "\" is no price");
            }
        }

        int inventory() {
            String units = text("Variant Inventory Qty");
            try {
                return units.isEmpty() ? 0 : Integer.parseInt(units);
            } catch (NumberFormatException notWhole) {
                throw malformed("\"" + units + "\" is no number of units");
            }
        }

        MalformedProductFile malformed(String what) {
            return new MalformedProductFile("Row %d (it ends on line %d, handle \"%s\"): %s"
                    .formatted(fields.getRecordNumber(), lastLine, text("Handle"), what));
        }
    }
}
