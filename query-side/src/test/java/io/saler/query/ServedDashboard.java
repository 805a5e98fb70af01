package io.saler.query;

import io.saler.identity.Role;
import io.saler.identity.UserId;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/** The pages for administrators, as a browser asks for them and sends their forms. */
abstract class ServedDashboard extends ServedQuerySide {

    static final String FORM_TOKEN = UUID.randomUUID().toString();

    final UserId admin = UserId.random();
    final String administrator = "saler-access=" + Tokens.of(admin, Role.ADMIN);

    HttpResponse<String> page(String path, String cookie) {
        return cookie.isEmpty()
                ? get(path, null, "Accept", "text/html")
                : get(path, null, "Accept", "text/html", "Cookie", cookie);
    }

    HttpResponse<String> send(String path, String form, String cookies, String... headers) {
        try {
            var request = HttpRequest.newBuilder(request(path, null), (name, value) -> true)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Accept", "text/html")
                    .POST(BodyPublishers.ofString(form));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return CLIENT.send(
                    (cookies.isEmpty() ? request : request.header("Cookie", cookies)).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    /** As pages write it into forms: the token of the cookie, masked with as many bytes, here of zero. */
    static String masked(String token) {
        byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
        byte[] masked = new byte[2 * bytes.length];
        System.arraycopy(bytes, 0, masked, bytes.length, bytes.length);
        return Base64.getUrlEncoder().encodeToString(masked);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow(() -> new AssertionError(answer.toString()));
    }
}
