package io.saler.query.dashboard;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.LocaleResolver;

/** What the pages need of the web framework. */
@Configuration(proxyBeanMethods = false)
class DashboardConfiguration {

    /** Found by its name. */
    @Bean(DispatcherServlet.LOCALE_RESOLVER_BEAN_NAME)
    LocaleResolver localeResolver() {
        return new Language();
    }
}
