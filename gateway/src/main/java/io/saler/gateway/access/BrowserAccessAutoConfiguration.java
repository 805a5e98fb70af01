package io.saler.gateway.access;

import io.saler.gateway.problem.Problems;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;

/**
 * Lets browsers in to the pages for administrators. They are recognised by a cookie, which is looked at nowhere else;
 * and since browsers send it by themselves, whatever changes something has to be a form of such a page (CSRF). The
 * features' {@link AccessRules} hold here as well.
 */
@AutoConfiguration(
        before = {ServletWebSecurityAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class},
        after = AccessAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class BrowserAccessAutoConfiguration {

    @Bean
    BrowserCookies browserCookies(@Value("${saler.public-url:}") String publicUrl) {
        return new BrowserCookies(publicUrl);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain browserSecurity(
            HttpSecurity http,
            RuleBook rules,
            Problems problems,
            JwtDecoder tokens,
            BrowserCookies cookies,
            ObjectProvider<RecentlyErased> erased) {
        var refusal = new BrowserRefusal(problems);
        return http.securityMatcher(BrowserPaths.HOME, BrowserPaths.HOME + "/**", BrowserPaths.SESSION + "/**")
                // Whoever is recognised by a cookie is so anew at each request, and the forms of open pages have to
                // last.
                .csrf(forms -> forms.csrfTokenRepository(new FormTokens(cookies))
                        .csrfTokenRequestHandler(new OwnForms())
                        .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy()))
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(AbstractHttpConfigurer::disable)
                .addFilterBefore(recognition(rules, tokens, erased, refusal), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD)
                        .permitAll()
                        .anyRequest()
                        .access(rules))
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(refusal).accessDeniedHandler(refusal))
                .build();
    }

    private static AuthenticationFilter recognition(
            RuleBook rules, JwtDecoder tokens, ObjectProvider<RecentlyErased> erased, BrowserRefusal refusal) {
        var people = new JwtAuthenticationProvider(tokens);
        people.setJwtAuthenticationConverter(RecognisedCaller::from);
        var filter = new AuthenticationFilter(
                new BrowserAuthentication(
                        new ProviderManager(people),
                        new ErasedCallers(erased.orderedStream().toList())),
                request -> rules.ignoresToken(request)
                        ? null
                        : BrowserCookies.access(request)
                                .map(BearerTokenAuthenticationToken::new)
                                .orElse(null));
        filter.setSuccessHandler((request, response, caller) -> {});
        filter.setFailureHandler(refusal::commence);
        return filter;
    }
}
