package io.saler.gateway.access;

import io.saler.gateway.problem.ProblemAutoConfiguration;
import io.saler.gateway.problem.Problems;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** Applies what the rooms know of {@link RecentlyErased} people to every request. */
@AutoConfiguration(after = ProblemAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class ErasureAutoConfiguration {

    /** After Spring Security, which knows the caller, and before anything is done or answered for them. */
    private static final int AFTER_TOKENS = -95;

    @Bean
    FilterRegistrationBean<ErasedCallersFilter> erasedCallersFilter(
            ObjectProvider<RecentlyErased> erased, Problems problems) {
        var registration = new FilterRegistrationBean<>(
                new ErasedCallersFilter(new ErasedCallers(erased.orderedStream().toList()), problems));
        registration.setOrder(AFTER_TOKENS);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        return registration;
    }
}
