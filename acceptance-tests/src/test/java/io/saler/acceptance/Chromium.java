package io.saler.acceptance;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The machine's own Chromium, or Chrome, with nobody before it. What a page does that it may not, such as a script that
 * fails or something that the content policy forbids, is remembered for {@link #assertNothingWentWrong()}.
 */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final double PATIENCE_MILLIS = 60_000;

    private final Playwright playwright;
    private final Browser browser;
    private final String url;
    private final List<String> wrong = new ArrayList<>();

    Chromium(URI url) {
        this.url = url.toString();
        // Its driver would fetch browsers of its own.
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        // It looks at nothing but Saler, and its own confinement does not work for root.
                        .setArgs(List.of("--no-sandbox")));
    }

    private static Path executable() {
        String named = System.getenv("SALER_BROWSER");
        if (named != null) {
            return Path.of(named);
        }
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("The tests of the dashboard need Chromium or Chrome, and none of "
                        + NAMES + " is on the PATH. Install it, on Debian by 'apt-get install chromium', or name it by"
                        + " SALER_BROWSER=/path/to/chrome."));
    }

    /** A page of a browser that knows nothing yet. */
    Page page(int width, int height, String language, ColorScheme colours) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(url)
                .setViewportSize(width, height)
                .setLocale(language)
                .setTimezoneId("UTC")
                .setColorScheme(colours)
                .setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        Page page = context.newPage();
        page.onPageError(wrong::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                wrong.add(message.text());
            }
        });
        return page;
    }

    Page page() {
        return page(1280, 900, "en-GB", ColorScheme.LIGHT);
    }

    void assertNothingWentWrong() {
        if (!wrong.isEmpty()) {
            throw new AssertionError("In the browser went wrong: " + wrong);
        }
    }

    @Override
    public void close() {
        playwright.close();
    }
}
