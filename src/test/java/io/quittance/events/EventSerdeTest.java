package io.quittance.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.events.UndecodableException.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventSerdeTest {
    private static final String PREFIX = "quittance.";
    private static final Instant RECEIVED_AT = Instant.ofEpochMilli(1_790_000_000_123L);

    private static final ConfluentSchemas REGISTRY = ConfluentSchemas.inMemory();

    private final Events events = Events.register(REGISTRY, PREFIX);

    @Test
    void shouldWriteMagicByteAndSchemaIdBeforeTheAvroData() {
        Settlement settlement = settlement();

        byte[] bytes = events.settlements().toBytes(settlement);

        assertThat(bytes[0]).isZero();
        assertThat(ByteBuffer.wrap(bytes, 1, 4).getInt())
                .isEqualTo(events.settlements().schemaId());
        assertThat(plainlyRead(bytes).toString())
                .contains("\"order\": \"O-1\"", "\"amount_minor\": 10000", "\"kind\": \"PAYMENT\"", "\"key_id\": null");
    }

    @Test
    void shouldGiveBackWhatItWasGiven() throws UndecodableException {
        Received received = received(new byte[] {0, 1, (byte) 0xff, 'x'});

        Received read = events.received().fromBytes(events.received().toBytes(received));

        assertThat(read).isEqualTo(received);
        assertThat(read.getReceivedAt()).isEqualTo(RECEIVED_AT);
        assertThat(read.getHeaders().keySet()).containsExactly("x-signature");
        assertThat(read.getBody().remaining()).isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("everySerde")
    void shouldReadAndWriteWhateverAPlainWriterWrites(EventSerde<SpecificRecord> serde) throws Exception {
        Schema schema = REGISTRY.byId(serde.schemaId());

        for (Object value : new RandomData(schema, 50, 7L)) {
            byte[] plain = plainlyWritten(schema, serde.schemaId(), value);
            byte[] ours = serde.toBytes(serde.fromBytes(plain));

            assertThat(plainlyRead(ours)).isEqualTo(plainlyRead(plain));
        }
    }

    @Test
    void shouldReadWhatAnOlderWriterWrote() throws Exception {
        Schema older = without(REGISTRY.byId(events.settlements().schemaId()), "key_id");
        int olderId = REGISTRY.register("older-value", older);
        byte[] written = plainlyWritten(older, olderId, plainSettlement(older, "PAYMENT"));

        Settlement read = events.settlements().fromBytes(written);

        assertThat(read.getOrder()).isEqualTo("O-1");
        assertThat(read.getKeyId()).isNull();
    }

    @Test
    void shouldReadANewerSymbolAsTheEnumsDefault() throws Exception {
        Schema current = REGISTRY.byId(events.settlements().schemaId());
        Schema newer = new Schema.Parser()
                .parse(current.toString().replace("\"PAYMENT\",\"PAYOUT\"", "\"PAYMENT\",\"LOTTERY\",\"PAYOUT\""));
        int newerId = REGISTRY.register("newer-value", newer);
        byte[] written = plainlyWritten(newer, newerId, plainSettlement(newer, "LOTTERY"));

        Settlement read = events.settlements().fromBytes(written);

        assertThat(read.getKind()).isEqualTo(EventKind.UNSPECIFIED);
    }

    @ParameterizedTest
    @MethodSource("everySerde")
    void shouldReadAndWriteAsAvrosOwnReaderAndWriterDo(EventSerde<SpecificRecord> serde) throws Exception {
        Schema schema = REGISTRY.byId(serde.schemaId());

        for (Object value : new RandomData(schema, 50, 11L)) {
            byte[] plain = plainlyWritten(schema, serde.schemaId(), value);
            SpecificRecord ours = serde.fromBytes(plain);

            assertThat(ours).isEqualTo(specificallyRead(ours.getClass(), plain));
            assertThat(serde.toBytes(ours)).isEqualTo(specificallyWritten(serde.schemaId(), ours));
        }
    }

    @ParameterizedTest
    @MethodSource("everySerde")
    void shouldReadArraysAndMapsThatCameInSeveralBlocks(EventSerde<SpecificRecord> serde) throws Exception {
        Schema schema = REGISTRY.byId(serde.schemaId());
        EncoderFactory smallBlocks = new EncoderFactory().configureBlockSize(64);

        for (Object value : new RandomData(schema, 50, 13L)) {
            ByteArrayOutputStream bytes = prefix(serde.schemaId());
            write(new GenericDatumWriter<>(schema), value, smallBlocks.blockingBinaryEncoder(bytes, null));
            SpecificRecord ours = serde.fromBytes(bytes.toByteArray());

            assertThat(ours).isEqualTo(serde.fromBytes(plainlyWritten(schema, serde.schemaId(), value)));
        }
    }

    @ParameterizedTest
    @MethodSource("everySerde")
    void shouldReadBatchesThatAnotherVersionWrote(EventSerde<SpecificRecord> serde) throws Exception {
        Schema other = new Schema.Parser()
                .parse(REGISTRY.byId(serde.schemaId()).toString().replaceFirst("\"doc\":\"", "\"doc\":\"Once: "));
        int id = REGISTRY.register("other-" + other.getName() + "-value", other);
        ByteArrayOutputStream batch = prefix(id);
        List<SpecificRecord> each = new ArrayList<>();
        for (Object value : new RandomData(other, 10, 17L)) {
            write(new GenericDatumWriter<>(other), value, EncoderFactory.get().binaryEncoder(batch, null));
            each.add(serde.fromBytes(plainlyWritten(other, id, value)));
        }

        assertThat(id).isNotEqualTo(serde.schemaId());
        assertThat(serde.allFromBytes(batch.toByteArray())).isEqualTo(each);
    }

    @Test
    void shouldRegisterSchemasWithoutHintsToJava() {
        Schema registered = REGISTRY.byId(events.received().schemaId());

        String text = registered.toString();

        assertThat(text).doesNotContain("avro.java.string").contains("timestamp-millis");
    }

    @Test
    void shouldGiveEqualSchemasOfDifferentTopicsOneId() {
        Events again = Events.register(REGISTRY, PREFIX);

        int id = again.balances().schemaId();

        assertThat(id).isEqualTo(events.balances().schemaId());
        assertThat(id).isEqualTo(events.balanceChanges().schemaId());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("garbage")
    void shouldSayWhatIsWrongWithGarbage(String name, byte[] bytes, Fault fault, String words) {
        EventSerde<Settlement> serde = events.settlements();

        assertThatThrownBy(() -> serde.fromBytes(bytes))
                .isInstanceOfSatisfying(
                        UndecodableException.class, e -> assertThat(e.fault()).isEqualTo(fault))
                .hasMessageContaining(words);
    }

    @Test
    void shouldAnswerAnyMutationWithARecordOrAnUndecodable() {
        EventSerde<Received> serde = events.received();
        byte[] whole = serde.toBytes(received("order=O-1&amount=100.00".getBytes(UTF_8)));
        Random random = new Random(11);
        int undecodable = 0;

        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = Arrays.copyOf(whole, 5 + random.nextInt(whole.length));
            for (int j = random.nextInt(4); j > 0 && mutated.length > 5; j--) {
                mutated[5 + random.nextInt(mutated.length - 5)] = (byte) random.nextInt();
            }
            undecodable += isUndecodable(serde, mutated) ? 1 : 0;
        }

        assertThat(undecodable).isGreaterThan(10_000);
    }

    @Test
    void shouldNameTheFramingThatHasItsIdInAHeader() {
        byte[] bytes = events.settlements().toBytes(settlement());
        RecordHeaders headers = new RecordHeaders();
        headers.add("__value_schema_id", new byte[17]);

        assertThatThrownBy(() -> events.settlements().fromBytes(bytes, headers))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("__value_schema_id");
        assertThatThrownBy(() -> events.settlements().deserializer().deserialize("t", headers, bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("__value_schema_id");
    }

    @Test
    void shouldPassTombstonesBothWays() {
        EventSerde<Order> serde = events.orders();

        byte[] written = serde.serializer().serialize("t", null);
        Order read = serde.deserializer().deserialize("t", (byte[]) null);

        assertThat(written).isNull();
        assertThat(read).isNull();
    }

    @Test
    void shouldWorkInManyThreadsAtOnce() throws Exception {
        EventSerde<Received> serde = events.received();

        try (var threads = Executors.newFixedThreadPool(4)) {
            Callable<Boolean> work = () -> {
                for (int i = 0; i < 5_000; i++) {
                    Received received = received(new byte[i % 3_000]);
                    assertThat(serde.fromBytes(serde.toBytes(received))).isEqualTo(received);
                }
                return true;
            };

            for (Future<Boolean> done : threads.invokeAll(List.of(work, work, work, work))) {
                assertThat(done.get()).isTrue();
            }
        }
    }

    static List<EventSerde<?>> everySerde() {
        Events events = Events.register(REGISTRY, PREFIX);
        return List.of(
                events.received(),
                events.orders(),
                events.payouts(),
                events.balances(),
                events.balanceChanges(),
                events.settlements(),
                events.conflicts(),
                events.quarantine(),
                events.outcomes(),
                events.placements(),
                events.due(),
                events.orderStates(),
                events.orderHistories(),
                events.ledgerMoves(),
                events.gatewayOrderClaims(),
                events.gatewayOrderUses());
    }

    static List<Arguments> garbage() {
        Events events = Events.register(REGISTRY, PREFIX);
        byte[] whole = events.settlements().toBytes(settlement());
        byte[] order = events.outcomes().toBytes(outcome());
        return List.of(
                Arguments.of("nothing", new byte[0], Fault.TOO_SHORT, "0 bytes"),
                Arguments.of("magic alone", new byte[] {0}, Fault.TOO_SHORT, "1 bytes"),
                Arguments.of("half an id", new byte[] {0, 0, 0, 0}, Fault.TOO_SHORT, "4 bytes"),
                Arguments.of("JSON", "{\"order\":1}".getBytes(UTF_8), Fault.WRONG_MAGIC, "first byte 123"),
                Arguments.of("high first byte", new byte[] {-1, 0, 0, 0, 0}, Fault.WRONG_MAGIC, "first byte 255"),
                Arguments.of("GUID framing", with(new byte[17], 0, 1), Fault.NEWER_FRAMING, "GUID"),
                Arguments.of("GUID framing, cut", new byte[] {1}, Fault.NEWER_FRAMING, "GUID"),
                Arguments.of("unknown id", with(whole, 1, 0x7f), Fault.UNKNOWN_SCHEMA, "schema id 2130706"),
                Arguments.of("negative id", with(whole, 1, 0xff), Fault.UNKNOWN_SCHEMA, "schema id -"),
                Arguments.of("id alone", Arrays.copyOf(whole, 5), Fault.WRONG_DATA, "Settlement"),
                Arguments.of("cut off", Arrays.copyOf(whole, whole.length - 1), Fault.WRONG_DATA, "Settlement"),
                Arguments.of(
                        "a byte too many", Arrays.copyOf(whole, whole.length + 1), Fault.TRAILING_BYTES, "left over"),
                Arguments.of("enum index too high", with(whole, 5, 0x7e), Fault.WRONG_DATA, "Settlement"),
                Arguments.of("string of negative length", with(whole, 6, 0x01), Fault.WRONG_DATA, "Settlement"),
                Arguments.of("string of 2 GB", hugeString(whole), Fault.WRONG_DATA, "Settlement"),
                Arguments.of("another record's schema", order, Fault.WRONG_DATA, "Settlement"));
    }

    private static boolean isUndecodable(EventSerde<Received> serde, byte[] bytes) {
        try {
            assertThat(serde.fromBytes(bytes)).isNotNull();
            return false;
        } catch (UndecodableException e) {
            assertThat(e.fault()).isIn(Fault.WRONG_DATA, Fault.TRAILING_BYTES);
            return true;
        }
    }

    private static byte[] with(byte[] bytes, int index, int value) {
        byte[] changed = bytes.clone();
        changed[index] = (byte) value;
        return changed;
    }

    /** The enum's index, then a length of 2,147,483,639 with no bytes behind it. */
    private static byte[] hugeString(byte[] whole) {
        byte[] bytes = Arrays.copyOf(whole, 11);
        byte[] length = {(byte) 0xee, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f};
        System.arraycopy(length, 0, bytes, 6, 5);
        return bytes;
    }

    private static Schema without(Schema schema, String field) {
        Schema copy = Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false);
        copy.setFields(schema.getFields().stream()
                .filter(each -> !each.name().equals(field))
                .map(each -> new Schema.Field(each, each.schema()))
                .toList());
        return copy;
    }

    private static GenericData.Record plainSettlement(Schema schema, String kind) {
        GenericData.Record plain = new GenericData.Record(schema);
        plain.put("kind", new GenericData.EnumSymbol(schema.getField("kind").schema(), kind));
        plain.put("account", "yi-main");
        plain.put("gateway", "yijuhe");
        plain.put("merchant", "20000");
        plain.put("order", "O-1");
        plain.put("amount_minor", 10_000L);
        plain.put("currency", "CNY");
        plain.put("amount_confirmed", true);
        plain.put("settled_at", RECEIVED_AT.toEpochMilli());
        plain.put("settled_by", "r-1");
        return plain;
    }

    private static byte[] plainlyWritten(Schema schema, int id, Object value) throws IOException {
        ByteArrayOutputStream bytes = prefix(id);
        write(new GenericDatumWriter<>(schema), value, EncoderFactory.get().binaryEncoder(bytes, null));
        return bytes.toByteArray();
    }

    private static byte[] specificallyWritten(int id, SpecificRecord value) throws IOException {
        ByteArrayOutputStream bytes = prefix(id);
        write(
                new SpecificDatumWriter<>(value.getSchema(), SpecificData.getForClass(value.getClass())),
                value,
                EncoderFactory.get().binaryEncoder(bytes, null));
        return bytes.toByteArray();
    }

    private static ByteArrayOutputStream prefix(int id) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        return bytes;
    }

    private static <T> void write(DatumWriter<T> writer, T value, BinaryEncoder encoder) throws IOException {
        writer.write(value, encoder);
        encoder.flush();
    }

    private static Object specificallyRead(Class<?> type, byte[] bytes) throws IOException {
        SpecificData model = SpecificData.getForClass(type);
        Schema schema = model.getSchema(type);
        return new SpecificDatumReader<>(schema, schema, model)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
    }

    private static Object plainlyRead(byte[] bytes) {
        try {
            Schema schema = REGISTRY.byId(ByteBuffer.wrap(bytes, 1, 4).getInt());
            return new GenericDatumReader<>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Settlement settlement() {
        return Settlement.newBuilder()
                .setKind(EventKind.PAYMENT)
                .setAccount("yi-main")
                .setGateway("yijuhe")
                .setMerchant("20000")
                .setOrder("O-1")
                .setAmountMinor(10_000L)
                .setCurrency("CNY")
                .setAmountConfirmed(true)
                .setSettledAt(RECEIVED_AT)
                .setSettledBy("r-1")
                .build();
    }

    private static Outcome outcome() {
        return Outcome.newBuilder()
                .setId("r-1")
                .setReceivedPartition(1)
                .setReceivedOffset(2)
                .setSource(Source.CALLBACK)
                .setKind(EventKind.PAYMENT)
                .setVerdict(OutcomeVerdict.VERIFIED)
                .setEffect(Effect.MOVED)
                .setSettled(true)
                .build();
    }

    private static Received received(byte[] body) {
        return Received.newBuilder()
                .setId("0199c0de-0000-7000-8000-000000000001")
                .setSource(Source.CALLBACK)
                .setKind(EventKind.PAYMENT)
                .setAccount("yi-main")
                .setOrder("订单-1")
                .setReceivedAt(RECEIVED_AT)
                .setMessage("payment-callback")
                .setBody(ByteBuffer.wrap(body))
                .setContentType("application/x-www-form-urlencoded")
                .setHeaders(Map.of("x-signature", "ab"))
                .setPeer("192.0.2.1")
                .setTransport(Transport.TLS)
                .build();
    }
}
