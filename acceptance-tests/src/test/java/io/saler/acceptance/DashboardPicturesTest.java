package io.saler.acceptance;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.saler.acceptance.People.SignedUp;
import io.saler.acceptance.People.Store;
import io.saler.demo.client.SalerClient;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Takes the pictures of the dashboard that the documentation shows, light and dark, into the folder that
 * {@code saler.pictures} names.
 */
@EnabledIfSystemProperty(
        named = "saler.pictures",
        matches = ".+",
        disabledReason = "takes pictures, and checks nothing")
class DashboardPicturesTest {

    private static final Path FOLDER = Path.of(System.getProperty("saler.pictures", "."));

    @Test
    void eachPageIsTakenLightAndDark() {
        SalerProcess saler = SharedSaler.get();
        SalerClient anyone = saler.client();
        Store store = People.openStore(anyone);
        SignedUp buyer = People.signUp(anyone);
        for (int i = 0; i < 24; i++) {
            String how = i % 6 == 5 ? "pm_decline" : i % 7 == 6 ? "pm_flaky" : "pm_approve";
            People.place(buyer, People.order(store.storeId(), store.product("MUG-" + i, 2), i == 11 ? 3 : 1, how));
        }
        String stuck = People.place(buyer, People.order(store.storeId(), store.product("SILENT", 3), 1, "pm_never"));
        try (var chromium = new Chromium(saler.url())) {
            Page page = chromium.page();
            Dashboard dashboard = Dashboard.at("/sagas?about=orderId:" + stuck, page, saler);
            dashboard.openTheOnlySaga();
            dashboard.awaitStatus("Stuck");
            String saga = page.url().replaceFirst(".*/admin/dashboard", "");
            for (ColorScheme colours : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                take(chromium, saler, colours, "en", pages(saga, stuck));
            }
            take(chromium, saler, ColorScheme.LIGHT, "ar", Map.of("saga-arabic", saga));
        }
    }

    private static Map<String, String> pages(String saga, String order) {
        var pages = new LinkedHashMap<String, String>();
        pages.put("overview", "");
        pages.put("sagas", "/sagas");
        pages.put("saga", saga);
        pages.put("projections", "/projections");
        pages.put("projection", "/projections/catalog");
        pages.put("dead-letters", "/dead-letters");
        pages.put("events", "/events");
        pages.put("aggregate", "/events/aggregates/" + order);
        return pages;
    }

    private static void take(
            Chromium chromium, SalerProcess saler, ColorScheme colours, String language, Map<String, String> pages) {
        Page page = chromium.page(1280, 1000, language, colours);
        String suffix = "-" + colours.name().toLowerCase(Locale.ROOT) + ".png";
        page.navigate("/admin/dashboard/sign-in");
        shoot(page, "sign-in" + suffix);
        Dashboard dashboard = Dashboard.at("", page, saler);
        pages.forEach((name, path) -> {
            dashboard.go(path);
            page.locator("h1").waitFor();
            shoot(page, name + suffix);
        });
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name)));
    }
}
