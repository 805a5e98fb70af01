package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.acceptance.ApiDocument.Operation;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The API in three forms: as the code answers it, as it describes itself, and as people read it. All say the same. */
class ContractTest {

    private static final Pattern ROW = Pattern.compile("^\\| (.+?) \\| .+ \\|$", Pattern.MULTILINE);
    private static final Pattern ENDPOINT = Pattern.compile("(GET|POST|PUT|PATCH|DELETE) `([^`? ]+)");
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");

    /** Served by libraries, so that no controller of ours and no description has them. */
    private static final Set<String> OF_LIBRARIES = Set.of(
            "GET /docs",
            "GET /openapi.json",
            "GET /actuator/health/liveness",
            "GET /actuator/health/readiness",
            "GET /actuator/prometheus");

    /** Served only where another payment gateway than the simulated one is set. */
    private static final Set<String> OF_OTHER_GATEWAYS = Set.of("POST /payment/webhooks/stripe");

    private static ApiDocument document;
    private static Set<String> described;

    @BeforeAll
    static void readTheDocument() {
        document = ApiDocument.of(SharedSaler.get());
        described = document.operations().stream()
                .map(operation -> nameless(operation.method(), operation.path()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void isOpenApi31() {
        assertThat(document.root().path("openapi").asString()).startsWith("3.1");
    }

    @Test
    void whatPeopleReadIsWhatIsDescribed() throws IOException {
        Path page = Path.of(System.getProperty("saler.launcher"))
                .resolveSibling("docs")
                .resolve("http-api.md");
        Set<String> written = ROW.matcher(Files.readString(page))
                .results()
                .flatMap(row -> ENDPOINT.matcher(row.group(1)).results())
                .map(endpoint -> nameless(endpoint.group(1), endpoint.group(2)))
                .filter(endpoint -> !OF_LIBRARIES.contains(endpoint)
                        && !OF_OTHER_GATEWAYS.contains(endpoint)
                        && SalerProcess.describes(endpoint))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(written).as("docs/http-api.md and /openapi.json").isEqualTo(described);
    }

    @Test
    void everyControllersMethodIsDescribed() {
        var controllers = new ClassPathScanningCandidateComponentProvider(false);
        controllers.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        controllers.addExcludeFilter(new AssignableTypeFilter(ErrorController.class));
        // What only the dashboard's own pages ask for is no part of the contract.
        controllers.addExcludeFilter(new AnnotationTypeFilter(Hidden.class));
        Set<String> handled = controllers.findCandidateComponents("io.saler").stream()
                .map(controller -> ClassUtils.resolveClassName(String.valueOf(controller.getBeanClassName()), null))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .flatMap(ContractTest::endpoints)
                .filter(SalerProcess::describes)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(described).as("/openapi.json and the controllers").isEqualTo(handled);
    }

    private static Stream<String> endpoints(Method method) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
        return mapping == null
                ? Stream.empty()
                : Arrays.stream(mapping.method())
                        .flatMap(verb -> Arrays.stream(mapping.path()).map(path -> nameless(verb.name(), path)));
    }

    @Test
    void everyBodyHasAnExampleThatFitsItsSchema() {
        var answers = new DocumentedAnswers(document);
        for (Operation operation : document.operations()) {
            if (operation.jsonBody().isMissingNode()) {
                continue;
            }
            assertThat(document.example(operation).isObject()
                            || document.example(operation).isArray())
                    .as("%s has an example of its body: @Schema(example = …) on its record", operation)
                    .isTrue();
            String schema = operation.jsonBody().path("schema").path("$ref").asString("");
            if (!schema.isEmpty()) {
                assertThat(answers.errors(schema.substring(1), document.example(operation)))
                        .as(operation.name())
                        .isEmpty();
            }
        }
    }

    private static String nameless(String method, String path) {
        return method + " " + VARIABLE.matcher(path).replaceAll("{}");
    }
}
