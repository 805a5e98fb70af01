package io.saler.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may call what. */
class AccessTest extends GatewayTest {

    private final UserId user = UserId.random();

    @Test
    void aValidTokenSaysWhoIsAsking() {
        var answer = get("/me", "Authorization", bearer(Tokens.of(user, Role.CUSTOMER, Role.MERCHANT)));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).path("id").asString()).isEqualTo(user.toString());
    }

    @Test
    void strangersAreAskedToSignIn() {
        var answer = get("/me");
        problem(answer, 401, "unauthenticated");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }

    static Stream<String> badTokens() throws Exception {
        String user = UserId.random().toString();
        Duration soon = Duration.ofMinutes(5);
        var claims = new JWTClaimsSet.Builder()
                .subject(user)
                .issuer("saler")
                .expirationTime(new Date(System.currentTimeMillis() + 60_000))
                .claim("roles", List.of("ADMIN"))
                .build();
        var symmetric = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        symmetric.sign(new MACSigner(Tokens.KEY.toPublicJWK().toJSONString().getBytes()));
        String good = Tokens.of(UserId.of(user), Role.ADMIN);
        return Stream.of(
                "x",
                "a.b.c",
                "e30.e30.e30",
                good.substring(0, good.length() - 8) + "AAAAAAAA",
                good.substring(0, good.lastIndexOf('.') + 1),
                new PlainJWT(claims).serialize(),
                symmetric.serialize(),
                Tokens.signed(Tokens.STRANGE_KEY, user, soon, "saler", Role.ADMIN),
                withHeader(claims, header -> header.keyID("made-up")),
                withHeader(
                        claims,
                        header -> header.keyID(Tokens.STRANGE_KEY.getKeyID()).jwk(Tokens.STRANGE_KEY.toPublicJWK())),
                withHeader(claims, header -> header.jwk(Tokens.STRANGE_KEY.toPublicJWK())),
                withHeader(
                        claims,
                        header -> header.keyID("made-up")
                                .jwkURL(URI.create("https://attacker.example/.well-known/jwks.json"))),
                withHeader(claims, header -> header.keyID("../../etc/passwd' OR 1=1 --")),
                withoutExpiry(user),
                good + "A".repeat(5_000),
                Tokens.signed(Tokens.KEY, user, Duration.ofMinutes(-1), "saler", Role.ADMIN),
                Tokens.signed(Tokens.KEY, user, soon, "somebody", Role.ADMIN),
                Tokens.signed(Tokens.KEY, "admin", soon, "saler", Role.ADMIN));
    }

    /** Signed by somebody else, with whatever their header claims. */
    private static String withHeader(JWTClaimsSet claims, UnaryOperator<JWSHeader.Builder> header) throws Exception {
        var token = new SignedJWT(
                header.apply(new JWSHeader.Builder(JWSAlgorithm.ES256)).build(), claims);
        token.sign(new ECDSASigner(Tokens.STRANGE_KEY));
        return token.serialize();
    }

    private static String withoutExpiry(String user) throws Exception {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(Tokens.KEY.getKeyID())
                        .build(),
                new JWTClaimsSet.Builder().subject(user).issuer("saler").build());
        token.sign(new ECDSASigner(Tokens.KEY));
        return token.serialize();
    }

    @Test
    void aHugeTokenIsNotEvenRead() {
        assertThat(get("/me", "Authorization", bearer("a".repeat(100_000))).statusCode())
                .isIn(400, 431);
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void aBadTokenIsRefusedWhereverItIsSent(String token) {
        for (String path : List.of("/me", "/maybe", "/admin/thing", "/nowhere")) {
            var answer = get(path, "Authorization", bearer(token));
            problem(answer, 401, "unauthenticated");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
        }
    }

    @Test
    void aStaleTokenDoesNotStandInTheWayOfANewOne() {
        var answer = get("/unseen", "Authorization", bearer("x"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("false");
    }

    @Test
    void anyoneMayBeKnownOrNot() {
        assertThat(get("/maybe").body()).contains("false");
        assertThat(get("/maybe", "Authorization", bearer(Tokens.of(user))).body())
                .contains("true");
    }

    @Test
    void aRoleIsNeededWhereTheRuleSaysSo() {
        var answer = get("/admin/thing", "Authorization", bearer(Tokens.of(user, Role.CUSTOMER)));
        problem(answer, 403, "forbidden");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(get("/admin/thing", "Authorization", bearer(Tokens.of(user, Role.ADMIN)))
                        .statusCode())
                .isEqualTo(200);
        problem(get("/admin/thing"), 401, "unauthenticated");
    }

    @Test
    void whatNoRuleOpensIsClosedToEverybody() {
        problem(get("/forgotten"), 401, "unauthenticated");
        problem(get("/forgotten", "Authorization", bearer(Tokens.of(user, Role.ADMIN))), 403, "forbidden");
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        String token = bearer(Tokens.of(user));
        problem(get("/nowhere"), 401, "unauthenticated");
        problem(get("/nowhere", "Authorization", token), 404, "not-found");
        problem(get("/", "Authorization", token), 404, "not-found");
        problem(get("/leads/nowhere"), 404, "not-found");
        problem(get("/error", "Authorization", token), 404, "not-found");
    }

    @Test
    void theWrongMethodIsToldTheRightOnes() {
        var answer = send(request("/baskets").DELETE());
        problem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
        var known = send(
                request("/me").header("Authorization", bearer(Tokens.of(user))).PUT(BodyPublishers.noBody()));
        problem(known, 405, "method-not-allowed");
        assertThat(known.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    @Test
    void operationsMayAskWhetherItLives() {
        assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        problem(get("/actuator/env"), 401, "unauthenticated");
    }

    @Test
    void headIsAllowedWhereGetIs() {
        assertThat(send(request("/maybe").HEAD()).statusCode()).isEqualTo(200);
        assertThat(send(request("/me").HEAD()).statusCode()).isEqualTo(401);
    }

    @Test
    void strangersLearnThatTheyAreBeforeTheirBodyIsLookedAt() {
        problem(post("/commands", "x".repeat((1 << 20) + 1)), 401, "unauthenticated");
    }

    @Test
    void nothingIsKeptBetweenRequests() {
        assertThat(get("/me", "Authorization", bearer(Tokens.of(user)))
                        .headers()
                        .map())
                .doesNotContainKey("set-cookie");
    }

    @Test
    void everyAnswerHasTheUsualSecurityHeaders() {
        var headers = get("/maybe").headers();
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("frame-ancestors 'none'", "form-action 'self'");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
    }
}
