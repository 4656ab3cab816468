package io.quittance.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class IdsTest {
    private static final long NOW = 1_790_000_000_123L;

    @Test
    void shouldMakeVersionSevenWithTheTimeInFront() {
        Ids ids = new Ids();

        UUID id = UUID.fromString(ids.next(NOW));

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW);
    }

    @Test
    void shouldKeepTheOrderInWhichIdsAreMadeEvenWhenTheClockGoesBack() {
        Ids ids = new Ids();
        List<String> made = new ArrayList<>();

        for (int i = 0; i < 10_000; i++) {
            made.add(ids.next(NOW)); // more than the counter holds in one millisecond
        }
        made.add(ids.next(NOW - 5_000));
        made.add(ids.next(NOW + 5_000));

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shouldNeverMakeTheSameIdTwiceInManyThreadsOrGenerators() throws Exception {
        Ids one = new Ids();
        Ids other = new Ids();
        Set<String> all = new HashSet<>();

        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Callable<List<String>>> work = List.of(
                    () -> many(one, 50_000),
                    () -> many(one, 50_000),
                    () -> many(other, 50_000),
                    () -> many(other, 50_000));
            for (Future<List<String>> made : threads.invokeAll(work)) {
                all.addAll(made.get());
            }
        }

        assertThat(all).hasSize(200_000);
    }

    private static List<String> many(Ids ids, int count) {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(ids.next(NOW + i / 100));
        }
        assertThat(made).isSorted();
        return made;
    }
}
