package io.quittance.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.gateways.DialectDefinition.Blanks;
import io.quittance.gateways.DialectDefinition.NameOrder;
import io.quittance.gateways.DialectDefinition.Secret;
import io.quittance.gateways.DialectDefinition.SecretPlace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One canonical text never stands for two messages that are believed differently (gateways/README.md, rule 3). Messages are made of few
 * names and of values that spell out pairs, so that the same text comes about in many ways.
 */
class OneTextOneMessageTest {
    private static final long SEED = 20261121L;
    private static final int TEXTS = 1_000;
    private static final int READINGS = 24;
    private static final String KEY = "SECRET";
    private static final Secret SUFFIX = new Secret(SecretPlace.SUFFIX, "key", "", "&key=", "");
    private static final Secret BARE = new Secret(SecretPlace.SUFFIX, "key", "", "", "");
    private static final Secret PREFIX = new Secret(SecretPlace.PREFIX, "key", "", "", "");
    private static final Secret PARAMETER = new Secret(SecretPlace.PARAMETER, "key", "nn", "", "");
    private static final String[] NAMES = {"mch", "no", "fee", "st", "memo", "a", "z", "nn", "mm"};
    private static final String[] VALUES = {"", "0", "1", "2", "M", "x", "9"};

    static Stream<Arguments> recipes() {
        List<Arguments> recipes = new ArrayList<>();
        String[][] freeTexts = {{"memo"}, {"a", "memo"}, {"a"}, {"z"}, {"a", "z"}, {"memo", "mm"}, {"a", "memo", "z"}};
        for (Secret secret : new Secret[] {SUFFIX, BARE, PREFIX, PARAMETER}) {
            for (Blanks blanks : Blanks.values()) {
                for (boolean all : new boolean[] {false, true}) {
                    for (String[] free : freeTexts) {
                        String name = (secret.as() + "-" + blanks)
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', '-');
                        DialectDefinition definition = SampleDialects.of(
                                name,
                                Long.MIN_VALUE,
                                SampleDialects.recipe(NameOrder.SORTED, blanks, secret),
                                all,
                                "1",
                                free);
                        recipes.add(
                                Arguments.of(name + (all ? " all " : " listed ") + String.join("+", free), definition));
                    }
                }
            }
        }
        return recipes.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recipes")
    void shouldNotReadOneTextInTwoWays(String name, DialectDefinition definition) {
        Dialect dialect = Dialect.compile(definition);
        AccountKey key =
                new AccountKey("k", Long.MIN_VALUE, Long.MAX_VALUE, 0, dialect.keyMaterial(Map.of("key", KEY)));
        GatewayAccount account = new GatewayAccount("a", dialect, "M", null, List.of(key));
        Map<String, String> readings = new HashMap<>();
        Random random = new Random(SEED);

        int believed = 0;
        for (int i = 0; i < TEXTS; i++) {
            List<String> pairs = pairs(random);
            for (String body : readingsOf(pairs, random)) {
                believed += check(dialect, account, key, body, readings);
            }
        }

        assertThat(believed).as("seed " + SEED).isPositive();
    }

    private static int check(
            Dialect dialect, GatewayAccount account, AccountKey key, String body, Map<String, String> readings) {
        RawMessage unsigned = message(body + "&sign=00000000000000000000000000000000");
        String canonical = dialect.canonical(unsigned, account, key, 0);
        if (canonical == null) {
            return 0;
        }
        RawMessage signed = message(body + "&sign=" + md5(canonical));
        if (!(dialect.verify(signed, account, 0, 0) instanceof Verified verified)) {
            return 0;
        }
        Report report = dialect.read(verified);
        String reading =
                report.order() + " " + report.status() + " " + report.orderedMinor() + " " + report.paidMinor();
        String before = readings.putIfAbsent(canonical, reading);
        assertThat(before == null ? reading : before)
                .as("two readings of " + canonical + ", one by " + body + ", seed " + SEED)
                .isEqualTo(reading);
        return 1;
    }

    /** Some pairs as text, sorted, often those that a message needs. */
    private static List<String> pairs(Random random) {
        List<String> pairs = new ArrayList<>();
        boolean twice = random.nextBoolean();
        for (String name : NAMES) {
            boolean needed = name.equals("mch") || name.equals("no");
            int times = (needed ? 1 : random.nextInt(2)) + (twice ? 0 : random.nextInt(2));
            for (int i = 0; i < times; i++) {
                String value = name.equals("mch") ? "M" : VALUES[random.nextInt(VALUES.length)];
                pairs.add(name + "=" + value);
            }
        }
        Collections.sort(pairs);
        if (!twice && random.nextBoolean()) {
            Collections.shuffle(pairs, random);
        }
        if (twice) {
            List<String> again = new ArrayList<>(pairs);
            again.replaceAll(pair -> pair.replace("=1", "=2"));
            pairs.addAll(again);
        }
        return pairs;
    }

    /** Ways to cut the joined pairs into parameters: what is not parted is swallowed into the value before. */
    private static List<String> readingsOf(List<String> pairs, Random random) {
        List<String> bodies = new ArrayList<>();
        for (int attempt = 0; attempt < READINGS; attempt++) {
            int from = random.nextInt(pairs.size());
            int to = from + random.nextInt(pairs.size() - from) + 1;
            boolean block = attempt % 2 == 0;
            StringBuilder body = new StringBuilder(pairs.getFirst());
            for (int i = 1; i < pairs.size(); i++) {
                boolean swallowed = block ? i <= from || i >= to : random.nextInt(3) == 0;
                String pair = pairs.get(i);
                body.append(swallowed ? "%26" + pair.replace("=", "%3D") : "&" + pair);
            }
            bodies.add(body.toString());
        }
        return bodies;
    }

    private static RawMessage message(String body) {
        return new RawMessage(MessageType.PAYMENT_CALLBACK, body.getBytes(StandardCharsets.UTF_8), null, null);
    }

    private static String md5(String text) {
        byte[] digest = CryptoEngines.ofThread().digest(DigestWord.MD5).digest(text.getBytes(StandardCharsets.UTF_8));
        return new String(SignatureText.lowerHex(digest), StandardCharsets.US_ASCII);
    }
}
