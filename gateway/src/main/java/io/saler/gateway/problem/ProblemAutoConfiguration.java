package io.saler.gateway.problem;

import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.Host;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.header.HeaderWriter;
import tools.jackson.databind.json.JsonMapper;

/** Puts problem documents in the place of every other error answer: Spring's, Spring Boot's and Tomcat's. */
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class ProblemAutoConfiguration {

    /** Mappings of the features are asked before the gateway's own. */
    @Bean
    Problems problems(
            ObjectProvider<ProblemMapping> features,
            JsonMapper json,
            @Value("${saler.problems.base:/problems/}") String base) {
        List<ProblemMapping> own = List.of(
                new FailureMapping(),
                new BodyMapping(),
                new ValidationMapping(),
                new SecurityMapping(),
                new AvailabilityMapping(),
                new WebMapping());
        return new Problems(
                Stream.concat(features.orderedStream(), own.stream()).toList(), base, json);
    }

    @Bean
    ThrownProblems thrownProblems(Problems problems) {
        return new ThrownProblems(problems);
    }

    @Bean
    ContainerProblems containerProblems(Problems problems) {
        return new ContainerProblems(problems);
    }

    /** Added last, and so nearest to the application: it answers before the valve that Spring Boot adds. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> problemValve(
            ObjectProvider<Problems> problems, ObjectProvider<HeaderWriter> headers) {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof Host host) {
                host.getPipeline()
                        .addValve(new ProblemValve(
                                problems.getObject(), headers.orderedStream().toList()));
                if (host instanceof StandardHost standard) {
                    standard.setErrorReportValveClass(ProblemValve.class.getName());
                }
            }
        });
    }
}
