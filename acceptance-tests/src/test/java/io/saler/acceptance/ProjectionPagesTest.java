package io.saler.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import io.saler.acceptance.People.SignedUp;
import io.saler.acceptance.People.Store;
import io.saler.demo.client.Call;
import io.saler.demo.client.SalerClient;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/** The dashboard's pages of what keeps up with the events, in a browser, on a running system. */
@ResourceLock(SharedSaler.PROJECTIONS)
class ProjectionPagesTest {

    private static final double SLOW_MILLIS = 90_000;

    /** As a node has it that compares; no other does so meanwhile, so a rebuild comes that far and no further. */
    private static final String COMPARISON =
            "select pg_advisory_lock(hashtext('query.generation.comparison'), hashtext('analytics'))";

    private static SalerProcess saler;
    private static Chromium chromium;
    private static SalerClient administrator;
    private static Store store;
    private static SignedUp buyer;

    @BeforeAll
    static void openTheShop() {
        saler = SharedSaler.get();
        administrator = saler.administrator();
        store = People.openStore(saler.client());
        buyer = People.signUp(saler.client());
        chromium = new Chromium(saler.url());
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
    void aRebuildThatIsPausedStandsStillUntilItGoesOnAndIsRead() throws SQLException {
        Dashboard dashboard = atWhatIsRead();
        Page page = dashboard.page();
        String read = dashboard.heading().textContent();
        String built;
        List<String> positions;
        try (Connection comparison = SalerDatabase.ofQuerySide(saler).hold(COMPARISON)) {
            rebuild(dashboard);
            awaitRebuild(page, "Comparing");
            built = generations(page).first().textContent();

            decide(dashboard, "Pause the rebuild");

            dashboard.awaitStatus("Paused");
            assertThat(dashboard.heading()).hasText(built);
            awaitRebuild(page, "Paused");
            assertThat(segments(page, 4)).hasText(new String[] {"–", "–"}, patiently());
            positions = segments(page, 3).allTextContents();
        }
        long position = position(read);
        People.awaitStatus(buyer, place("PAUSED-MUG"), "CONFIRMED");
        await().atMost(Duration.ofSeconds(60)).until(() -> position(read) > position);
        dashboard.go("/projections/" + built);
        awaitRebuild(page, "Paused");
        assertThat(segments(page, 3)).hasText(positions.toArray(String[]::new));

        decide(dashboard, "Go on with the rebuild");

        awaitRebuild(page, "Completed");
        assertThat(page.locator("div:has(> dt:text-is('Differences found')) dd"))
                .hasText("0");
        Locator comparison = page.locator("table", new Page.LocatorOptions().setHasText("Compared up to event"));
        assertThat(comparison.locator("tbody tr").first()).isVisible();
        assertThat(comparison.locator("tbody tr.different")).hasCount(0);
        assertThat(whatIsRead(page)).hasText(built);
    }

    @Test
    void whatWasReadBeforeIsReadAgain() {
        Dashboard dashboard = atWhatIsRead();
        Page page = dashboard.page();
        String before = dashboard.heading().textContent();
        rebuild(dashboard);
        awaitRebuild(page, "Completed");
        assertThat(whatIsRead(page)).not().hasText(before, patiently());

        page.locator("#rollback-reason").fill("The figures looked better");
        dashboard.button("Go back to " + before).click();

        assertThat(page.locator(".notice.good")).isVisible();
        assertThat(whatIsRead(page)).hasText(before, patiently());
    }

    @Test
    void aRebuildThatNobodyWantsAnyMoreLeavesNothingBehind() throws SQLException {
        Dashboard dashboard = atWhatIsRead();
        Page page = dashboard.page();
        String read = dashboard.heading().textContent();
        try (Connection comparison = SalerDatabase.ofQuerySide(saler).hold(COMPARISON)) {
            rebuild(dashboard);
            awaitRebuild(page, "Comparing");

            decide(dashboard, "End the rebuild");

            awaitRebuild(page, "Ended before its time");
            assertThat(dashboard.button("Pause the rebuild")).hasCount(0);
            assertThat(whatIsRead(page)).hasText(read);
        }
        assertThat(generations(page)).hasText(new String[] {read}, patiently());
    }

    @Test
    void aMerchantNeitherSeesNorUsesIt() {
        String path = "/admin/dashboard/projections/" + atWhatIsRead().heading().textContent();
        JsonNode before = lastRebuild();
        Page page = chromium.page();
        page.navigate(path);
        Dashboard dashboard = new Dashboard(page);
        dashboard.signIn(store.merchant().email(), People.PASSWORD);
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("for administrators only");
        assertThat(dashboard.button("Rebuild")).hasCount(0);

        page.context()
                .addCookies(List.of(new Cookie("saler-access", store.merchant().accessToken())
                        .setUrl(saler.url().toString())));
        page.navigate(path);
        assertThat(dashboard.heading()).isVisible();
        assertThat(dashboard.button("Rebuild")).hasCount(0);
        APIResponse answer = page.request()
                .post(
                        path + "/rebuild",
                        RequestOptions.create()
                                .setForm(FormData.create().set("reason", "to see whether it works"))
                                .setHeader("Origin", saler.url().toString())
                                .setMaxRedirects(0));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(lastRebuild()).isEqualTo(before);
    }

    @Test
    void aProjectionIsRebuiltAndSeenToBeComplete() {
        Page page = chromium.page();
        Dashboard dashboard = Dashboard.at("/projections/catalog", page, saler);

        page.getByLabel("Reason of the rebuild").fill("to see it made again");
        dashboard.button("Rebuild").click();

        assertThat(page.locator(".notice.good")).isVisible();
        assertThat(page.locator("#live")).containsText("to see it made again");
        awaitRebuild(page, "Completed");
        Locator progress = page.locator("progress");
        assertThat(progress).hasAttribute("value", String.valueOf(progress.getAttribute("max")));
        dashboard.awaitStatus("Running");
    }

    @Test
    void aParkedEventIsTriedAgainUntilItIsHandled() {
        SalerDatabase database = SalerDatabase.ofQuerySide(saler);
        String sku = "PARKED-MUG";
        String drop = "alter table query.product drop constraint if exists refused";
        database.run("alter table query.product add constraint refused check (sku <> '" + sku + "')");
        try {
            String product = store.product(sku, 3);
            Page page = chromium.page();
            Dashboard dashboard = Dashboard.at("/dead-letters?processor=catalog", page, saler);
            Locator parked = page.locator("section", new Page.LocatorOptions().setHasText(product.substring(0, 8)));
            page.waitForCondition(() -> {
                dashboard.go("/dead-letters?processor=catalog");
                return parked.count() > 0;
            });
            assertThat(parked.locator(".reason")).containsText("refused");

            retryParked(parked);
            assertThat(parked).containsText("last tried");
            database.run(drop);
            retryParked(parked);

            assertThat(page.locator(".notice.good")).isVisible();
            assertThat(parked).hasCount(0);
            assertThat(saler.client().send(Call.get("/products/" + product)).status())
                    .isEqualTo(200);
        } finally {
            database.run(drop);
        }
    }

    private static void retryParked(Locator parked) {
        parked.getByLabel("Reason").fill("It is mended");
        parked.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Try again now"))
                .click();
    }

    /** The page of the generation of {@code analytics} that is read, found as one finds it. */
    private static Dashboard atWhatIsRead() {
        Page page = chromium.page();
        Dashboard dashboard = Dashboard.at("/projections", page, saler);
        page.locator("a.row", new Page.LocatorOptions().setHasText("analytics@"))
                .first()
                .click();
        String read = whatIsRead(page).textContent();
        whatIsRead(page).click();
        assertThat(dashboard.heading()).hasText(read);
        return dashboard;
    }

    private static void rebuild(Dashboard dashboard) {
        dashboard.page().getByLabel("Reason of the rebuild").fill("to see it made again");
        dashboard.button("Rebuild").click();
        assertThat(dashboard.page().locator(".notice.good")).isVisible();
    }

    private static void decide(Dashboard dashboard, String button) {
        dashboard.page().locator("#cancel-reason").fill("to see what happens");
        dashboard.button(button).click();
        assertThat(dashboard.page().locator(".notice.good")).isVisible();
    }

    private static void awaitRebuild(Page page, String status) {
        assertThat(page.locator(".head:has(#rebuild-title) .status")).hasText(status, patiently());
    }

    private static LocatorAssertions.HasTextOptions patiently() {
        return new LocatorAssertions.HasTextOptions().setTimeout(SLOW_MILLIS);
    }

    /** The newest first. */
    private static Locator generations(Page page) {
        return page.locator("a[id^=generation-]");
    }

    private static Locator whatIsRead(Page page) {
        return page.locator("tr", new Page.LocatorOptions().setHasText("Is read"))
                .locator("a");
    }

    private static Locator segments(Page page, int column) {
        return page.locator("[aria-labelledby=segments-title] tbody tr > :nth-child(%d)".formatted(column));
    }

    private static long position(String processor) {
        return administrator
                .send(Call.get("/admin/projections"))
                .body()
                .path("items")
                .valueStream()
                .filter(each -> each.path("name").asString().equals(processor))
                .mapToLong(each -> each.path("position").asLong())
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode lastRebuild() {
        return administrator
                .send(Call.get("/admin/projections/analytics/rebuild"))
                .body();
    }

    private static String place(String sku) {
        return People.place(buyer, People.order(store.storeId(), store.product(sku, 3), 1, "pm_approve"));
    }
}
