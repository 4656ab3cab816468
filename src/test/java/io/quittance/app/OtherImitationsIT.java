package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.app.embedded.FreePort;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The whole product against zonghe and juhe as somebody read their documents who had seen neither the product's dialects nor its
 * sandbox, each as its document prints it and as loosely as it allows.
 */
class OtherImitationsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SPEED = 60;
    private static final String SHOP = "http://shop.example/back";
    private static final String ZONGHE_SECRET = "c1277a0c1f2b4d5e8f90a1b2c3d4e5f6";
    private static final String JUHE_KEY = "t4ig5acnpx4fet4zapshjacjd9o4bhbi";
    private static final String ATTACH = "\"attach\": \"桌 7\", ";

    @TempDir
    private static Path folder;

    private static final Map<Manner, ZongheByDocument> ZONGHE = new EnumMap<>(Manner.class);
    private static final Map<Manner, JuheByDocument> JUHE = new EnumMap<>(Manner.class);
    private static WholeQuittance quittance;
    private static ImitatedShop shop;

    @BeforeAll
    static void startAll() throws Exception {
        StringBuilder sections = new StringBuilder("""
                gateways: gateways
                poller: {timeout: 2s}
                asking: {validity: 1s, longestInterval: 5s}
                accounts:
                """);
        for (Manner manner : Manner.values()) {
            ZongheByDocument zonghe = new ZongheByDocument("gpu10000000", ZONGHE_SECRET, manner);
            ZONGHE.put(manner, zonghe);
            sections.append("""
                      %s: {gateway: zonghe, merchant: gpu10000000, baseUrl: "%s", returnUrl: "%s", keys: [{id: k1, secret: %s}]}
                    """.formatted(zonghe(manner), zonghe.address(), SHOP, ZONGHE_SECRET));
            JuheByDocument juhe = new JuheByDocument("10023", JUHE_KEY, manner);
            JUHE.put(manner, juhe);
            sections.append("""
                      %s: {gateway: juhe, merchant: "10023", baseUrl: "%s", returnUrl: "%s", keys: [{id: k1, key: %s}]}
                    """.formatted(juhe(manner), juhe.address(), SHOP, JUHE_KEY));
        }
        FasterGateways.write(folder.resolve("gateways"), SPEED);
        quittance = WholeQuittance.start(
                folder, "others", FreePort.find(), EnumSet.allOf(Role.class), sections.toString(), Map.of());
        shop = new ImitatedShop(quittance, "others");
    }

    @AfterAll
    static void closeAll() {
        if (quittance != null) {
            quittance.close();
        }
        ZONGHE.values().forEach(ZongheByDocument::close);
        JUHE.values().forEach(JuheByDocument::close);
    }

    @ParameterizedTest
    @EnumSource
    void shouldSettleOnceWhatZongheCallsPaid(Manner manner) throws Exception {
        HttpResponse<String> placed = shop.place(zonghe(manner), "Z-PAID", "901", ATTACH);

        String arrived = payer().open(ImitatedShop.payUrl(placed));

        assertThat(arrived).startsWith(SHOP);
        assertThat(zongheOf(manner).orders().get("Z-PAID").answers()).containsExactly("SUCCESS");
        shop.assertPaid(zonghe(manner), "Z-PAID");
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindByQueryWhatZongheCouldNotTell(Manner manner) throws Exception {
        ImitatedOrders books = zongheOf(manner).orders();
        books.loseCallbacksOf("Z-LOST");
        HttpResponse<String> placed = shop.place(zonghe(manner), "Z-LOST", "911", "");
        await().atMost(PATIENCE).until(() -> books.queries("Z-LOST") > 0);
        String before = shop.order(zonghe(manner), "Z-LOST");

        payer().open(ImitatedShop.payUrl(placed));

        assertThat(before).contains("\"status\":\"PENDING\"", "\"settled\":false");
        shop.assertPaid(zonghe(manner), "Z-LOST");
        assertThat(books.get("Z-LOST").answers()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldFailWhatZongheRefuses(Manner manner) throws Exception {
        HttpResponse<String> answer = shop.place(zonghe(manner), "Z-NO", "999", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"state\":\"REFUSED\"", "\"code\":\"0\"", "\"message\":\"支付通道未开启\"")
                .contains("\"status\":\"FAILED\"");
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotThankForWhatZongheDidNotSign(Manner manner) throws Exception {
        shop.place(zonghe(manner), "Z-FORGED", "901", "");

        String answer = zongheOf(manner).forge("Z-FORGED");

        assertThat(answer).isNotBlank().doesNotContainIgnoringCase("success").doesNotContainIgnoringCase("ok");
        shop.assertRefused(zonghe(manner), "Z-FORGED");
    }

    @ParameterizedTest
    @EnumSource
    void shouldSettleOnceWhatJuheCallsPaid(Manner manner) throws Exception {
        String page = shop.pageOf(juhe(manner), "J-PAID", "902", ATTACH);

        String arrived = payer().show(page);

        assertThat(arrived).startsWith(SHOP);
        assertThat(juheOf(manner).orders().get("J-PAID").answers()).containsExactly("OK");
        shop.assertPaid(juhe(manner), "J-PAID");
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindByQueryWhatJuheCouldNotTell(Manner manner) throws Exception {
        ImitatedOrders books = juheOf(manner).orders();
        books.loseCallbacksOf("J-LOST");
        String page = shop.pageOf(juhe(manner), "J-LOST", "902", "");
        await().atMost(PATIENCE).until(() -> books.queries("J-LOST") > 0);
        String before = shop.order(juhe(manner), "J-LOST");

        payer().show(page);

        assertThat(before).contains("\"settled\":false");
        shop.assertPaid(juhe(manner), "J-LOST");
        assertThat(books.get("J-LOST").answers()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotThankForWhatJuheDidNotSign(Manner manner) throws Exception {
        JuheByDocument gateway = juheOf(manner);
        gateway.open(ImitatedShop.formFields(shop.place(juhe(manner), "J-FORGED", "902", "")));

        String answer = gateway.forge("J-FORGED");

        assertThat(answer).isNotBlank().doesNotContainIgnoringCase("ok").doesNotContainIgnoringCase("success");
        shop.assertRefused(juhe(manner), "J-FORGED");
    }

    @Test
    void shouldLeaveOpenWhatJuheRefusesInThePayersBrowser() throws Exception {
        JuheByDocument gateway = juheOf(Manner.AS_PRINTED);
        HttpResponse<String> form = shop.place(juhe(Manner.AS_PRINTED), "J-NO", "999", "");

        String refusal = gateway.open(ImitatedShop.formFields(form));
        await().atMost(PATIENCE).until(() -> gateway.orders().queries("J-NO") > 1);

        assertThat(refusal).contains("error");
        assertThat(shop.order(juhe(Manner.AS_PRINTED), "J-NO")).contains("\"status\":\"PLACED\"", "\"settled\":false");
    }

    private static Payer payer() {
        return new Payer(quittance.http, SHOP);
    }

    private static String zonghe(Manner manner) {
        return switch (manner) {
            case AS_PRINTED -> "zonghe-printed";
            case LOOSELY -> "zonghe-loose";
        };
    }

    private static String juhe(Manner manner) {
        return switch (manner) {
            case AS_PRINTED -> "juhe-printed";
            case LOOSELY -> "juhe-loose";
        };
    }

    private static ZongheByDocument zongheOf(Manner manner) {
        return Objects.requireNonNull(ZONGHE.get(manner));
    }

    private static JuheByDocument juheOf(Manner manner) {
        return Objects.requireNonNull(JUHE.get(manner));
    }
}
