package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saler.acceptance.People.Store;
import io.saler.demo.client.Answer;
import io.saler.demo.client.Call;
import io.saler.demo.client.SalerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What people keep to themselves is in no log, of Saler or of its servers, whatever goes well or wrong; not even where
 * somebody looks for a fault (Saler logs all it can here).
 */
class LogSecretsTest {

    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{10,}\\.");
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9._%+-]+(@|%40)example\\.org");

    private final SalerProcess saler = SharedSaler.get();
    private final SalerClient anyone = saler.client();
    private final String mark = UUID.randomUUID().toString().replace("-", "");
    private final String email = "log-" + mark + "@example.org";
    private final String password = "password-" + mark;
    private final String name = "Zephyrine " + mark;
    private final String method = "pm_" + mark;
    private final List<String> secrets = new ArrayList<>(List.of(mark));

    @Test
    void noLogTellsWhatPeopleKeepToThemselves() throws IOException {
        Store store = People.openStore(anyone);
        String product = store.product("LOG-MUG", 5);
        signUpAndIn();
        mistakes();
        String token = secrets.getLast();
        SalerClient buyer = anyone.signedInWith(token);
        order(buyer, store.storeId(), product);
        malformed(token);
        assertThat(findings()).isEmpty();
    }

    private void signUpAndIn() {
        anyone.register(email, password, name);
        String proof = People.verificationToken(anyone, email);
        secrets.add(proof);
        anyone.send(Call.get("/auth/verify?token=" + proof));
        anyone.verify(proof);
        anyone.send(Call.post("/auth/verify", Map.of("token", proof)));
        Answer login = anyone.send(Call.post("/auth/login", Map.of("email", email, "password", password)));
        String refresh = login.body().path("refreshToken").asString();
        Answer refreshed = anyone.send(Call.post("/auth/refresh", Map.of("refreshToken", refresh)));
        secrets.addAll(List.of(refresh, refreshed.body().path("refreshToken").asString()));
        // A stolen one, used again.
        anyone.send(Call.post("/auth/refresh", Map.of("refreshToken", refresh)));
        secrets.add(login.body().path("accessToken").asString());
        secrets.add(refreshed.body().path("accessToken").asString());
        assertThat(secrets).doesNotContain("");
    }

    private void mistakes() {
        var registration = Map.of("email", email, "password", password, "name", name);
        anyone.send(Call.post("/auth/register", registration));
        anyone.send(Call.post("/auth/register", registration).once("key-" + mark));
        anyone.send(Call.post("/auth/register", registration).once("key-" + mark));
        anyone.send(Call.post("/auth/login", Map.of("email", email, "password", password + "x")));
        anyone.send(Call.post("/auth/login", "{\"email\":\"" + email + "\",\"password\":\"" + password));
        anyone.send(Call.post("/auth/login", "{\"email\":\"" + email + "\",\"" + password + "\":1}"));
        anyone.send(
                Call.post("/auth/login", "{\"email\":{\"a\":\"" + email + "\"},\"password\":[\"" + password + "\"]}"));
        anyone.send(Call.post("/auth/register", Map.of("email", mark, "password", password, "name", name)));
        anyone.send(Call.post("/auth/register", Map.of("email", email, "password", password, "name", name.repeat(20))));
        anyone.send(Call.post("/auth/refresh", Map.of("refreshToken", mark)));
    }

    private void order(SalerClient buyer, String storeId, String product) {
        Answer placed = buyer.send(Call.post("/orders", People.order(storeId, product, 1, method)));
        String orderId = placed.body().path("orderId").asString();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> buyer.send(Call.get("/orders/" + orderId))
                        .body()
                        .path("status")
                        .asString("")
                        .equals("REJECTED"));
        await().atMost(Duration.ofSeconds(60)).until(() -> anyone.mailTo(email).size() >= 2);
        buyer.send(Call.post("/orders", People.order(storeId, product, 1, method + " " + mark)));
        buyer.send(Call.get("/users/me"));
        buyer.send(Call.get("/notifications?after=" + mark));
        buyer.send(Call.get("/orders?status=" + mark));
    }

    private void malformed(String token) throws IOException {
        try (var http = new RawHttp(saler.url())) {
            for (String target : List.of(
                    "/orders?access_token=" + token,
                    "/orders/" + token,
                    "/orders/{" + mark,
                    "/orders/%zz" + mark,
                    "/orders;" + mark,
                    "//" + mark,
                    "/search?q=%" + mark,
                    "/auth/verify?token=" + mark + "%zz")) {
                http.send(new RawHttp.Request("GET", target, List.of(), new byte[0]));
            }
            for (String header : List.of(
                    "Authorization: Bearer " + token + "x",
                    "Authorization: Bearer " + mark,
                    "Authorization: Basic " + mark,
                    "Authorization : Bearer " + token,
                    "Cookie: session=\"" + mark,
                    "X: " + mark.repeat(1_000),
                    "X: " + mark + "\u0001",
                    "Content-Type: " + mark,
                    "Accept: " + mark,
                    "Prefer: " + mark)) {
                http.send(new RawHttp.Request("GET", "/users/me", List.of(header), new byte[0]));
            }
            http.send(new RawHttp.Request(mark, "/orders", List.of(), new byte[0]));
        }
    }

    /** Where a secret, or anybody's token or address, stands in a log. */
    private TreeSet<String> findings() {
        var findings = new TreeSet<String>();
        for (Path log : logs()) {
            String text = read(log);
            text.lines().forEach(line -> {
                boolean tells = secrets.stream().anyMatch(line::contains)
                        || TOKEN.matcher(line).find()
                        || ADDRESS.matcher(line).find();
                if (tells && findings.size() < 40) {
                    findings.add(log.getFileName() + ": " + line.substring(0, Math.min(400, line.length())));
                }
            });
        }
        return findings;
    }

    private List<Path> logs() {
        try (Stream<Path> files = Files.walk(saler.data().resolve("logs"))) {
            List<Path> logs = Stream.concat(Stream.of(saler.log()), files.filter(Files::isRegularFile))
                    .toList();
            assertThat(logs).anyMatch(log -> log.endsWith("logs/saler.log"));
            return logs;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path log) {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
