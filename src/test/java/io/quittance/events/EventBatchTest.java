package io.quittance.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.events.UndecodableException.Fault;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class EventBatchTest {
    private static final Instant NOON = Instant.parse("2026-03-01T04:00:00Z");

    private final EventSerde<GatewayOrderClaim> claims =
            Events.register(ConfluentSchemas.inMemory(), "test.").gatewayOrderClaims();

    @Test
    void shouldGiveBackItsRecordsInTheirOrder() throws Exception {
        List<GatewayOrderClaim> many =
                IntStream.range(0, 1000).mapToObj(i -> claim("A-" + i)).toList();
        EventBatch<GatewayOrderClaim> batch = new EventBatch<>(claims);

        many.forEach(batch::add);

        byte[] bytes = batch.toBytes();
        assertThat(bytes).hasSize(batch.length());
        assertThat(claims.allFromBytes(bytes)).isEqualTo(many);
    }

    @Test
    void shouldSayWhereBytesAreNoBatch() {
        assertThatThrownBy(() -> EventBatch.read(claims, new byte[] {9}))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("first byte 9");
    }

    @Test
    void shouldBeThatRecordsOwnBytesWithASingleOne() throws Exception {
        EventBatch<GatewayOrderClaim> batch = new EventBatch<>(claims);

        batch.add(claim("A-1"));

        assertThat(batch.toBytes()).isEqualTo(claims.toBytes(claim("A-1")));
        assertThat(claims.allFromBytes(claims.toBytes(claim("A-1")))).containsExactly(claim("A-1"));
    }

    @Test
    void shouldNotBeReadAsOneRecordWhereItHasTwo() {
        EventBatch<GatewayOrderClaim> batch = new EventBatch<>(claims);
        batch.add(claim("A-1"));
        batch.add(claim("A-2"));

        assertThatThrownBy(() -> claims.fromBytes(batch.toBytes()))
                .isInstanceOfSatisfying(
                        UndecodableException.class, e -> assertThat(e.fault()).isEqualTo(Fault.TRAILING_BYTES));
    }

    @Test
    void shouldBeReadWholeOrNotAtAll() {
        EventBatch<GatewayOrderClaim> batch = new EventBatch<>(claims);
        batch.add(claim("A-1"));
        int first = batch.length();
        batch.add(claim("A-2"));
        byte[] bytes = batch.toBytes();

        IntStream.range(0, bytes.length)
                .filter(length -> length != first)
                .forEach(length -> assertThatThrownBy(() -> claims.allFromBytes(Arrays.copyOf(bytes, length)))
                        .as("the first %s bytes", length)
                        .isInstanceOf(UndecodableException.class));
    }

    private static GatewayOrderClaim claim(String order) {
        return new GatewayOrderClaim("shop", EventKind.PAYMENT, "T-" + order, order, "r-" + order, NOON);
    }
}
