package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.DialectFiles;
import io.quittance.gateways.DialectDefinition;
import io.quittance.gateways.DialectDefinition.Pacing;
import io.quittance.gateways.DialectDefinition.QueryPace;
import io.quittance.gateways.MessageType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FasterGatewaysTest {
    @TempDir
    private Path folder;

    @Test
    void shouldDivideThePacingAndChangeNothingElse() throws Exception {
        FasterGateways.write(folder, 60);

        Map<String, DialectDefinition> faster = definitions(folder);
        Map<String, DialectDefinition> usual = definitions(null);

        assertThat(faster.keySet()).isEqualTo(usual.keySet());
        faster.forEach((name, definition) -> assertThat(definition)
                .usingRecursiveComparison()
                .ignoringFields("pacing")
                .isEqualTo(usual.get(name)));
        Pacing yijuhe = pacing("yijuhe");
        assertThat(yijuhe.placements()).isEqualTo(400);
        assertThat(yijuhe.placementsPer()).isEqualTo(Duration.ofSeconds(1));
        assertThat(pacing("jings").queries())
                .containsEntry(MessageType.BALANCE_QUERY_REQUEST, new QueryPace(Duration.ZERO, Duration.ofSeconds(3)))
                .containsEntry(
                        MessageType.PAYMENT_QUERY_REQUEST, new QueryPace(Duration.ofSeconds(1), Duration.ofSeconds(1)));
        assertThat(pacing("zonghe").queries())
                .containsEntry(
                        MessageType.PAYMENT_QUERY_REQUEST,
                        new QueryPace(Duration.ofMillis(500), Duration.ofSeconds(1)));
    }

    @Test
    void shouldRoundUpSoThatNoLimitIsBroken() {
        String yaml = "gateway: x\npacing:\n  retries: [1m, 10s]\n  placements: 400/1m\nmessages: {after: 1m}\n";

        assertThat(FasterGateways.faster(yaml, 7))
                .isEqualTo("gateway: x\npacing:\n  retries: [8572ms, 1429ms]\n  placements: 400/8572ms\n"
                        + "messages: {after: 1m}\n");
    }

    private Pacing pacing(String gateway) {
        return Objects.requireNonNull(DialectFiles.load(folder).get(gateway))
                .definition()
                .pacing();
    }

    private static Map<String, DialectDefinition> definitions(@Nullable Path own) {
        Map<String, DialectDefinition> definitions = new TreeMap<>();
        DialectFiles.load(own).forEach((name, dialect) -> definitions.put(name, dialect.definition()));
        return definitions;
    }
}
