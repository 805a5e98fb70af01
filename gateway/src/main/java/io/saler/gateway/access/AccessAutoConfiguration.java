package io.saler.gateway.access;

import static org.springframework.http.HttpMethod.GET;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.saler.gateway.problem.ProblemAutoConfiguration;
import io.saler.gateway.problem.Problems;
import io.saler.gateway.request.RequestAutoConfiguration;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Lets in whoever has a valid token or key and applies every feature's {@link AccessRules}. Nothing is kept between
 * requests. Tokens are checked with the {@code JWKSource} bean of this process, or else with the keys at
 * {@code saler.auth.jwks-uri}.
 */
@AutoConfiguration(
        before = {
            ServletWebSecurityAutoConfiguration.class,
            UserDetailsServiceAutoConfiguration.class,
            OAuth2ResourceServerAutoConfiguration.class,
            OAuth2ResourceServerWebSecurityAutoConfiguration.class
        },
        after = {ProblemAutoConfiguration.class, RequestAutoConfiguration.class, MessageAccessAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class AccessAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder accessTokens(
            ObjectProvider<JWKSource<SecurityContext>> ownKeys,
            @Value("${saler.auth.jwks-uri:}") String keysElsewhere,
            @Value("${saler.auth.issuer:saler}") String issuer,
            Clock clock) {
        JWKSource<SecurityContext> keys = ownKeys.getIfAvailable();
        if (keys == null && keysElsewhere.isBlank()) {
            throw new IllegalStateException("Access tokens cannot be checked: set saler.auth.jwks-uri to the address of"
                    + " the command side's /.well-known/jwks.json");
        }
        return TokenChecks.with(keys == null ? TokenChecks.keysAt(keysElsewhere) : keys, issuer, clock);
    }

    /** A span for each of its dozen filters costs more than what they do. */
    @Bean
    static SecurityObservationSettings unobservedSecurity() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    AccessRules operationsAccess() {
        return AccessRules.of(
                AccessRule.anyone(GET, "/actuator/health/**"), AccessRule.anyone(GET, "/actuator/prometheus"));
    }

    @Bean
    RuleBook ruleBook(ObjectProvider<AccessRules> features, ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
        return new RuleBook(
                features.orderedStream().toList(),
                new Routes(() -> mappings.orderedStream().toList()));
    }

    @Bean
    KeyUses keyUses(ObjectProvider<CommandGateway> commands, Clock clock) {
        return new KeyUses(commands::getIfUnique, clock);
    }

    @Bean
    SecurityFilterChain apiSecurity(
            HttpSecurity http, RuleBook rules, Problems problems, JwtDecoder tokens, ApiKeys keys, KeyUses uses) {
        var people = new JwtAuthenticationProvider(tokens);
        people.setJwtAuthenticationConverter(RecognisedCaller::from);
        var callers = new BearerAuthentication(new ProviderManager(people), keys, uses);
        var refusal = new AccessRefusal(problems);
        var resolver = new DefaultBearerTokenResolver();
        return http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // Written with every answer, also those that are given before a request comes here.
                .headers(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD)
                        .permitAll()
                        .anyRequest()
                        .access(rules))
                .oauth2ResourceServer(server -> server.bearerTokenResolver(
                                request -> rules.ignoresToken(request) ? null : resolver.resolve(request))
                        .jwt(jwt -> jwt.authenticationManager(callers))
                        .authenticationEntryPoint(refusal)
                        .accessDeniedHandler(refusal)
                        .withObjectPostProcessor(answeringMissingKeys(refusal)))
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(refusal).accessDeniedHandler(refusal))
                .build();
    }

    /** Without this, keys that cannot be fetched would be an internal error instead of a 503. */
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> answeringMissingKeys(AccessRefusal refusal) {
        var handler = new AuthenticationEntryPointFailureHandler(refusal);
        handler.setRethrowAuthenticationServiceException(false);
        return new ObjectPostProcessor<>() {
            @Override
            public <T extends BearerTokenAuthenticationFilter> T postProcess(T filter) {
                filter.setAuthenticationFailureHandler(handler);
                return filter;
            }
        };
    }

    @Bean
    WebMvcConfigurer currentUserArgument() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CurrentUserArgument());
            }
        };
    }
}
