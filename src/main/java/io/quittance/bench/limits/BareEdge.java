package io.quittance.bench.limits;

import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The limit of rows 1 and 2: Undertow, and a producer that writes the raw body with {@code acks=all} before the answer. It checks
 * nothing and keeps nothing but the body. Its records have keys, cut from a fixed place, so that they spread over the partitions
 * as those of orders do.
 */
public final class BareEdge {
    private static final int KEY_AT = 23;
    private static final int KEY_BYTES = 22;
    private static final String ANSWER = "OK";

    private final Producer<byte[], byte[]> producer;
    private final String topic;

    private BareEdge(Producer<byte[], byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /** Serves until it is killed; the arguments are the bootstrap servers and the topic. */
    public static void main(String[] arguments) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                arguments[0],
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.BATCH_SIZE_CONFIG,
                65_536);
        Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        producer.partitionsFor(arguments[1]);
        BareEdge edge = new BareEdge(producer, arguments[1]);
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1", edge::take)
                .setIoThreads(Math.max(2, Runtime.getRuntime().availableProcessors()))
                .build();
        server.start();
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().getFirst().getAddress();
        System.out.println("listening on port " + address.getPort());
        System.out.println("ready");
    }

    private void take(HttpServerExchange exchange) {
        exchange.getRequestReceiver()
                .receiveFullBytes(
                        (taking, body) -> taking.dispatch(SameThreadExecutor.INSTANCE, () -> send(taking, body)));
    }

    private void send(HttpServerExchange exchange, byte[] body) {
        byte[] key = Arrays.copyOfRange(body, KEY_AT, KEY_AT + KEY_BYTES);
        var _ = producer.send(
                new ProducerRecord<>(topic, key, body),
                (metadata, failure) -> exchange.getIoThread().execute(() -> answer(exchange, failure != null)));
    }

    private static void answer(HttpServerExchange exchange, boolean failed) {
        exchange.setStatusCode(failed ? 503 : 200);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
        exchange.getResponseSender().send(failed ? "" : ANSWER);
    }
}
