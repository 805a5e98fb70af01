package io.saler.benchmark.year;

import io.saler.benchmark.Administrator;
import io.saler.demo.client.SalerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** Asks a running Saler for reports, as its administrator. */
final class ReportClient implements Answers {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;
    private final Administrator administrator;

    /** @param dataDirectory where the administrator's password is */
    ReportClient(URI url, Path dataDirectory) {
        this.url = url;
        this.administrator = new Administrator(SalerClient.at(url), dataDirectory);
    }

    @Override
    public String csv(String report, Span span) {
        return get(path(report, span) + "&format=csv").body();
    }

    @Override
    public String json(String report, Span span) {
        return get(path(report, span)).body();
    }

    private static String path(String report, Span span) {
        return "/reports/%s?storeId=%s&granularity=%s&from=%s&to=%s%s"
                .formatted(
                        report,
                        span.store().id(),
                        span.granularity(),
                        span.from(),
                        span.to(),
                        span.asOf() == null ? "" : "&asOf=" + span.asOf());
    }

    HttpResponse<String> get(String path) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(url.resolve(path))
                            .header("Authorization", "Bearer " + administrator.token())
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
