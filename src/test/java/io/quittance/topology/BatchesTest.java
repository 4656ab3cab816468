package io.quittance.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.events.ConfluentSchemas;
import io.quittance.events.EventBatch;
import io.quittance.events.EventKind;
import io.quittance.events.EventSerde;
import io.quittance.events.Events;
import io.quittance.events.GatewayOrderClaim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private static final int ENOUGH_FOR_SEVERAL = 3_000;
    private static final int MOST = 500;
    private static final int NOT_MUCH = 20_000;

    private final EventSerde<GatewayOrderClaim> claims =
            Events.register(ConfluentSchemas.inMemory(), "test.").gatewayOrderClaims();
    private final Batches<GatewayOrderClaim> batches = new Batches<>(claims, MOST);

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
                        .allSatisfy(batch -> assertThat(batch).hasSizeLessThan(NOT_MUCH)));
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
    void shouldPutNoMoreIntoOneThanItMay() {
        Batches<GatewayOrderClaim> few = new Batches<>(claims, 3);
        IntStream.range(0, 7).forEach(number -> few.add("a", claim(number)));
        List<Integer> sizes = new ArrayList<>();

        few.drainTo((key, batch) -> sizes.add(EventBatch.read(claims, batch).size()));

        assertThat(sizes).containsExactly(3, 3, 1);
    }

    @Test
    void shouldSendOneThatTakesLongAloneAndInItsPlace() {
        batches.add("a", claim(0));
        batches.add("b", claim(1));
        batches.add("a", claim(2));
        batches.addAlone("a", claim(3));
        batches.add("a", claim(4));

        Map<String, List<byte[]>> drained = drain();

        assertThat(drained.get("a"))
                .extracting(batch -> EventBatch.read(claims, batch).size())
                .containsExactly(2, 1, 1);
        assertThat(orders(drained, "a")).containsExactly("A-0", "A-2", "A-3", "A-4");
        assertThat(orders(drained, "b")).containsExactly("A-1");
    }

    private Map<String, List<byte[]>> drain() {
        Map<String, List<byte[]>> drained = new HashMap<>();
        batches.drainTo((key, batch) ->
                drained.computeIfAbsent(key, _ -> new ArrayList<>()).add(batch));
        return drained;
    }

    private List<String> orders(Map<String, List<byte[]>> drained, String key) {
        return drained.getOrDefault(key, List.of()).stream()
                .flatMap(batch -> EventBatch.read(claims, batch).stream())
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
