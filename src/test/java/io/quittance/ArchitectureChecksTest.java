package io.quittance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The checks that we wrote for {@link ArchitectureTest} find what they are for: each has a planted fault to catch. */
class ArchitectureChecksTest {
    @Test
    void shouldFindFloatingPointWhereverItHides() {
        ArchRule rule = classes().should(new UseNoFloatingPoint());

        assertThat(faults(rule, Halves.class))
                .anyMatch(fault -> fault.contains("Halves.share uses"))
                .anyMatch(fault -> fault.contains("Halves.inside uses"))
                .anyMatch(fault -> fault.contains("Halves.called uses"))
                .anyMatch(fault -> fault.contains("Halves.boxed uses"));
        assertThat(faults(rule, Whole.class)).isEmpty();
    }

    @Test
    void shouldFindClocksAndChance() {
        ArchRule clock = noClasses().should().callMethodWhere(Unrepeatable.CLOCK);
        ArchRule chance = noClasses().should().callCodeUnitWhere(Unrepeatable.CHANCE);

        assertThat(faults(clock, Moody.class)).hasSize(2);
        assertThat(faults(chance, Moody.class)).hasSize(1);
        assertThat(faults(clock, Whole.class)).isEmpty();
        assertThat(faults(chance, Whole.class)).isEmpty();
    }

    @Test
    void shouldFindTheNameOfAGateway() {
        ArchRule rule = classes().should(new NameNoDialect());

        assertThat(faults(rule, Partial.class)).singleElement().asString().contains("says \"is it juhe?\"");
        assertThat(faults(rule, Whole.class)).isEmpty();
    }

    private static List<String> faults(ArchRule rule, Class<?> planted) {
        return rule.evaluate(new ClassFileImporter().importClasses(planted))
                .getFailureReport()
                .getDetails();
    }

    record Halves(double share) {
        long inside(long minor) {
            return (long) (minor * 0.5);
        }

        long called(String text) {
            return Math.round(Double.parseDouble(text));
        }

        Number boxed(List<Double> shares) {
            Double first = shares.getFirst();
            return first;
        }
    }

    record Whole(long minor) {
        long twice() {
            return 2 * minor;
        }
    }

    record Moody(String id) {
        static Moody now() {
            return new Moody(UUID.randomUUID() + "@" + System.currentTimeMillis() + Instant.now());
        }
    }

    record Partial(String gateway) {
        boolean special() {
            return "is it juhe?".equals(gateway);
        }
    }
}
