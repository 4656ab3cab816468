package io.quittance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoSandboxTest {
    private static final URI QUITTANCE = URI.create("http://127.0.0.1:8080");

    @TempDir
    private Path data;

    @Test
    void shouldMisbehaveInEveryWay() {
        assertThat(DemoSandbox.MISCHIEF).containsOnlyKeys(Mischief.values());
        assertThat(DemoSandbox.MISCHIEF.values()).allMatch(percent -> percent > 0);
    }

    @Test
    void shouldKeepItsSecretsAndTheSeedOfARunThatHasNotEnded() throws Exception {
        String token;
        try (DemoSandbox first = DemoSandbox.open(plan(7), QUITTANCE)) {
            token = first.token();
        }

        try (DemoSandbox second = DemoSandbox.open(plan(8), QUITTANCE)) {
            assertThat(second.token()).isEqualTo(token);
            assertThat(second.ledger().summary().seed()).isEqualTo(7);
            assertThat(second.ledger().summary().speed()).isEqualTo(DemoSandbox.SPEED);
        }
    }

    private DemoPlan plan(long seed) {
        return new DemoPlan(seed, OptionalLong.empty(), 100, data);
    }
}
