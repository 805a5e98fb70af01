package io.saler.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.saler.command.CommandSideTest;
import io.saler.identity.EmailAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** What clients see while keys change. */
@ExtendWith(OutputCaptureExtension.class)
class KeyRotationHttpTest extends CommandSideTest {

    private String admin() throws Exception {
        String password = Files.readString(DATA.resolve("admin-password")).strip();
        return json(login(new EmailAddress("admin@localhost"), password), 200)
                .path("accessToken")
                .asString();
    }

    private static String kid(String token) throws Exception {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    private boolean holds(String token) {
        HttpResponse<String> answer = get("/auth/sessions", bearer(token));
        assertThat(answer.statusCode()).isIn(200, 401);
        return answer.statusCode() == 200;
    }

    private String phase(String kid, String admin) {
        for (JsonNode key : json(get("/auth/signing-keys", bearer(admin)), 200).path("items")) {
            if (key.path("kid").asString().equals(kid)) {
                return key.path("phase").asString();
            }
        }
        return "gone";
    }

    @Test
    void tokensOfTheOldKeyAndOfTheNewOneHoldWhileTheKeyChanges(CapturedOutput output) throws Exception {
        String early = admin();
        String old = kid(early);
        JsonNode coming = json(post("/auth/signing-keys/rotate", "", bearer(early)), 202);
        String next = coming.path("kid").asString();
        assertThat(coming.path("phase").asString()).isEqualTo("PUBLISHED");
        assertThat(get("/.well-known/jwks.json").body()).contains(old, next).doesNotContain("\"d\"");

        clock.forward(SigningKeyRing.PUBLISHED_BEFORE.minusMinutes(1));
        String last = admin();
        assertThat(kid(last)).isEqualTo(old);
        clock.forward(Duration.ofMinutes(1).plusSeconds(1));
        String late = admin();
        assertThat(kid(late)).isEqualTo(next);
        assertThat(holds(early)).isTrue();
        assertThat(holds(last)).isTrue();
        assertThat(holds(late)).isTrue();
        assertThat(phase(old, late)).isEqualTo("RETIRED");
        assertThat(phase(next, late)).isEqualTo("SIGNING");

        clock.forward(Duration.ofMinutes(10));
        assertThat(holds(last)).isTrue();
        clock.forward(SigningKeyRing.PUBLISHED_AFTER.minusMinutes(10));
        assertThat(get("/.well-known/jwks.json").body()).contains(next).doesNotContain(old);
        assertThat(holds(last)).isFalse();
        assertThat(output.getAll()).contains(next).doesNotContain("\"d\":", "d\":\"");
    }

    @Test
    void keysAreForAdministrators() {
        problem(get("/auth/signing-keys"), 401, "unauthenticated");
        problem(post("/auth/signing-keys/rotate", ""), 401, "unauthenticated");
        String somebody = somebodysToken();
        problem(get("/auth/signing-keys", bearer(somebody)), 403, "forbidden");
        problem(post("/auth/signing-keys/rotate", "", bearer(somebody)), 403, "forbidden");
    }
}
