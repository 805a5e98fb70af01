package io.saler.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;

/** The dashboard as its administrator walks through it. */
record Dashboard(Page page) {

    static final String ADMINISTRATOR = "admin@localhost";

    /** For what takes Saler some time, such as noticing that something does not succeed. */
    private static final double PATIENCE_MILLIS = 90_000;

    static String password(SalerProcess saler) {
        return saler.administratorPassword();
    }

    /** Goes to a page below the dashboard and signs in on the way, when it is asked to. */
    static Dashboard at(String path, Page page, SalerProcess saler) {
        page.navigate("/admin/dashboard" + path);
        if (page.locator("input[name=password]").count() > 0) {
            new Dashboard(page).signIn(ADMINISTRATOR, password(saler));
        }
        return new Dashboard(page);
    }

    void signIn(String email, String password) {
        page.locator("input[name=email]").fill(email);
        page.locator("input[name=password]").fill(password);
        page.locator("button.main").click();
    }

    Dashboard go(String path) {
        page.navigate("/admin/dashboard" + path);
        return this;
    }

    Locator heading() {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
    }

    /** How the saga, or whatever else the page is about, stands. */
    void awaitStatus(String status) {
        assertThat(page.locator(".head:has(h1) .status"))
                .hasText(status, new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS));
    }

    /** The only saga in the list: it is there as soon as Saler knows of it, without being asked for again. */
    void openTheOnlySaga() {
        Locator row = page.locator("table.sagas tbody tr");
        assertThat(row).hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MILLIS));
        row.locator("a.row").click();
        page.waitForURL("**/admin/dashboard/sagas/*-*");
    }

    /** Until the page says that Saler does not answer, or does not say so any more. */
    void awaitConnection(boolean answers) {
        assertThat(page.locator("#connection"))
                .isVisible(new LocatorAssertions.IsVisibleOptions()
                        .setVisible(!answers)
                        .setTimeout(PATIENCE_MILLIS));
    }

    /** Has the stuck saga of the page try again. */
    void retry(String reason) {
        act("Try again now", reason);
        assertThat(page.locator(".notice.good")).hasText("It is being tried again.");
    }

    /** Does something about the saga of the page. */
    void act(String button, String reason) {
        page.locator("#reason").fill(reason);
        button(button).click();
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** What was done about the saga of the page, with the reason. */
    Locator actions() {
        return page.locator(".journal > .action");
    }
}
