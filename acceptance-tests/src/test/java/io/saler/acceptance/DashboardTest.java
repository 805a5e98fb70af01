package io.saler.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext.ClearCookiesOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import io.saler.acceptance.People.SignedUp;
import io.saler.acceptance.People.Store;
import io.saler.demo.client.Call;
import io.saler.demo.client.SalerClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dashboard in a browser, on a running system; {@link ProjectionPagesTest} has the rest of it. */
@ResourceLock(value = SharedSaler.PROJECTIONS, mode = ResourceAccessMode.READ)
class DashboardTest {

    /** What a browser forgets when the time of its access token is over. */
    private static final ClearCookiesOptions ACCESS = new ClearCookiesOptions().setName("saler-access");

    private static final double SLOW_MILLIS = 90_000;

    private static SalerProcess saler;
    private static Chromium chromium;
    private static Store store;
    private static SignedUp buyer;

    @BeforeAll
    static void openTheShop() {
        saler = SharedSaler.get();
        SalerClient anyone = saler.client();
        store = People.openStore(anyone);
        buyer = People.signUp(anyone);
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
    void onlyTheAdministratorsPasswordOpensIt() {
        Page page = chromium.page();
        page.navigate("/admin/dashboard/sagas?status=STUCK");
        assertThat(page)
                .hasURL(saler.url() + "/admin/dashboard/sign-in?to=%2Fadmin%2Fdashboard%2Fsagas%3Fstatus%3DSTUCK");
        var dashboard = new Dashboard(page);

        dashboard.signIn(Dashboard.ADMINISTRATOR, "a guess");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("is not right");
        dashboard.signIn(buyer.email(), People.PASSWORD);
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("for administrators only");
        dashboard.signIn(Dashboard.ADMINISTRATOR, Dashboard.password(saler));

        assertThat(page).hasURL(saler.url() + "/admin/dashboard/sagas?status=STUCK");
        assertThat(dashboard.heading()).hasText("Sagas");
        assertThat(page.context().cookies())
                .filteredOn(cookie -> cookie.name.startsWith("saler-"))
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(cookie -> cookie.httpOnly);
        assertThat(page.evaluate("document.cookie")).isEqualTo("");

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                .click();
        page.navigate("/admin/dashboard/sagas");
        assertThat(page.locator("input[name=password]")).isVisible();
    }

    @Test
    void aSessionIsGoneOnWithWhenItsTokenIsOverAndEndsWhenItIsRevoked() {
        Page page = chromium.page();
        Dashboard dashboard = Dashboard.at("/sagas", page, saler);
        page.context().clearCookies(ACCESS);

        dashboard.go("/sagas?status=STUCK");

        assertThat(dashboard.heading()).hasText("Sagas");
        assertThat(page).hasURL(saler.url() + "/admin/dashboard/sagas?status=STUCK");
        String token = saler.client()
                .logIn(Dashboard.ADMINISTRATOR, Dashboard.password(saler))
                .accessToken();
        assertThat(saler.client()
                        .signedInWith(token)
                        .send(new Call("DELETE", "/auth/sessions", null, Map.of()))
                        .status())
                .isEqualTo(204);
        page.context().clearCookies(ACCESS);
        dashboard.go("/sagas");
        assertThat(page.locator("input[name=password]")).isVisible();
    }

    /** The browser sends no cookie along with such a link, and has to have them still when it arrives. */
    @Test
    void whoFollowsALinkOfAnotherSiteStaysSignedIn() {
        Page page = chromium.page();
        Dashboard dashboard = Dashboard.at("/sagas", page, saler);
        page.route(
                "http://elsewhere.example/",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/html")
                        .setBody("<a href='%s/admin/dashboard/projections'>Look</a>".formatted(saler.url()))));
        page.navigate("http://elsewhere.example/");

        page.getByText("Look").click();

        assertThat(dashboard.heading()).hasText("Projections");
        assertThat(page).hasURL(saler.url() + "/admin/dashboard/projections");
        // A page that follows what happens would go its own way as soon as it is asked who it is.
        page.navigate("http://elsewhere.example/");
        page.context().clearCookies(ACCESS);
        dashboard.go("/sagas");
        assertThat(dashboard.heading()).hasText("Sagas");
    }

    @Test
    void anOrderGoesByAsItHappens() {
        String product = store.product("LIVE-MUG", 3);
        Page page = chromium.page();
        Dashboard dashboard = Dashboard.at("/sagas?about=productId:" + product, page, saler);
        assertThat(page.locator(".empty")).hasText("No saga is like that.");
        People.place(buyer, People.order(store.storeId(), product, 1, "pm_slow"));

        assertStatuses(page, "Completed");
        assertThat(page.locator("#announcement")).containsText("The list has changed");
        dashboard.openTheOnlySaga();

        assertThat(steps(page))
                .containsExactly(
                        "done Reserve stock",
                        "done Take payment",
                        "skipped Wait for the customer",
                        "skipped Change the payment method",
                        "done Confirm the order",
                        "skipped Call off the payment",
                        "skipped Reject the order",
                        "skipped Withdraw the order");
        assertThat(page.locator(".timeline tbody tr.whole")).hasCount(3);
        assertThat(page.getByText("Try again now")).hasCount(0);
    }

    @Test
    void aDeclinedOrderTookTheWayBack() {
        String order = place("BACK-MUG", "pm_decline");
        Page page = chromium.page();
        Dashboard dashboard = Dashboard.at("/sagas?about=" + order, page, saler);

        dashboard.openTheOnlySaga();
        dashboard.awaitStatus("Compensated");

        assertThat(steps(page))
                .contains("compensated Reserve stock", "failed Take payment", "done Reject the order")
                .contains("skipped Confirm the order");
    }

    @Test
    void aStuckOrderIsFoundRetriedAndSeenToEnd() {
        String order = place("STUCK-MUG", "pm_never");
        Page page = chromium.page();
        Dashboard dashboard = Dashboard.at("/sagas", page, saler);
        page.getByLabel("About", new Page.GetByLabelOptions().setExact(true)).fill(order);
        page.getByLabel("Status").selectOption("STUCK");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show"))
                .click();

        dashboard.openTheOnlySaga();
        dashboard.awaitStatus("Stuck");
        assertThat(page.locator(".trouble .reason")).containsText("No answer");
        assertThat(page.locator(".way .failed h3")).hasText("Take payment");
        assertThat(page.locator(".trouble time[data-countdown]")).hasCount(1);
        dashboard.retry("The bank <says> it is back");

        assertThat(page.locator(".journal .action")).containsText("The bank <says> it is back");
        assertThat(buyer.client()
                        .send(Call.post("/orders/" + order + "/cancel", Map.of("reason", "It takes too long")))
                        .status())
                .isEqualTo(202);
        dashboard.awaitStatus("Cancelled");
        assertThat(page.locator(".trouble")).hasCount(0);
    }

    @Test
    void anOrderIsGivenUpAndSeenToEnd() {
        String order = place("UNWANTED-MUG", "pm_requires_action");
        Page page = chromium.page();
        Dashboard dashboard = Dashboard.at("/sagas?about=" + order, page, saler);
        dashboard.openTheOnlySaga();

        dashboard.act("Give up and undo", "Nobody can deliver there");

        assertThat(page.locator(".notice.good")).hasText("It gives up, and takes back what it did.");
        dashboard.awaitStatus("Compensated");
        assertThat(steps(page)).contains("compensated Reserve stock", "done Reject the order");
        assertThat(dashboard.actions()).containsText("Nobody can deliver there");
        assertThat(dashboard.button("Give up and undo")).hasCount(0);
        People.awaitStatus(buyer, order, "REJECTED");
    }

    @Test
    void whatIsStuckIsTriedAgainAndGivenUpTogether() {
        String product = store.product("TOGETHER-MUG", 3);
        for (int i = 0; i < 2; i++) {
            People.place(buyer, People.order(store.storeId(), product, 1, "pm_never"));
        }
        Page page = chromium.page();
        String chosen = "/sagas?about=productId:" + product;
        Dashboard dashboard = Dashboard.at(chosen, page, saler);
        assertStatuses(page, "Stuck", "Stuck");

        doAboutAll(dashboard, "Try all again", "The bank says it is back");
        page.locator("a.row").first().click();
        assertThat(dashboard.actions()).containsText("The bank says it is back");
        dashboard.go(chosen);
        doAboutAll(dashboard, "Give all up and undo", "The bank is gone");

        assertStatuses(page, "Compensated", "Compensated");
    }

    @Test
    void whatIsChosenIsCancelledTogetherAndNothingElse() {
        String product = store.product("RECALLED-MUG", 3);
        for (String method : List.of("pm_requires_action", "pm_requires_action", "pm_approve")) {
            People.place(buyer, People.order(store.storeId(), product, 1, method));
        }
        Page page = chromium.page();
        Dashboard dashboard = Dashboard.at("/sagas?about=" + product, page, saler);
        assertStatuses(page, "Completed", "Running", "Running");

        doAboutAll(dashboard, "Cancel all", "It is recalled");

        assertStatuses(page, "Completed", "Cancelled", "Cancelled");
    }

    /** Confirms that two are meant. */
    private static void doAboutAll(Dashboard dashboard, String what, String reason) {
        Page page = dashboard.page();
        dashboard.button(what).click();
        assertThat(page.locator(".count strong")).hasText("2");
        page.getByLabel("Reason").fill(reason);
        dashboard.button(what).click();
        assertThat(page.locator(".notice.good")).hasText("It is being done, for so many sagas: 2");
    }

    /** Of the sagas in the list, the last one first. */
    private static void assertStatuses(Page page, String... statuses) {
        assertThat(page.locator("table.sagas .status"))
                .hasText(statuses, new LocatorAssertions.HasTextOptions().setTimeout(SLOW_MILLIS));
    }

    @Test
    void theLaterOfTwoAdministratorsIsToldThatItIsDoneAndADoubleClickDoesItOnce() {
        String order = place("CONTESTED-MUG", "pm_requires_action");
        Page page = chromium.page();
        Dashboard first = Dashboard.at("/sagas?about=" + order, page, saler);
        first.openTheOnlySaga();
        Page late = chromium.page();
        late.route("**/changes/**", Route::abort);
        Dashboard later = Dashboard.at(page.url().replaceFirst(".*/admin/dashboard", ""), late, saler);
        later.page().locator("#reason").fill("They have called");

        first.act("Give up and undo", "Nobody can deliver there");
        first.awaitStatus("Compensated");
        later.button("Cancel").click();

        assertThat(late.locator(".notice.bad")).hasText("The saga has ended, so there is nothing left to do about it.");
        assertThat(late.locator("#reason")).hasValue("They have called");
        later.button("Add the note").dblclick();
        assertThat(late.locator(".notice.good")).hasText("The note is in the journal.");
        assertThat(first.actions()).hasCount(2);
        assertThat(first.actions().last()).containsText("They have called");
    }

    @Test
    void whatIsSentAfterTheSessionHasEndedIsNotDoneWhichIsSaid() {
        String order = place("LATE-MUG", "pm_approve");
        Page page = chromium.page();
        Dashboard dashboard = Dashboard.at("/sagas?about=" + order, page, saler);
        dashboard.openTheOnlySaga();
        dashboard.awaitStatus("Completed");
        String address = page.url();
        page.context().clearCookies(ACCESS);

        dashboard.act("Add the note", "Asked about");

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("so nothing was done");
        assertThat(page).hasURL(address);
        assertThat(dashboard.actions()).hasCount(0);
        dashboard.act("Add the note", "Asked about");
        assertThat(dashboard.actions()).hasCount(1);
    }

    @Test
    void whatIsMaskedIsShownForAReasonThatIsNoted() {
        String order = place("MASKED-MUG", "pm_requires_action");
        String words = "My sister <Ada> has one";
        buyer.client().send(Call.post("/orders/" + order + "/cancel", Map.of("reason", words)));
        Page page = chromium.page();
        Dashboard dashboard = Dashboard.at("/sagas?about=" + order, page, saler);
        dashboard.openTheOnlySaga();
        dashboard.awaitStatus("Cancelled");
        assertThat(page.locator("#live")).containsText("[masked]");

        page.getByLabel("Reason to read it").fill("They have complained");
        dashboard.button("Show what is masked").click();

        assertThat(page.getByText(words)).isVisible();
        assertThat(dashboard.actions()).containsText("They have complained");
        page.getByText("Back to the saga as everybody sees it").click();
        assertThat(dashboard.actions()).containsText("They have complained");
        assertThat(page.getByText(words)).hasCount(0);
    }

    @Test
    void anOrderIsSeenAsItWasAtEachOfItsEvents() {
        String order = place("PAST-MUG", "pm_approve");
        People.awaitStatus(buyer, order, "CONFIRMED");
        Page page = chromium.page();
        Dashboard dashboard = Dashboard.at("/events?aggregate=" + order, page, saler);

        page.locator(".events > li", new Page.LocatorOptions().setHasText("OrderPlaced"))
                .locator("a")
                .click();

        assertThat(page.locator("[aria-labelledby=event-title] h2")).containsText("OrderPlaced");
        assertThat(page.locator("[aria-labelledby=before-title]")).containsText("Nothing");
        assertThat(page.locator("[aria-labelledby=after-title] pre")).containsText("PLACED");
        page.getByText("Latest").click();
        assertThat(page.locator("[aria-labelledby=after-title] pre")).containsText("CONFIRMED");
        assertThat(page.locator("[aria-labelledby=before-title] pre")).containsText("PLACED");
        assertThat(page.getByText("Later")).hasCount(0);
        page.getByText("Earlier").click();
        assertThat(page.locator("[aria-labelledby=after-title] pre")).containsText("PLACED");
        assertThat(page.getByText("Later")).hasCount(1);
        page.getByLabel("Number of the event").fill("0");
        dashboard.button("Go").click();
        assertThat(page.locator("[aria-labelledby=event-title] h2")).containsText("OrderPlaced");
    }

    @Test
    void whatSomebodyHasOpenedOrWrittenStaysWhenThePageChanges() {
        String order = place("OPENED-MUG", "pm_never");
        Page page = chromium.page();
        Dashboard dashboard = Dashboard.at("/sagas?about=" + order, page, saler);
        dashboard.openTheOnlySaga();
        dashboard.awaitStatus("Stuck");
        page.locator("#entry-1 summary").click();
        page.getByLabel("Reason").fill("half a sen");
        String attempts = page.locator(".trouble dd").nth(1).textContent();

        assertThat(page.locator(".trouble dd").nth(1))
                .not()
                .hasText(attempts, new LocatorAssertions.HasTextOptions().setTimeout(SLOW_MILLIS));

        assertThat(page.locator("#entry-1 pre")).isVisible();
        assertThat(page.getByLabel("Reason")).hasValue("half a sen");
        buyer.client().send(Call.post("/orders/" + order + "/cancel", Map.of("reason", "It takes too long")));
    }

    /** Wherever it is, as the keyboard would have to begin at the top of the page again otherwise. */
    @Test
    void whatHasTheFocusKeepsItWhenThePageChanges() {
        String order = place("FOCUS-MUG", "pm_never");
        Page page = chromium.page();
        Dashboard dashboard = Dashboard.at("/sagas?about=" + order, page, saler);
        assertThat(page.locator("#live .batch"))
                .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(SLOW_MILLIS));
        assertFocusIsKept(page);
        dashboard.openTheOnlySaga();
        dashboard.awaitStatus("Stuck");
        assertFocusIsKept(page);
        for (String path : List.of("", "/projections", "/projections/catalog")) {
            dashboard.go(path);
            assertFocusIsKept(page);
        }
        buyer.client().send(Call.post("/orders/" + order + "/cancel", Map.of("reason", "It takes too long")));
    }

    private static void assertFocusIsKept(Page page) {
        page.waitForFunction("() => window.htmx");
        // What is closed has no focus.
        page.evaluate("document.querySelectorAll('#live details').forEach(each => each.open = true)");
        List<?> focusable = (List<?>) page.evaluate("""
                () => [...document.querySelectorAll('#live :is(a, button, input:not([type=hidden]), select, summary, [tabindex])')]
                    .map(each => each.id || each.outerHTML)""");
        assertThat(focusable).as(page.url()).isNotEmpty().doesNotHaveDuplicates();
        for (Object id : focusable) {
            page.evaluate("id => document.getElementById(id).focus()", id);
            renew(page);
            assertThat(page.evaluate("document.activeElement.id"))
                    .as("%s has %s, and", page.url(), focusable)
                    .isEqualTo(id);
        }
    }

    /** As a change has it done. */
    private static void renew(Page page) {
        page.evaluate("""
                () => {
                  const live = document.getElementById('live');
                  live.dataset.old = 'true';
                  htmx.trigger(live, 'sse:changed');
                }""");
        assertThat(page.locator("#live[data-old]")).hasCount(0);
    }

    @Test
    void aTabThatNobodySeesIsToldOfNoChangesUntilItIsShown() {
        Page page = chromium.page();
        page.addInitScript("""
                window.streams = [];
                window.EventSource = class extends EventSource {
                  constructor(...how) {
                    super(...how);
                    streams.push(this);
                  }
                };
                let hidden = false;
                Object.defineProperty(document, 'hidden', { get: () => hidden });
                window.hide = (whether) => {
                  hidden = whether;
                  document.dispatchEvent(new Event('visibilitychange'));
                };""");
        Dashboard.at("/projections", page, saler);
        awaitInPage(page, "streams.length === 1 && streams[0].readyState === EventSource.OPEN");

        page.evaluate("hide(true)");
        assertThat(page.evaluate("streams[0].readyState === EventSource.CLOSED"))
                .isEqualTo(true);
        page.evaluate("document.getElementById('live').dataset.old = 'true'");
        page.evaluate("hide(false)");

        awaitInPage(page, "streams.length === 2 && streams[1].readyState === EventSource.OPEN");
        assertThat(page.locator("#live[data-old]")).hasCount(0);
        page.evaluate("document.getElementById('live').dataset.old = 'true'");
        People.awaitStatus(buyer, place("SEEN-MUG", "pm_approve"), "CONFIRMED");
        assertThat(page.locator("#live[data-old]"))
                .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(SLOW_MILLIS));
    }

    /** Playwright's own way evaluates in the page, which its content security policy forbids. */
    private static void awaitInPage(Page page, String condition) {
        page.waitForCondition(() -> Boolean.TRUE.equals(page.evaluate(condition)));
    }

    @Test
    void inArabicEverythingIsMirrored() {
        Page page = chromium.page(1280, 900, "ar", ColorScheme.LIGHT);
        Dashboard dashboard = Dashboard.at("/sagas", page, saler);

        assertThat(page.locator("html")).hasAttribute("dir", "rtl");
        assertThat(dashboard.heading()).hasText("العمليات");
        BoundingBox brand = page.locator(".brand").boundingBox();
        BoundingBox signOut = page.locator("form[action$=sign-out]").boundingBox();
        assertThat(brand.x).isGreaterThan(signOut.x);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("English"))
                .click();
        assertThat(page.locator("html")).hasAttribute("dir", "ltr");
        assertThat(dashboard.heading()).hasText("Sagas");
    }

    @Test
    void itIsDarkWhereTheSystemIsOrSomebodyWantsItSo() {
        Page page = chromium.page(1280, 900, "en", ColorScheme.DARK);
        Dashboard.at("/sagas", page, saler);
        assertThat(brightness(page)).isLessThan(60);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Light"))
                .click();
        assertThat(page.locator("html")).hasAttribute("data-theme", "light");
        assertThat(brightness(page)).isGreaterThan(600);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Dark"))
                .click();
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        assertThat(brightness(page)).isLessThan(60);
    }

    @ParameterizedTest
    @CsvSource({"en, 320", "ar, 320", "en, 390", "en, 768", "ar, 1024"})
    void nothingIsWiderThanTheScreen(String language, int width) {
        String order = place("NARROW-" + language + width, "pm_decline");
        People.awaitStatus(buyer, order, "REJECTED");
        Page page = chromium.page(width, 700, language, ColorScheme.LIGHT);
        Dashboard dashboard = Dashboard.at("/sagas?about=" + order, page, saler);
        assertFits(page, width);
        dashboard.openTheOnlySaga();
        assertFits(page, width);
        page.context().clearCookies();
        dashboard.go("/sagas");
        assertFits(page, width);
    }

    private static void assertFits(Page page, int width) {
        assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                .as(page.url())
                .isLessThanOrEqualTo(width);
    }

    @Test
    void theKeyboardIsEnough() {
        String order = place("KEYS-MUG", "pm_approve");
        People.awaitStatus(buyer, order, "CONFIRMED");
        Page page = chromium.page();
        Dashboard dashboard = Dashboard.at("/sagas?about=" + order, page, saler);

        // Of a page that is not drawn yet, nothing can have the focus.
        page.waitForLoadState();
        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("main")).isFocused();
        Locator row = page.locator("a.row");
        assertThat(row).hasCount(1);
        for (int stops = 0; stops < 12 && !focused(page, "a.row"); stops++) {
            page.keyboard().press("Tab");
        }
        assertThat(row).isFocused();
        assertThat(row).hasCSS("outline-style", "solid");
        page.keyboard().press("Enter");
        page.waitForURL("**/admin/dashboard/sagas/*-*");
        dashboard.awaitStatus("Completed");
    }

    /** What a screen reader goes by: each page has its landmarks, one first heading, and names for what can be used. */
    @Test
    void whoCannotSeeItFindsTheirWay() {
        String order = place("HEARD-MUG", "pm_decline");
        People.awaitStatus(buyer, order, "REJECTED");
        Page page = chromium.page();
        Dashboard dashboard = Dashboard.at("/sagas?about=" + order, page, saler);
        assertAudible(page);
        dashboard.openTheOnlySaga();
        assertAudible(page);
        assertThat(page.locator("table:not(:has(> caption))")).hasCount(0);
        assertThat(page.locator("thead th:not([scope=col])")).hasCount(0);
    }

    private static void assertAudible(Page page) {
        assertThat(page.getByRole(AriaRole.MAIN)).hasCount(1);
        assertThat(page.getByRole(AriaRole.BANNER)).hasCount(1);
        assertThat(page.getByRole(AriaRole.NAVIGATION).first()).isVisible();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasCount(1);
        assertThat(page.locator("[aria-live=polite]")).hasCount(1);
        assertThat(page.evaluate("""
                () => [...document.querySelectorAll('button, a[href], input:not([type=hidden]), select')]
                    .filter(each => !(each.textContent.trim() || each.getAttribute('aria-label') || each.labels?.length))
                    .map(each => each.outerHTML)""")).isEqualTo(List.of());
    }

    private static boolean focused(Page page, String selector) {
        return (boolean) page.evaluate("selector => document.activeElement.matches(selector)", selector);
    }

    /** Of the page's ground, from 0 for black to 765 for white. */
    private static int brightness(Page page) {
        return (int) page.evaluate("""
                () => getComputedStyle(document.documentElement).backgroundColor
                    .match(/[0-9.]+/g).slice(0, 3).map(Number).reduce((sum, each) => sum + each)""");
    }

    private static List<String> steps(Page page) {
        return page.locator(".way > li").all().stream()
                .map(step -> step.getAttribute("class").split(" ")[0] + " "
                        + step.locator("h3").textContent())
                .toList();
    }

    private static String place(String sku, String paymentMethod) {
        return People.place(buyer, People.order(store.storeId(), store.product(sku, 3), 1, paymentMethod));
    }
}
