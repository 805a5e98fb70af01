package io.saler.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** One of several nodes, with limits that are soon reached. Its clients say where they are, as a proxy would. */
final class LimitedNode implements AutoCloseable {

    private static final Pattern STATE = Pattern.compile("\"([a-z-]+)\";r=(\\d+);t=(\\d+)");

    private final ServletWebServerApplicationContext context;

    private LimitedNode(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    static LimitedNode with(int redisPort, String... properties) {
        return with(redisPort, Map.of(), properties);
    }

    static LimitedNode with(int redisPort, Map<String, Object> variables, String... properties) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", variables));
        return new LimitedNode((ServletWebServerApplicationContext) new SpringApplicationBuilder(TestShop.class)
                .environment(environment)
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "server.forward-headers-strategy=native",
                        "axon.axonserver.enabled=false",
                        "axon.serializer.general=jackson3",
                        "management.endpoint.health.validate-group-membership=false",
                        "spring.data.redis.host=127.0.0.1",
                        "spring.data.redis.port=" + redisPort)
                .properties(properties)
                .run());
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    HttpResponse<String> get(String path, String address, String... headers) {
        return send(path, address, headers, "GET", "");
    }

    HttpResponse<String> post(String path, String address, String... headers) {
        return send(path, address, headers, "POST", "{}");
    }

    private HttpResponse<String> send(String path, String address, String[] headers, String method, String body) {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + context.getWebServer().getPort() + path))
                .timeout(Duration.ofSeconds(20))
                .header("X-Forwarded-For", address)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return GatewayTest.send(headers.length == 0 ? request : request.headers(headers));
    }

    static List<String> limits(HttpResponse<String> answer) {
        return answer.headers().allValues("RateLimit-Policy");
    }

    /** What an answer says is left of a limit. */
    static long remaining(HttpResponse<String> answer, String limit) {
        String state = answer.headers().firstValue("RateLimit").orElseThrow();
        return STATE.matcher(state)
                .results()
                .filter(item -> item.group(1).equals(limit))
                .mapToLong(item -> Long.parseLong(item.group(2)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(state));
    }

    /** Checks that an answer is a refusal with everything a client needs to do better. */
    static void isRefused(HttpResponse<String> answer, String limit) {
        GatewayTest.problem(answer, 429, "too-many-requests");
        assertThat(remaining(answer, limit)).isZero();
        assertThat(Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1L, 60L);
        assertThat(limits(answer)).singleElement().asString().contains('"' + limit + "\";q=");
    }

    @Override
    public void close() {
        context.close();
    }
}
