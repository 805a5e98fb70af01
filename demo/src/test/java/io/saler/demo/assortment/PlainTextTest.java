package io.saler.demo.assortment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void paragraphsBecomeLinesAndListItemsGetABullet() {
        assertThat(PlainText.of("""
                <p>A mug for
                cold days.</p>
                <ul>
                <li>300 ml</li>
                <li><strong>Stoneware</strong></li>
                </ul>""")).isEqualTo("A mug for cold days.\n• 300 ml\n• Stoneware");
    }

    @Test
    void namedAndNumberedCharactersAreDecodedOnceAndNeverBecomeTags() {
        assertThat(PlainText.of("Wash at 30&nbsp;&deg;C &ndash; Salve &amp; Co. &#233;&#x6D;"))
                .isEqualTo("Wash at 30\u00a0°C – Salve & Co. ém");
        assertThat(PlainText.of("&amp;lt;b&amp;gt; &lt;script&gt;")).isEqualTo("&lt;b&gt; <script>");
        assertThat(PlainText.of("R&unheard; &#xFFFFFF;!")).isEqualTo("R&unheard; !");
    }

    @Test
    void scriptsStylesAndCommentsAreLeftOut() {
        assertThat(PlainText.of("<style>p {}</style>Tea<script>alert('no')</script><!-- hidden --> time"))
                .isEqualTo("Tea time");
    }

    @Test
    void aLoneComparisonSignIsText() {
        assertThat(PlainText.of("<p>for 1 < 2 & 3 cups</p>")).isEqualTo("for 1 < 2 & 3 cups");
    }

    @Test
    void arabicStaysAsItIs() {
        assertThat(PlainText.of("<p dir=\"rtl\">قهوة بالهيل،<br>ساخنة.</p>")).isEqualTo("قهوة بالهيل،\nساخنة.");
    }
}
