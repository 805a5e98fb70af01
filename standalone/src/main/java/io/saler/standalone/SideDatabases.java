package io.saler.standalone;

import io.saler.standalone.distributed.Side;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.core.env.Environment;

/**
 * The outside databases of the sides as processes of their own, named by {@code saler.SIDE.datasource.url},
 * {@code .username} and {@code .password}: all of them or none, since no two sides share one.
 */
final class SideDatabases {

    private static final List<String> PARTS = List.of("url", "username", "password");

    private final Environment environment;

    private SideDatabases(Environment environment) {
        this.environment = environment;
    }

    /** Throws {@link StartRefused} when a side has none and another has, or when one is named for all of them. */
    static SideDatabases in(Environment environment) {
        if (environment.containsProperty("spring.datasource.url")) {
            throw new StartRefused("spring.datasource.url names one database, but the sides share none; name three by "
                    + urls(List.of(Side.values())));
        }
        List<Side> missing = Arrays.stream(Side.values())
                .filter(side -> !environment.containsProperty(property(side, "url")))
                .toList();
        if (!missing.isEmpty() && missing.size() < Side.values().length) {
            throw new StartRefused("Each side needs a database of its own; missing: " + urls(missing));
        }
        long different = Arrays.stream(Side.values())
                .map(side -> environment.getProperty(property(side, "url")))
                .distinct()
                .count();
        if (missing.isEmpty() && different < Side.values().length) {
            throw new StartRefused("Two sides have the same database, but no two may share one");
        }
        return new SideDatabases(environment);
    }

    /** One of the properties that name them; empty when they are embedded. */
    Optional<String> named() {
        return Optional.of(property(Side.COMMAND, "url")).filter(environment::containsProperty);
    }

    /** The Spring properties of this side's database; empty when it is an embedded one. */
    Map<String, String> of(Side side) {
        var properties = new LinkedHashMap<String, String>();
        PARTS.forEach(part -> {
            String value = environment.getProperty(property(side, part));
            if (value != null) {
                properties.put("spring.datasource." + part, value);
            }
        });
        return properties;
    }

    /** Whether this property is about a side's database, and so nothing for other sides to know. */
    static boolean names(String property) {
        return Arrays.stream(Side.values()).anyMatch(side -> property.startsWith(property(side, "")));
    }

    private static String urls(List<Side> sides) {
        return sides.stream().map(side -> "--" + property(side, "url") + "=…").collect(Collectors.joining(", "));
    }

    private static String property(Side side, String part) {
        return "saler." + side.program() + ".datasource." + part;
    }
}
