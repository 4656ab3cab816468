package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole process, broker included, killed in the middle of its traffic and started again on the same data. */
class KillAndCarryOnIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern SOMETHING_SETTLED = Pattern.compile(".*settled=[1-9][0-9]*.*");

    @TempDir
    private Path data;

    @Test
    void shouldSettleEveryOrderOnceThoughItWasKilledInTheMiddle() throws Exception {
        String[] arguments = {
            "demo", "--orders", "800", "--rate", "100", "--seed", "7", "--port", "0", "--data", data.toString()
        };

        try (Launched first =
                Launched.quittance(line -> SOMETHING_SETTLED.matcher(line).matches(), arguments)) {
            first.awaitSign(PATIENCE);
            first.kill();
            assertThat(first.output()).doesNotContain("equal:");
        }
        try (Launched second = Launched.quittance(line -> line.startsWith("equal:"), arguments)) {
            int status = second.exitStatus(PATIENCE);

            assertThat(second.output()).contains("equal: true").doesNotContain("difference:");
            assertThat(status).isZero();
        }
    }

    @Test
    void shouldStopCleanlyAndCarryOnWhenItIsAskedTo() throws Exception {
        String[] arguments = {"demo", "--rate", "50", "--port", "0", "--data", data.toString()};

        try (Launched first =
                Launched.quittance(line -> SOMETHING_SETTLED.matcher(line).matches(), arguments)) {
            first.awaitSign(PATIENCE);
            first.terminate();
            int status = first.exitStatus(PATIENCE);

            assertThat(status).isEqualTo(128 + 15);
            assertThat(first.output()).contains("the data stays in").doesNotContain("Exception");
        }
        String[] again = {"demo", "--orders", "200", "--rate", "100", "--port", "0", "--data", data.toString()};
        try (Launched second = Launched.quittance(line -> line.startsWith("equal:"), again)) {
            assertThat(second.exitStatus(PATIENCE)).isZero();
            assertThat(second.output()).contains("equal: true");
        }
    }
}
