package io.quittance;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import javax.crypto.Mac;
import org.apache.avro.specific.AvroGenerated;

/** Who may know whom, and what nobody may do (style.md, "Rooms"); one rule per line of that list. */
@AnalyzeClasses(packages = "io.quittance", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final DescribedPredicate<JavaClass> GENERATED = DescribedPredicate.describe(
            "generated from schemas", type -> outermost(type).isAnnotatedWith(AvroGenerated.class));
    private static final DescribedPredicate<JavaClass> NEAR_MONEY = resideInAnyPackage(
                    "io.quittance.gateways..",
                    "io.quittance.topology..",
                    "io.quittance.config..",
                    "io.quittance.events..")
            .and(not(GENERATED))
            .as("are near money and written by hand");
    private static final DescribedPredicate<JavaClass> NESTED_IN_THE_ADAPTER = DescribedPredicate.describe(
            "nested in ConfluentSchemas",
            type -> outermost(type).getSimpleName().equals("ConfluentSchemas"));
    private static final DescribedPredicate<JavaClass> MAKE_DIGESTS = DescribedPredicate.describe(
            "make digests of messages",
            type -> type.getPackageName().startsWith("io.quittance.gateways")
                    && type.getMethodCallsFromSelf().stream()
                            .anyMatch(call -> call.getTargetOwner().isEquivalentTo(MessageDigest.class)
                                    || call.getTargetOwner().isEquivalentTo(Mac.class)));
    private static final ArchCondition<JavaClass> BE_ANONYMOUS_STEPS = ArchCondition.from(DescribedPredicate.describe(
            "be anonymous processors, suppliers or punctuations",
            type -> type.isAnonymousClass()
                    && type.getAllRawInterfaces().stream()
                            .anyMatch(known -> known.getPackageName().startsWith("org.apache.kafka.streams"))));

    @ArchTest
    static final ArchRule shouldLetGatewaysKnowOnlyTheJdkAndTheStreamingParser = classes()
            .that()
            .resideInAPackage("io.quittance.gateways..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.quittance.gateways..", "java..", "javax.crypto..", "tools.jackson.core..", "org.jspecify..");

    @ArchTest
    static final ArchRule shouldKeepGatewaysFreeOfInputAndOutput = noClasses()
            .that()
            .resideInAPackage("io.quittance.gateways..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net.http..", "java.sql..")
            .orShould()
            .dependOnClassesThat(assignableTo(java.io.File.class));

    @ArchTest
    static final ArchRule shouldLetConfigKnowOnlyTheGateways = noClasses()
            .that()
            .resideInAPackage("io.quittance.config..")
            .should()
            .dependOnClassesThat(ours("config", "gateways"));

    @ArchTest
    static final ArchRule shouldLetEventsKnowOnlyGatewaysAndConfig = noClasses()
            .that()
            .resideInAPackage("io.quittance.events..")
            .should()
            .dependOnClassesThat(ours("events", "gateways", "config"));

    @ArchTest
    static final ArchRule shouldLetTheTopologyKnowOnlyWhatItDecidesOn = noClasses()
            .that()
            .resideInAPackage("io.quittance.topology..")
            .should()
            .dependOnClassesThat(ours("topology", "events", "gateways", "config"));

    @ArchTest
    static final ArchRule shouldLetTheGatewayClientKnowOnlyWhatItSends = noClasses()
            .that()
            .resideInAPackage("io.quittance.gatewayclient..")
            .should()
            .dependOnClassesThat(ours("gatewayclient", "events", "gateways", "config"));

    @ArchTest
    static final ArchRule shouldLetThePollerKnowOnlyTheClientAndTheLog = noClasses()
            .that()
            .resideInAPackage("io.quittance.poller..")
            .should()
            .dependOnClassesThat(ours("poller", "gatewayclient", "events", "gateways", "config"));

    @ArchTest
    static final ArchRule shouldLetMetricsKnowOnlyWhatItShows = noClasses()
            .that()
            .resideInAPackage("io.quittance.metrics..")
            .should()
            .dependOnClassesThat(ours(
                    "metrics",
                    "edge",
                    "poller",
                    "topology",
                    "queries",
                    "gatewayclient",
                    "events",
                    "gateways",
                    "config"));

    @ArchTest
    static final ArchRule shouldLetOnlyTheAppSeeMetrics = noClasses()
            .that()
            .resideOutsideOfPackages("io.quittance.metrics..", "io.quittance.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.quittance.metrics..");

    @ArchTest
    static final ArchRule shouldKeepMicrometerInMetrics = noClasses()
            .that()
            .resideOutsideOfPackage("io.quittance.metrics..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micrometer..", "io.prometheus..");

    @ArchTest
    static final ArchRule shouldKeepTheSandboxApartFromTheCodeThatItTries = noClasses()
            .that()
            .resideInAPackage("io.quittance.sandbox..")
            .should()
            .dependOnClassesThat(ours("sandbox", "events"));

    @ArchTest
    static final ArchRule shouldLetNobodySeeTheApp = noClasses()
            .that()
            .resideOutsideOfPackage("io.quittance.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.quittance.app..");

    @ArchTest
    static final ArchRule shouldLetOnlyTheAppSeeTheBenchmark = noClasses()
            .that()
            .resideOutsideOfPackages("io.quittance.bench..", "io.quittance.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.quittance.bench..");

    @ArchTest
    static final ArchRule shouldServeHttpOnlyWhereItIsTheSubject = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.quittance.edge..",
                    "io.quittance.console..",
                    "io.quittance.sandbox..",
                    "io.quittance.bench.limits..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.undertow..");

    @ArchTest
    static final ArchRule shouldStreamOnlyWhereItIsTheSubject = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.quittance.topology..",
                    "io.quittance.queries..",
                    "io.quittance.bench.limits..",
                    "io.quittance.metrics..",
                    "io.quittance.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.streams..");

    @ArchTest
    static final ArchRule shouldImportTheRegistryClientInOneAdapterOnly = noClasses()
            .that()
            .doNotHaveSimpleName("ConfluentSchemas")
            .and(not(NESTED_IN_THE_ADAPTER))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.flink..");

    @ArchTest
    static final ArchRule shouldHaveNoCyclesBetweenRooms =
            slices().matching("io.quittance.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule shouldTakeTimeFromTheRecord = noClasses()
            .that()
            .resideInAnyPackage("io.quittance.topology..", "io.quittance.gateways..")
            .and()
            .doNotHaveSimpleName("EmitDue")
            .should()
            .callMethodWhere(Unrepeatable.CLOCK)
            .orShould()
            .dependOnClassesThat(assignableTo(Clock.class));

    @ArchTest
    static final ArchRule shouldDecideWithoutChance = noClasses()
            .that()
            .resideInAnyPackage("io.quittance.topology..", "io.quittance.gateways..")
            .should()
            .callCodeUnitWhere(Unrepeatable.CHANCE);

    @ArchTest
    static final ArchRule shouldKeepMoneyFreeOfFloatingPoint = classes()
            .that(NEAR_MONEY)
            .and()
            .doNotHaveSimpleName("BoundedRocksDb")
            .should(new UseNoFloatingPoint());

    @ArchTest
    static final ArchRule shouldShowNoMoneyToTheClassThatSharesOutMemory = classes()
            .that()
            .haveSimpleName("BoundedRocksDb")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.rocksdb..", "org.apache.kafka.streams.state..")
                    .or(simpleName("BoundedRocksDb"))
                    .or(simpleName("RocksDbMemory")));

    @ArchTest
    static final ArchRule shouldKeepMoneyInLongs =
            noClasses().that(NEAR_MONEY).should().dependOnClassesThat().haveFullyQualifiedName("java.math.BigDecimal");

    @ArchTest
    static final ArchRule shouldNameEveryProcessor = noClasses()
            .that()
            .resideInAnyPackage("io.quittance.topology..", "io.quittance.queries..")
            .should(BE_ANONYMOUS_STEPS);

    @ArchTest
    static final ArchRule shouldNameClassesForWhatTheyAre =
            noClasses().should().haveNameMatching(".*(Utils?|Helpers?|Managers?|Impl)");

    @ArchTest
    static final ArchRule shouldKnowNoGatewayByName =
            classes().that().resideOutsideOfPackage("io.quittance.sandbox..").should(new NameNoDialect());

    @ArchTest
    static final ArchRule shouldCompareDigestsInConstantTime = noClasses()
            .that()
            .resideInAnyPackage("io.quittance.gateways..", "io.quittance.edge..", "io.quittance.queries..")
            .should()
            .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
            .orShould()
            .callMethod(Arrays.class, "mismatch", byte[].class, byte[].class)
            .orShould()
            .callMethod(Arrays.class, "compare", byte[].class, byte[].class);

    @ArchTest
    static final ArchRule shouldNotCompareAsTextWhereDigestsAreMade = noClasses()
            .that(MAKE_DIGESTS)
            .should()
            .callMethod(String.class, "equals", Object.class)
            .orShould()
            .callMethod(String.class, "equalsIgnoreCase", String.class);

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    private static DescribedPredicate<JavaClass> ours(String... allowed) {
        String[] packages = Arrays.stream(allowed)
                .map(room -> "io.quittance." + room + "..")
                .toArray(String[]::new);
        return resideInAPackage("io.quittance..")
                .and(not(resideInAnyPackage(packages)))
                .as("belong to a room of ours other than %s", String.join(", ", allowed));
    }
}
