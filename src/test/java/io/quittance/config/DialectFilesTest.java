package io.quittance.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quittance.gateways.Dialect;
import io.quittance.gateways.MessageType;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectFilesTest {
    private static final String SOUND = """
            gateway: mine
            credentials: {key: secret}
            recipes:
              md5: {names: sorted, blanks: skip, secret: {credential: key, as: suffix}, digest: md5}
            messages:
              payment-callback:
                body: form
                ack: fine
                fields: {mch: merchant, no: order, fee: paid, st: text}
                signature: {field: sign, recipe: md5, over: [mch, no, fee, st]}
                status: [{when: {st: "1"}, is: paid}]
            """;

    private static final String PAYOUT_ANSWER = """
              payout-response:
                body: json
                fields: {error: code}
                acceptance: [{when: {error: "0"}, is: accepted}, {when: {error: [poor, bad]}, is: refused}]
                errorAnswer: {field: error, bad: [busy]}
                insufficientBalance: [poor]
            """;

    private static final long FROM = Instant.parse("2026-05-01T00:00:00Z").toEpochMilli();
    private static final long BEFORE = FROM - 1;

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void shouldKeepEveryBuiltInFileWithinEightyLines() throws IOException, URISyntaxException {
        for (String name : List.of("yijuhe", "jings", "zonghe", "juhe", "lianhe")) {
            Path file = Path.of(Objects.requireNonNull(DialectFiles.class.getResource("/gateways/" + name + ".yaml"))
                    .toURI());

            assertThat(Files.readAllLines(file)).as(name).hasSizeLessThanOrEqualTo(80);
        }
    }

    @Test
    void shouldAddAFileOfOnesOwn() throws IOException {
        write("mine.yaml", SOUND);

        Map<String, Dialect> dialects = DialectFiles.load(folder);

        assertThat(dialects).containsKeys("mine", "juhe", "lianhe");
        assertThat(of(dialects, "mine").ack(MessageType.PAYMENT_CALLBACK, FROM)).isEqualTo("fine");
    }

    @Test
    void shouldReplaceABuiltInGateway() throws IOException {
        write("juhe.yaml", SOUND.replace("gateway: mine", "gateway: juhe"));

        Map<String, Dialect> dialects = DialectFiles.load(folder);

        assertThat(of(dialects, "juhe").ack(MessageType.PAYMENT_CALLBACK, FROM)).isEqualTo("fine");
        assertThat(of(dialects, "juhe").definitions()).hasSize(1);
    }

    @Test
    void shouldAddAVersionToABuiltInGateway() throws IOException {
        write(
                "juhe.yaml",
                SOUND.replace("gateway: mine", "gateway: juhe\nfrom: 2026-05-01T00:00:00Z")
                        .replace("    body: form", "    body: form\n    methods: [POST, GET]"));

        Dialect juhe = of(DialectFiles.load(folder), "juhe");

        assertThat(juhe.definitions()).hasSize(2);
        assertThat(juhe.ack(MessageType.PAYMENT_CALLBACK, BEFORE)).isEqualTo("OK");
        assertThat(juhe.ack(MessageType.PAYMENT_CALLBACK, FROM)).isEqualTo("fine");
        assertThat(juhe.acceptsGet(MessageType.PAYMENT_CALLBACK, BEFORE)).isFalse();
        assertThat(juhe.acceptsGet(MessageType.PAYMENT_CALLBACK, FROM)).isTrue();
        assertThat(juhe.definition(BEFORE).from()).isEqualTo(Long.MIN_VALUE);
        assertThat(juhe.definition(FROM).from()).isEqualTo(FROM);
    }

    @Test
    void shouldTellEveryFaultOfShapeWithItsLine() throws IOException {
        Path file = write(
                "mine.yaml",
                SOUND.replace("ack: fine", "akc: fine")
                        .replace("digest: md5", "digest: md55")
                        .replace("no: order", "no: oder")
                        .replace("is: paid}]", "is: payed}]"));

        InvalidDialects refused = refusedWhenLoading();

        assertThat(refused.faults())
                .containsExactlyInAnyOrder(
                        file
                                + ":4: recipes.md5.digest: is none of the words that may stand here: none, md5, sha1, sha256, sha512,"
                                + " hmac-md5, hmac-sha1, hmac-sha256, hmac-sha512; did you mean md5?",
                        file + ":8: messages.payment-callback.akc: there is no akc here; did you mean ack?",
                        file
                                + ":9: messages.payment-callback.fields.no: is none of the words that may stand here: merchant, order,"
                                + " gateway-order, ordered, paid, balance, as-of, paid-at, channel, code, message, pay-url,"
                                + " pay-page, text, free-text; did you mean order?",
                        file
                                + ":11: messages.payment-callback.status.0.is: is none of the words that may stand here: pending, paid,"
                                + " failed, expired, unknown; did you mean paid?");
    }

    @Test
    void shouldTellEveryFaultOfMeaningWithItsLine() throws IOException {
        Path file = write(
                "mine.yaml",
                SOUND.replace("over: [mch, no, fee, st]", "over: [mch, nr, fee]")
                        .replace("credential: key", "credential: kay")
                        .replace("when: {st:", "when: {state:"));

        InvalidDialects refused = refusedWhenLoading();

        assertThat(refused.faults())
                .contains(
                        file + ":4: recipes.md5.secret.credential: there is no credential kay; there are key",
                        file
                                + ":10: messages.payment-callback.signature.over.1: there is no field nr; there are fee, mch, no, sign, st",
                        file + ":9: messages.payment-callback.fields.no: is believed but not signed",
                        file
                                + ":11: messages.payment-callback.status.0.when.state: there is no field state; there are fee, mch, no,"
                                + " sign, st");
    }

    @Test
    void shouldRefuseAnUnsignedCallback() throws IOException {
        write("mine.yaml", SOUND.replace("    signature: {field: sign, recipe: md5, over: [mch, no, fee, st]}\n", ""));

        assertThat(refusedWhenLoading().faults())
                .singleElement()
                .asString()
                .endsWith("signature: a callback must be signed: anybody can post one");
    }

    @Test
    void shouldGoByTheRefusalsOfTheVersionInForce() throws IOException {
        write(
                "lianhe.yaml",
                (SOUND + PAYOUT_ANSWER).replace("gateway: mine", "gateway: lianhe\nfrom: 2026-05-01T00:00:00Z"));

        Dialect lianhe = of(DialectFiles.load(folder), "lianhe");

        assertThat(lianhe.saysInsufficientBalance("insufficient_balance", BEFORE))
                .isTrue();
        assertThat(lianhe.saysInsufficientBalance("insufficient_balance", FROM)).isFalse();
        assertThat(lianhe.saysInsufficientBalance("poor", BEFORE)).isFalse();
        assertThat(lianhe.saysInsufficientBalance("poor", FROM)).isTrue();
    }

    /** What is written instead of something in a sound answer to a payout, and the end of the one fault that it makes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insufficientBalance: | insuficientBalance: | :17: messages.payout-response.insuficientBalance: there is no insuficientBalance here; did you mean insufficientBalance?",
                "insufficientBalance: [poor] | insufficientBalance: [bad, pour] | :17: messages.payout-response.insufficientBalance.1: there is no refused code pour; there are bad, poor",
                "insufficientBalance: [poor] | insufficientBalance: '0' | :17: messages.payout-response.insufficientBalance.0: there is no refused code 0; there are bad, poor",
                "fields: {error: code} | fields: {error: text} | :17: messages.payout-response.insufficientBalance: goes by the code, and no field is the code",
                "bad: [busy] | bad: [poor] | :17: messages.payout-response.insufficientBalance.0: poor makes an error answer, which refuses nothing; take it out of errorAnswer",
                "payout-response: | payment-response: | :17: messages.payment-response.insufficientBalance: only the answer to a payout can say so: it belongs in payout-response",
            })
    void shouldTellWhatCanBeNoRefusalForWantOfMoney(String sound, String wrong, String fault) throws IOException {
        Path file = write("mine.yaml", SOUND + PAYOUT_ANSWER.replace(sound, wrong));

        assertThat(refusedWhenLoading().faults()).containsExactly(file + fault);
    }

    @Test
    void shouldTellTheFaultsOfAllFilesAtOnce() throws IOException {
        Path one = write("one.yaml", "gateway: one\n");
        Path two = write("two.yaml", "a: [\n");

        List<String> faults = refusedWhenLoading().faults();

        assertThat(faults).anyMatch(fault -> fault.startsWith(one + ":1: messages is missing"));
        assertThat(faults).anyMatch(fault -> fault.startsWith(two.toString()));
    }

    @Test
    void shouldRefuseTwoVersionsThatBeginTogether() throws IOException {
        write("a.yaml", SOUND);
        write("b.yaml", SOUND);

        assertThat(refusedWhenLoading().faults())
                .singleElement()
                .asString()
                .contains("two versions begin at the same time");
    }

    private InvalidDialects refusedWhenLoading() {
        return catchThrowableOfType(InvalidDialects.class, () -> DialectFiles.load(folder));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Dialect of(Map<String, Dialect> dialects, String name) {
        return Objects.requireNonNull(dialects.get(name));
    }
}
