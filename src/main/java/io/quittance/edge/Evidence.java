package io.quittance.edge;

import io.quittance.edge.Peers.Peer;
import io.quittance.events.EventKind;
import io.quittance.events.EventSerde;
import io.quittance.events.Ids;
import io.quittance.events.Received;
import io.quittance.events.Source;
import io.quittance.gateways.RawMessage;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the record of {@code received} that keeps a callback or a return: its exact bytes and who sent it how. */
final class Evidence {
    private static final List<HttpString> HEADERS =
            EdgeLimits.EVIDENCE_HEADERS.stream().map(HttpString::new).toList();

    private final EventSerde<Received> serde;
    private final Ids ids;

    /** A record's key and value as bytes. */
    @SuppressWarnings("ArrayRecordComponent")
    record Entry(byte[] key, byte[] value) {}

    Evidence(EventSerde<Received> serde, Ids ids) {
        this.serde = serde;
        this.ids = ids;
    }

    /** The record of a callback, encoded once; {@code order} as it could be read, believed or not. */
    Entry of(
            HttpServerExchange exchange,
            CallbackPoint point,
            Peer peer,
            RawMessage raw,
            @Nullable String order,
            long receivedAt) {
        String id = ids.next(receivedAt);
        Map<String, String> headers = headers(exchange.getRequestHeaders());
        Received received = received(id, point, peer, raw, order, receivedAt, headers);
        return new Entry(key(point.account().name(), order, id), serde.toBytes(received));
    }

    /** The record of a browser return; {@code message} blank where the dialect has none or there was nothing to read. */
    Entry ofReturn(
            HttpServerExchange exchange,
            String account,
            Peer peer,
            RawMessage raw,
            String message,
            @Nullable String order,
            long receivedAt) {
        String id = ids.next(receivedAt);
        Received received = Received.newBuilder()
                .setId(id)
                .setSource(Source.RETURN)
                .setKind(EventKind.PAYMENT)
                .setAccount(account)
                .setOrder(order)
                .setReceivedAt(Instant.ofEpochMilli(receivedAt))
                .setMessage(message)
                .setBody(ByteBuffer.wrap(raw.body()))
                .setContentType(raw.contentType())
                .setHeaders(headers(exchange.getRequestHeaders()))
                .setPeer(peer.text())
                .setTransport(peer.transport())
                .build();
        return new Entry(key(account, order, id), serde.toBytes(received));
    }

    private static byte[] key(String account, @Nullable String order, String id) {
        String key = account + (order == null ? "/?" + id : "/" + order);
        return key.getBytes(StandardCharsets.UTF_8);
    }

    /** Not by the builder, which costs more than the rest of it; the generated constructor does not say which fields may be null. */
    @SuppressWarnings("NullAway")
    private static Received received(
            String id,
            CallbackPoint point,
            Peer peer,
            RawMessage raw,
            @Nullable String order,
            long receivedAt,
            Map<String, String> headers) {
        return new Received(
                id,
                Source.CALLBACK,
                point.kind(),
                point.account().name(),
                order,
                Instant.ofEpochMilli(receivedAt),
                raw.type().wireName(),
                ByteBuffer.wrap(raw.body()),
                raw.contentType(),
                headers,
                peer.text(),
                peer.transport(),
                /* principal= */ null,
                /* question= */ null,
                /* attempt= */ null,
                /* decision= */ null,
                /* reported_balance= */ null,
                /* replay_of= */ null,
                /* replayed_at= */ null);
    }

    private static Map<String, String> headers(HeaderMap sent) {
        Map<String, String> kept = Map.of();
        for (int i = 0; i < HEADERS.size(); i++) {
            String value = sent.getFirst(HEADERS.get(i));
            if (value != null) {
                if (kept.isEmpty()) {
                    kept = new HashMap<>(4);
                }
                kept.put(EdgeLimits.EVIDENCE_HEADERS.get(i), value);
            }
        }
        return kept;
    }
}
