package io.quittance.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BrokerHealthTest {
    private static final long START = -5_000_000_000L;
    private static final long MEMORY = EdgeLimits.HEALTH_MEMORY.toNanos();

    private final BrokerHealth health = new BrokerHealth(START);

    @BeforeEach
    void findTheTopic() {
        health.topicFound();
    }

    @Test
    void shouldAdmitNothingBeforeTheTopicIsKnown() {
        BrokerHealth fresh = new BrokerHealth(START);

        fresh.probed(true);

        assertThat(fresh.admits(START)).isFalse();
        assertThat(fresh.isUp(START)).isFalse();
    }

    @Test
    void shouldRefuseAsSoonAsNoBrokerAnswersTheProbe() {
        health.probed(false);

        assertThat(health.admits(START)).isFalse();
        assertThat(health.admits(START + 10 * MEMORY)).isFalse();
    }

    @Test
    void shouldBelieveAWriteOfJustNowMoreThanTheProbe() {
        health.succeeded(START);
        health.probed(false);

        assertThat(health.admits(START + MEMORY - 1)).isTrue();
        assertThat(health.admits(START + MEMORY)).isFalse();
    }

    @Test
    void shouldLetOneTrialAtATimeThroughAfterAFailedWrite() {
        health.failed(START);

        assertThat(health.admits(START)).isFalse();
        assertThat(health.admits(START + MEMORY)).isTrue();
        assertThat(health.admits(START + MEMORY)).isFalse();
        assertThat(health.admits(START + 2 * MEMORY)).isTrue();
    }

    @Test
    void shouldAdmitEverythingAgainAfterATrialThatSucceeded() {
        health.failed(START);
        health.succeeded(START + MEMORY);

        assertThat(health.admits(START + 3 * MEMORY)).isTrue();
        assertThat(health.admits(START + 3 * MEMORY)).isTrue();
        assertThat(health.isUp(START + 3 * MEMORY)).isTrue();
    }

    @Test
    void shouldNotMindOneLeaderThatFailsWhileOthersSucceed() {
        health.succeeded(START);
        health.failed(START + MEMORY / 2);

        assertThat(health.admits(START + 10 * MEMORY)).isTrue();
    }
}
