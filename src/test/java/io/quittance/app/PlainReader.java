package io.quittance.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.ObjectMapper;

/** What somebody else's consumer sees: read committed, Confluent framing, schemas by id from the registry's own interface. */
final class PlainReader implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaConsumer<String, byte[]> consumer;
    private final String registry;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Integer, Schema> schemas = new HashMap<>();

    PlainReader(String bootstrapServers, String registry) {
        this.registry = registry;
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** A record, decoded. */
    record Read(String key, GenericRecord value) {
        String text(String field) {
            return String.valueOf(value.get(field));
        }
    }

    /** All committed records of the topic that are there now. */
    List<Read> all(String topic) throws IOException, InterruptedException {
        List<TopicPartition> partitions = new ArrayList<>();
        for (PartitionInfo info : consumer.partitionsFor(topic)) {
            partitions.add(new TopicPartition(topic, info.partition()));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<Read> read = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                read.add(new Read(record.key(), decode(record.value())));
            }
        }
        return read;
    }

    private GenericRecord decode(byte[] value) throws IOException, InterruptedException {
        ByteBuffer bytes = ByteBuffer.wrap(value);
        if (bytes.get() != 0) {
            throw new IOException("not the magic byte of the Confluent framing");
        }
        Schema schema = schema(bytes.getInt());
        return new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
    }

    private Schema schema(int id) throws IOException, InterruptedException {
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        HttpRequest ask = HttpRequest.newBuilder(URI.create(registry + "/schemas/ids/" + id))
                .build();
        String answer = http.send(ask, BodyHandlers.ofString()).body();
        Schema schema =
                new Schema.Parser().parse(JSON.readTree(answer).path("schema").asString());
        schemas.put(id, schema);
        return schema;
    }

    @Override
    public void close() {
        consumer.close();
        http.close();
    }
}
