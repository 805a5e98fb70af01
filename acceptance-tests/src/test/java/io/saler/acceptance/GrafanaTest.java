package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.saler.acceptance.People.SignedUp;
import io.saler.acceptance.People.Store;
import io.saler.demo.client.Answer;
import io.saler.demo.client.Call;
import io.saler.demo.client.SalerClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard for Grafana, and the metrics of a running Saler that it shows. */
class GrafanaTest {

    /** A metric with its labels, if any are given. */
    private static final Pattern METRIC = Pattern.compile("\\b([a-z][a-z0-9]*(?:_[a-z0-9]+)+)\\b(?:\\{([^}]*)})?");

    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    /** The functions of queries that look like metrics. */
    private static final Set<String> FUNCTIONS = Set.of("histogram_quantile");

    private static JsonNode dashboard;
    private static SalerClient anyone;

    @BeforeAll
    static void sellSomething() throws IOException {
        Path file = Path.of(System.getProperty("saler.launcher"))
                .resolveSibling("docs")
                .resolve("grafana")
                .resolve("saler.json");
        dashboard = JsonMapper.shared().readTree(Files.readString(file));
        assumeFalse(SalerProcess.isDistributed(), "Each process has metrics of its own, which are not the shop's");
        anyone = SharedSaler.get().client();
        Store store = People.openStore(anyone);
        SignedUp buyer = People.signUp(anyone);
        String product = store.product("GRAFANA", 3);
        People.awaitStatus(
                buyer, People.place(buyer, People.order(store.storeId(), product, 1, "pm_approve")), "CONFIRMED");
        People.awaitStatus(
                buyer, People.place(buyer, People.order(store.storeId(), product, 1, "pm_decline")), "REJECTED");
    }

    @Test
    void eachMetricItNamesIsThere() {
        List<MatchResult> named = expressions().stream()
                .flatMap(expression -> METRIC.matcher(expression).results())
                .filter(metric -> !FUNCTIONS.contains(metric.group(1)))
                .toList();
        assertThat(named).hasSizeGreaterThan(15);

        // Those of sagas are counted a few seconds later.
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(missing(named, scrape())).isEmpty());
    }

    private static Set<String> missing(List<MatchResult> named, List<String> samples) {
        var missing = new TreeSet<String>();
        named.stream()
                .filter(metric -> samples.stream().noneMatch(sample -> isOf(metric, sample)))
                .map(MatchResult::group)
                .forEach(missing::add);
        return missing;
    }

    private static boolean isOf(MatchResult metric, String sample) {
        boolean named = sample.startsWith(metric.group(1) + "{") || sample.startsWith(metric.group(1) + " ");
        return named
                && (metric.group(2) == null
                        || LABEL.matcher(metric.group(2)).results().allMatch(label -> sample.contains(label.group())));
    }

    /** The labels by which it puts samples together have to be there as well. */
    @Test
    void eachLabelItSumsUpByIsThere() {
        Pattern by = Pattern.compile("by \\(([^)]*)\\) \\((?:rate\\()?([a-z_0-9]+)");
        List<MatchResult> sums = expressions().stream()
                .flatMap(expression -> by.matcher(expression).results())
                .toList();
        assertThat(sums).isNotEmpty();

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            List<String> samples = scrape();
            assertThat(sums).allSatisfy(sum -> {
                for (String label : sum.group(1).split(", ")) {
                    // That one comes from Prometheus.
                    if (!label.equals("instance")) {
                        assertThat(samples)
                                .as(sum.group())
                                .anyMatch(sample ->
                                        sample.startsWith(sum.group(2) + "{") && sample.contains(label + "=\""));
                    }
                }
            });
        });
    }

    @Test
    void itAsksWhicheverPrometheusIsChosen() {
        JsonNode variables = dashboard.path("templating").path("list");
        assertThat(variables.path(0).path("type").asString()).isEqualTo("datasource");
        assertThat(variables.path(0).path("query").asString()).isEqualTo("prometheus");
        String chosen = "${" + variables.path(0).path("name").asString() + "}";

        assertThat(dashboard.path("panels").valueStream())
                .filteredOn(panel -> !panel.path("type").asString().equals("row"))
                .hasSizeGreaterThan(10)
                .allSatisfy(panel -> assertThat(
                                panel.path("datasource").path("uid").asString())
                        .isEqualTo(chosen))
                .allSatisfy(panel -> assertThat(panel.path("description").asString())
                        .isNotEmpty())
                .allSatisfy(panel -> assertThat(panel.path("targets").valueStream())
                        .isNotEmpty()
                        .allSatisfy(target -> assertThat(
                                        target.path("datasource").path("uid").asString())
                                .isEqualTo(chosen)));
        assertThat(dashboard.path("panels").valueStream().map(panel -> panel.path("id").asInt()))
                .doesNotHaveDuplicates();
    }

    private static List<String> expressions() {
        return dashboard
                .path("panels")
                .valueStream()
                .flatMap(panel -> panel.path("targets").valueStream())
                .map(target -> target.path("expr").asString())
                .toList();
    }

    private static List<String> scrape() {
        Answer answer = anyone.send(Call.get("/actuator/prometheus").with("Accept", "text/plain"));
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().asString().lines().filter(line -> !line.startsWith("#")).toList();
    }
}
