package io.saler.acceptance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.saler.failure.Failure;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.modelling.saga.SagaEventHandler;

/** The lines between the rooms of the house. */
@AnalyzeClasses(packages = "io.saler", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

    private static final String[] LANGUAGE = {
        "io.saler.value..",
        "io.saler.failure..",
        "io.saler.eventstore..",
        "io.saler.identity..",
        "io.saler.store..",
        "io.saler.catalog..",
        "io.saler.inventory..",
        "io.saler.order..",
        "io.saler.payment..",
        "io.saler.notification..",
        "io.saler.journal..",
        "io.saler.projection..",
        "io.saler.analytics.."
    };

    @ArchTest
    static final ArchRule theLanguageDependsOnNothingOfOursAndOnNoFrameworkButAxonsMessages = classes()
            .that()
            .resideInAnyPackage(LANGUAGE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(joined("java..", "org.axonframework..", "jakarta.validation..", "org.jspecify.."));

    @ArchTest
    static final ArchRule theCommandSideKnowsNeitherSagasNorQueries = noClasses()
            .that()
            .resideInAPackage("io.saler.command..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.saler.saga..", "io.saler.query..", "io.saler.standalone..");

    @ArchTest
    static final ArchRule theSagasKnowNeitherCommandsNorQueries = noClasses()
            .that()
            .resideInAPackage("io.saler.saga..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.saler.command..", "io.saler.query..", "io.saler.standalone..");

    @ArchTest
    static final ArchRule theQuerySideKnowsNeitherCommandsNorSagas = noClasses()
            .that()
            .resideInAPackage("io.saler.query..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.saler.command..", "io.saler.saga..", "io.saler.standalone..");

    @ArchTest
    static final ArchRule theLibrariesKnowNoRoom = noClasses()
            .that()
            .resideInAnyPackage("io.saler.axonserver..", "io.saler.gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.saler.command..", "io.saler.saga..", "io.saler.query..", "io.saler.standalone..");

    @ArchTest
    static final ArchRule refusalsAreSaidByFailures = classes()
            .that()
            .areAssignableTo(Failure.class)
            .should()
            .resideInAnyPackage(joined("io.saler.query.search.."));

    /** A move to three processes finds a side's processors by it. */
    @ArchTest
    static final ArchRule handlersOfEventsSayWhichProcessorTheyBelongTo = methods()
            .that()
            .areAnnotatedWith(EventHandler.class)
            .or()
            .areAnnotatedWith(SagaEventHandler.class)
            .and()
            .areDeclaredInClassesThat()
            .resideInAnyPackage("io.saler.command..", "io.saler.saga..")
            .should()
            .beDeclaredInClassesThat()
            .areAnnotatedWith(ProcessingGroup.class);

    @ArchTest
    static final ArchRule packagesAreFeatures = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..common..", "..impl..", "..manager..", "..helper..", "..dto..");

    private static String[] joined(String... more) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(LANGUAGE), java.util.Arrays.stream(more))
                .toArray(String[]::new);
    }
}
