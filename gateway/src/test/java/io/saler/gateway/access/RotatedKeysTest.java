package io.saler.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.saler.identity.UserId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/** What a process that fetches keys makes of tokens while their issuer changes its keys. */
class RotatedKeysTest {

    private static final ECKey OLD = key();
    private static final ECKey NEW = key();

    private final AtomicReference<JWKSet> published = new AtomicReference<>(new JWKSet(OLD));
    private final AtomicInteger fetches = new AtomicInteger();
    private HttpServer issuer;
    private JwtDecoder tokens;

    @BeforeEach
    void startIssuer() throws IOException {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/keys", exchange -> {
            fetches.incrementAndGet();
            byte[] keys = published.get().toString(true).getBytes();
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        issuer.start();
        String address =
                "http://127.0.0.1:%d/keys".formatted(issuer.getAddress().getPort());
        tokens = TokenChecks.with(TokenChecks.keysAt(address), "saler", Clock.systemUTC());
    }

    @AfterEach
    void stopIssuer() {
        issuer.stop(0);
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String signed(ECKey key, String kid) {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(kid).build(),
                new JWTClaimsSet.Builder()
                        .issuer("saler")
                        .subject(UserId.random().toString())
                        .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(15))))
                        .build());
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
        return token.serialize();
    }

    private static String signed(ECKey key) {
        return signed(key, key.getKeyID());
    }

    private void assertHolds(String token) {
        assertThatCode(() -> tokens.decode(token)).doesNotThrowAnyException();
    }

    private void assertRefused(String token) {
        assertThatThrownBy(() -> tokens.decode(token)).isInstanceOf(BadJwtException.class);
    }

    @Test
    void tokensOfBothKeysHoldAsSoonAsTheNewOneIsPublished() {
        String early = signed(OLD);
        assertHolds(early);
        published.set(new JWKSet(List.of(OLD, NEW)));
        assertHolds(signed(NEW));
        assertHolds(early);
        assertHolds(signed(OLD));
    }

    @Test
    void tokensOfAWithdrawnKeyAreRefusedOnceThatIsKnown() {
        assertHolds(signed(OLD));
        published.set(new JWKSet(NEW));
        assertHolds(signed(NEW));
        assertRefused(signed(OLD));
    }

    @Test
    void whoMakesKeysUpIsRefusedAndDoesNotMakeUsAskTheIssuerEachTime() {
        assertHolds(signed(OLD));
        for (int attempt = 0; attempt < 20; attempt++) {
            assertRefused(signed(NEW, UUID.randomUUID().toString()));
        }
        assertHolds(signed(OLD));
        assertThat(fetches).hasValueLessThan(5);
    }

    @Test
    void whileNoKeyIsKnownYetNobodyIsRefusedForGood() {
        issuer.stop(0);
        for (int attempt = 0; attempt < 5; attempt++) {
            assertThatThrownBy(() -> tokens.decode(signed(OLD)))
                    .isInstanceOf(JwtException.class)
                    .isNotInstanceOf(BadJwtException.class);
        }
    }
}
