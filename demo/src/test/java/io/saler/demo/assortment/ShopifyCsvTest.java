package io.saler.demo.assortment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShopifyCsvTest {

    private static final String HEADER = "Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,"
            + "Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Inventory Qty,Variant Price,"
            + "Image Src,Status\n";

    private static List<ShopifyProduct> read(String rows) {
        return ShopifyCsv.read(new StringReader(HEADER + rows));
    }

    @Test
    void aProductHasOneVariantForEachRowWithAPriceAndNoneForARowWithOnlyAnImage() {
        var products = read("""
                shirt,Linen Shirt,<p>Cool.</p>,Costa Verde,Apparel > Shirts,Shirts,"linen, summer",true,Size,M,Colour,Sand,SH-M,7,64.00,https://images.example.com/1.jpg,active
                shirt,,,,,,,,,L,,Sand,SH-L,3,66.00,https://images.example.com/2.jpg,
                shirt,,,,,,,,,,,,,,,https://images.example.com/3.jpg,
                """);

        assertThat(products).singleElement().satisfies(shirt -> {
            assertThat(shirt.title()).isEqualTo("Linen Shirt");
            assertThat(shirt.tags()).containsExactly("linen", "summer");
            assertThat(shirt.variants())
                    .extracting(ShopifyProduct.Variant::sku, ShopifyProduct.Variant::inventory)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("SH-M", 7),
                            org.assertj.core.groups.Tuple.tuple("SH-L", 3));
            assertThat(shirt.variants().getLast().options()).isEqualTo(Map.of("Size", "L", "Colour", "Sand"));
            assertThat(shirt.variants().getLast().price()).isEqualByComparingTo("66.00");
        });
    }

    @Test
    void theDefaultTitleIsNoOption() {
        var products = read("mug,Mug,,,,Mugs,,true,Title,Default Title,,,MUG,5,19.00,,active\n");

        assertThat(products.getFirst().variants().getFirst().options()).isEmpty();
    }

    @Test
    void quotedFieldsKeepLineBreaksCommasAndQuotes() {
        var products = read("""
                tee,"Graphic Tee ""Low Tide"", grey","<p>Screen-printed,
                by hand.</p>
                <p>""No two are the same""</p>",Saltpan,,T-Shirts,,true,Title,Default Title,,,TEE,5,32.00,,active
                """);

        assertThat(products.getFirst().title()).isEqualTo("Graphic Tee \"Low Tide\", grey");
        assertThat(products.getFirst().html())
                .isEqualTo("<p>Screen-printed,\nby hand.</p>\n<p>\"No two are the same\"</p>");
    }

    @Test
    void arabicNamesAndOptionsArriveAsTheyAre() {
        var products = read("zaatar,زعتر نابلسي,<p dir=\"rtl\">زعتر بري.</p>".replace("\"", "")
                + ",عطّارة,,بهارات,\"خلطات, فلسطين\",true,الوزن,100 غرام,,,ARS-02,9,11.00,,active\n");

        assertThat(products.getFirst().title()).isEqualTo("زعتر نابلسي");
        assertThat(products.getFirst().tags()).containsExactly("خلطات", "فلسطين");
        assertThat(products.getFirst().variants().getFirst().options()).isEqualTo(Map.of("الوزن", "100 غرام"));
    }

    @Test
    void aByteOrderMarkBeforeTheHeaderIsNoPartOfIt() {
        var products = ShopifyCsv.read(
                new StringReader("\uFEFF" + HEADER + "mug,Mug,,,,Mugs,,true,,,,,MUG,5,19.00,,active\n"));

        assertThat(products).extracting(ShopifyProduct::handle).containsExactly("mug");
    }

    @Test
    void whatIsWrongIsSaidWithTheRowAndItsHandle() {
        assertThatThrownBy(() -> read("mug,Mug,,,,Mugs,,true,,,,,MUG,5,cheap,,active\n"))
                .isInstanceOf(MalformedProductFile.class)
                .hasMessageContaining("Row 1")
                .hasMessageContaining("mug")
                .hasMessageContaining("\"cheap\" is no price");
        assertThatThrownBy(() -> read("mug,Mug,,,,Mugs,,true,,,,,MUG,many,9.00,,active\n"))
                .hasMessageContaining("\"many\" is no number of units");
        assertThatThrownBy(() -> read(",Mug,,,,Mugs,,true,,,,,MUG,1,9.00,,active\n"))
                .hasMessageContaining("needs a handle");
        assertThatThrownBy(() -> ShopifyCsv.read(new StringReader("a,b\n1,2\n")))
                .hasMessageContaining("\"Handle\" is missing");
        assertThatThrownBy(() -> read("mug,\"Mug,,,\n"))
                .isInstanceOf(MalformedProductFile.class)
                .hasMessageContaining("no readable CSV");
    }
}
