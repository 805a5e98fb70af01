package io.saler.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.saler.acceptance.People.SignedUp;
import io.saler.acceptance.People.Store;
import io.saler.demo.client.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A store's numbers on the dashboard, in a browser, on a running system. */
class ReportsPageTest {

    private static final double PATIENCE_MILLIS = 30_000;

    private static SalerProcess saler;
    private static Chromium chromium;
    private static Store store;

    @BeforeAll
    static void sellSomething() {
        saler = SharedSaler.get();
        store = People.openStore(saler.client());
        SignedUp buyer = People.signUp(saler.client());
        String order =
                People.place(buyer, People.order(store.storeId(), store.product("REPORT-MUG", 5), 2, "pm_approve"));
        People.awaitStatus(buyer, order, "CONFIRMED");
        awaitSale();
        chromium = new Chromium(saler.url());
    }

    /** The ledger, which reports are made from, has a pace of its own. */
    private static void awaitSale() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String report = "/reports/sales?storeId=%s&from=%s&to=%s"
                .formatted(store.storeId(), today.minusDays(1), today.plusDays(1));
        await("sale in " + report)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> store.merchant()
                                .client()
                                .send(Call.get(report))
                                .body()
                                .at("/totals/orders")
                                .asLong(0)
                        == 1);
    }

    @AfterEach
    void nothingWentWrong() {
        chromium.assertNothingWentWrong();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @Test
    void figuresAreDrawnComparedAndSaved() throws IOException {
        Page page = chromium.page();
        Dashboard dashboard = Dashboard.at("/reports?store=" + store.storeId(), page, saler);
        assertThat(dashboard.heading()).hasText("Reports");
        page.locator("select[name=granularity]").selectOption("month");
        page.getByLabel("Compare with").selectOption("previous");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show"))
                .click();

        assertThat(page.locator("#chart canvas"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(page.locator("#figures tfoot tr")).hasCount(2);
        assertThat(page.locator("#figures tfoot tr").first().locator("td").nth(1))
                .hasText("1");
        Download saved = page.waitForDownload(() -> page.locator("#export").click());
        assertThat(saved.suggestedFilename()).startsWith("sales-").endsWith(".csv");
        assertThat(Files.readString(saved.path())).startsWith("name,placed,orders,units,revenue");
    }

    @Test
    void inArabicAndInTheDarkTheyAreDrawnAsWell() {
        Page page = chromium.page();
        Dashboard.at("/reports?store=" + store.storeId(), page, saler);
        page.getByTitle("Dark").click();
        page.locator("button[name=language]").click();

        assertThat(page.locator("html")).hasAttribute("dir", "rtl");
        assertThat(page.locator("#chart canvas"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
    }
}
