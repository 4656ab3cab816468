package io.quittance;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.Set;

/** Calls whose answer differs from one run to the next, so that a rebuild would decide differently. */
final class Unrepeatable {
    private static final Set<String> READERS = Set.of("now", "currentTimeMillis", "nanoTime", "currentSystemTimeMs");
    private static final Set<String> LOTS = Set.of(
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.concurrent.ThreadLocalRandom",
            "java.security.SecureRandom");

    static final DescribedPredicate<JavaMethodCall> CLOCK = DescribedPredicate.describe(
            "reads a clock",
            call -> READERS.contains(call.getName())
                    && !call.getTargetOwner().getPackageName().startsWith("io.quittance"));

    static final DescribedPredicate<JavaCall<?>> CHANCE = DescribedPredicate.describe(
            "draws lots",
            call -> LOTS.contains(call.getTargetOwner().getName())
                    || call.getTarget().getFullName().startsWith("java.util.UUID.randomUUID")
                    || call.getTarget().getFullName().startsWith("java.lang.Math.random"));

    private Unrepeatable() {}
}
