package io.quittance.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Where and when something was measured. */
record Machine(String at, int processors, String system, String java) {

    static Machine here() {
        return new Machine(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                System.getProperty("java.vendor") + " " + System.getProperty("java.version"));
    }
}
