package io.saler.query.generation;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The read models that have generations, as this node defines them. */
@Component
class Definitions {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z_]{0,39}");

    private final Map<String, GeneratedReadModel> byName;
    private final GenerationRegister register;

    Definitions(ObjectProvider<GeneratedReadModel> declared, GenerationRegister register) {
        this.register = register;
        this.byName = declared.stream().collect(toUnmodifiableMap(Definitions::checked, Function.identity()));
    }

    /** It is part of names in SQL. */
    private static String checked(GeneratedReadModel model) {
        if (!NAME.matcher(model.name()).matches()) {
            throw new IllegalStateException("A generated read model cannot be called " + model.name());
        }
        return model.name();
    }

    Collection<GeneratedReadModel> all() {
        return byName.values();
    }

    /** The one that is called so, or has a generation whose processor is called so. */
    Optional<GeneratedReadModel> find(String name) {
        int at = name.indexOf('@');
        if (at < 0) {
            return Optional.ofNullable(byName.get(name));
        }
        return Optional.ofNullable(byName.get(name.substring(0, at)))
                .filter(definition -> register.there(definition.name()).stream()
                        .anyMatch(kept -> kept.generation().processor().equals(name)));
    }
}
