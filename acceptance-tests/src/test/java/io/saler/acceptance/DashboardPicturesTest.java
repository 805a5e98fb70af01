package io.saler.acceptance;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.saler.acceptance.People.SignedUp;
import io.saler.acceptance.People.Store;
import io.saler.demo.client.Call;
import io.saler.demo.client.SalerClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Takes the pictures of the dashboard that the documentation shows into the folder that {@code saler.pictures} names:
 * of every page, light and dark, and of some in Arabic and on a telephone.
 */
@EnabledIfSystemProperty(
        named = "saler.pictures",
        matches = ".+",
        disabledReason = "takes pictures, and checks nothing")
class DashboardPicturesTest {

    private static final Path FOLDER = Path.of(System.getProperty("saler.pictures", "."));

    /** What has happened within minutes, told as if the shop had been open for an hour. */
    private static final List<String> AN_HOUR = List.of("""
            insert into saga.statistic_count
            select seconds, at - minute * interval '1 minute', type, what, ceil(n * (1.3 + sin(minute / 8.0)) / 6)
            from saga.statistic_count, generate_series(1, 59) minute
            where seconds = 60 and at = (select max(at) from saga.statistic_count where seconds = 60)
            and (what in ('STARTED', 'COMPLETED') or minute % 3 = 1)
            on conflict do nothing""", """
            insert into saga.statistic_time
            select seconds, at - minute * interval '1 minute', type, step, bucket,
                ceil(n * (1.3 + sin(minute / 8.0)) / 6), total_ms
            from saga.statistic_time, generate_series(1, 59) minute
            where seconds = 60 and at = (select max(at) from saga.statistic_time where seconds = 60)
            on conflict do nothing""");

    private static final String REFUSE =
            "alter table query.product add constraint refused check (sku <> 'MUG-REFUSED')";

    private static final String REFUSE_NO_MORE = "alter table query.product drop constraint if exists refused";

    private SalerProcess saler;
    private Store store;
    private SignedUp buyer;

    @Test
    void eachPageIsTakenLightAndDark() {
        saler = SharedSaler.get();
        SalerClient anyone = saler.client();
        store = People.openStore(anyone);
        buyer = People.signUp(anyone);
        String stuck = place("SILENT", "pm_never");
        place("SILENT-TOO", "pm_never");
        String ended = sell();
        SalerDatabase.ofQuerySide(saler).run(REFUSE);
        try (var chromium = new Chromium(saler.url())) {
            store.product("MUG-REFUSED", 3);
            Dashboard dashboard = Dashboard.at("/sagas?about=orderId:" + stuck, chromium.page(), saler);
            dashboard.openTheOnlySaga();
            dashboard.awaitStatus("Stuck");
            String saga = pathOf(dashboard);
            dashboard.go("/sagas?about=orderId:" + ended).openTheOnlySaga();
            String endedSaga = pathOf(dashboard);
            rebuild(dashboard);
            AN_HOUR.forEach(SalerDatabase.ofSagas(saler)::run);
            Map<String, String> pages = pages(saga, stuck, endedSaga);
            for (ColorScheme colours : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                take(chromium.page(1280, 1000, "en-GB", colours), colours, "", pages);
            }
            var some = Map.of("overview", "", "sagas", "/sagas", "saga", saga);
            take(chromium.page(1280, 1000, "ar", ColorScheme.LIGHT), ColorScheme.LIGHT, "-arabic", some);
            take(chromium.page(390, 844, "en-GB", ColorScheme.LIGHT), ColorScheme.LIGHT, "-phone", some);
        } finally {
            SalerDatabase.ofQuerySide(saler).run(REFUSE_NO_MORE);
        }
    }

    /** Orders that go all the ways there are; answers one whose payment was declined. */
    private String sell() {
        String declined = "";
        for (int i = 0; i < 40; i++) {
            String how = i % 8 == 5 ? "pm_decline" : i % 9 == 6 ? "pm_flaky" : i % 5 == 1 ? "pm_slow" : "pm_approve";
            String order = place("MUG-" + i, how, i == 11 ? 4 : 1);
            declined = how.equals("pm_decline") ? order : declined;
        }
        for (int i = 0; i < 2; i++) {
            String order = place("UNWANTED-" + i, "pm_requires_action");
            buyer.client().send(Call.post("/orders/" + order + "/cancel", Map.of("reason", "Found one at home")));
        }
        place("WAITS", "pm_requires_action");
        String broken = place("BROKEN", "pm_approve");
        People.awaitStatus(buyer, broken, "CONFIRMED");
        store.merchant().client().send(Call.post("/orders/" + broken + "/refunds", Map.of("reason", "Arrived broken")));
        return declined;
    }

    private String place(String sku, String how) {
        return place(sku, how, 1);
    }

    private String place(String sku, String how, int quantity) {
        return People.place(buyer, People.order(store.storeId(), store.product(sku, 3), quantity, how));
    }

    private void rebuild(Dashboard dashboard) {
        dashboard.go("/projections/people");
        dashboard.page().getByLabel("Reason of the rebuild").fill("A name was shown wrongly");
        dashboard.button("Rebuild").click();
        dashboard.page().locator(".notice.good").waitFor();
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        dashboard.go("/dead-letters").page().locator(".reason").count() > 0);
    }

    private static String pathOf(Dashboard dashboard) {
        return dashboard.page().url().replaceFirst(".*/admin/dashboard", "");
    }

    private static Map<String, String> pages(String saga, String order, String ended) {
        var pages = new LinkedHashMap<String, String>();
        pages.put("overview", "");
        pages.put("sagas", "/sagas");
        pages.put("sagas-all", "/sagas/all?action=retry&status=STUCK&type=OrderSaga");
        pages.put("saga", saga);
        pages.put("saga-ended", ended + "#way-title");
        pages.put("projections", "/projections");
        pages.put("projection", "/projections/people");
        pages.put("dead-letters", "/dead-letters");
        pages.put("events", "/events");
        pages.put("aggregate", "/events/aggregates/" + order);
        return pages;
    }

    private void take(Page page, ColorScheme colours, String kind, Map<String, String> pages) {
        String suffix = kind + "-" + colours.name().toLowerCase(Locale.ROOT) + ".png";
        page.navigate("/admin/dashboard/sign-in");
        if (kind.isEmpty()) {
            shoot(page, "sign-in" + suffix);
        }
        Dashboard dashboard = Dashboard.at("", page, saler);
        pages.forEach((name, path) -> {
            dashboard.go(path);
            dashboard.heading().waitFor();
            shoot(page, name + suffix);
        });
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name)));
    }
}
