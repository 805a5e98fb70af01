package io.saler.command.identity;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the gateway in this process check tokens with the keys that are here anyway. */
@Configuration(proxyBeanMethods = false)
class KeyConfiguration {

    @Bean
    JWKSource<SecurityContext> ownKeys(SigningKeys keys) {
        return (selector, context) -> selector.select(keys.published());
    }
}
