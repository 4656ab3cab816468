package io.quittance.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.events.ConfluentSchemas;
import io.quittance.events.EventKind;
import io.quittance.events.EventSerde;
import io.quittance.events.Events;
import io.quittance.events.GatewayOrderClaim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private static final int ENOUGH_FOR_SEVERAL = 8_000;
    private static final int FAR_BELOW_A_MEGABYTE = 100_000;

    private final EventSerde<GatewayOrderClaim> claims =
            Events.register(ConfluentSchemas.inMemory(), "test.").gatewayOrderClaims();
    private final Batches<GatewayOrderClaim> batches = new Batches<>(claims);

    @Test
    void shouldKeepTheOrderWithinEachKeyHoweverManyThereAre() {
        for (int i = 0; i < ENOUGH_FOR_SEVERAL; i++) {
            batches.add(i % 2 == 0 ? "even" : "odd", claim(i));
        }

        Map<String, List<byte[]>> drained = drain();

        assertThat(drained).containsOnlyKeys("even", "odd");
        drained.values()
                .forEach(values -> assertThat(values)
                        .hasSizeGreaterThan(1)
                        .allSatisfy(batch -> assertThat(batch).hasSizeLessThan(FAR_BELOW_A_MEGABYTE)));
        assertThat(orders(drained, "even")).isEqualTo(numbers(0));
        assertThat(orders(drained, "odd")).isEqualTo(numbers(1));
    }

    @Test
    void shouldGiveEverythingOnce() {
        batches.add("a", claim(1));

        assertThat(drain()).containsOnlyKeys("a");
        assertThat(drain()).isEmpty();

        batches.add("a", claim(2));

        assertThat(orders(drain(), "a")).containsExactly("A-2");
    }

    @Test
    void shouldSayWhereBytesAreNoBatch() {
        assertThatThrownBy(() -> Batches.read(claims, new byte[] {9}))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("first byte 9");
    }

    private Map<String, List<byte[]>> drain() {
        Map<String, List<byte[]>> drained = new HashMap<>();
        batches.drainTo((key, batch) ->
                drained.computeIfAbsent(key, _ -> new ArrayList<>()).add(batch));
        return drained;
    }

    private List<String> orders(Map<String, List<byte[]>> drained, String key) {
        return drained.getOrDefault(key, List.of()).stream()
                .flatMap(batch -> Batches.read(claims, batch).stream())
                .map(GatewayOrderClaim::getOrder)
                .toList();
    }

    private static List<String> numbers(int first) {
        List<String> orders = new ArrayList<>();
        for (int i = first; i < ENOUGH_FOR_SEVERAL; i += 2) {
            orders.add("A-" + i);
        }
        return orders;
    }

    private static GatewayOrderClaim claim(int number) {
        return new GatewayOrderClaim(
                "shop", EventKind.PAYMENT, "T-" + number, "A-" + number, "r-" + number, Letter.NOON);
    }
}
