package io.saler.benchmark.year;

import io.saler.demo.client.SalerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Asks a running Saler for reports, as its administrator. */
final class ReportClient implements YearCheck.Answers {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration HOLDS = Duration.ofMinutes(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;
    private final String email;
    private final String password;
    private String token = "";
    private Instant since = Instant.EPOCH;

    /** @param dataDirectory where the administrator's password is */
    ReportClient(URI url, Path dataDirectory) throws IOException {
        this.url = url;
        String name = System.getenv("SALER_ADMIN_EMAIL");
        String word = System.getenv("SALER_ADMIN_PASSWORD");
        this.email = name == null ? "admin@localhost" : name;
        this.password = word == null
                ? Files.readString(dataDirectory.resolve("admin-password")).strip()
                : word;
    }

    @Override
    public String csv(
            String report,
            YearTruth.Store store,
            String granularity,
            Instant from,
            Instant to,
            @Nullable Instant asOf) {
        return get("/reports/%s?storeId=%s&granularity=%s&from=%s&to=%s&format=csv%s"
                        .formatted(report, store.id(), granularity, from, to, asOf == null ? "" : "&asOf=" + asOf))
                .body();
    }

    HttpResponse<String> get(String path) {
        if (Instant.now().isAfter(since.plus(HOLDS))) {
            since = Instant.now();
            token = SalerClient.at(url).logIn(email, password).accessToken();
        }
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(url.resolve(path))
                            .header("Authorization", "Bearer " + token)
                            .timeout(LONGEST)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("%s: %d %s".formatted(path, answer.statusCode(), answer.body()));
            }
            return answer;
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
