package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.app.PlainReader.Read;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a shop and a consumer of the topics see of the product: places orders of 100.00, reads what became of them. */
final class ImitatedShop {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final WholeQuittance quittance;
    private final String prefix;

    /** {@code prefix} is that of the topics. */
    ImitatedShop(WholeQuittance quittance, String prefix) {
        this.quittance = quittance;
        this.prefix = prefix;
    }

    /** The answer to a placement; {@code more} are further members of it, with a comma behind each. */
    HttpResponse<String> place(String account, String order, String channel, String more) throws Exception {
        return quittance.post(orders(account), placement(order, channel, more));
    }

    /** The page that posts itself, as a payer's browser is shown it. */
    String pageOf(String account, String order, String channel, String more) throws Exception {
        HttpResponse<String> answer = quittance.http.send(
                quittance
                        .request(orders(account))
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/html")
                        .POST(BodyPublishers.ofString(placement(order, channel, more)))
                        .build(),
                BodyHandlers.ofString(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String placement(String order, String channel, String more) {
        return """
                {"order": "%s", "amount": "100.00", "channel": "%s", %s"description": "两杯咖啡 & Tee"}""".formatted(order, channel, more);
    }

    /** Where the payer goes, from the answer to a placement that was accepted. */
    static String payUrl(HttpResponse<String> placed) {
        assertThat(placed.statusCode()).as(placed.body()).isEqualTo(200);
        assertThat(placed.body()).contains("\"state\":\"ACCEPTED\"");
        return placing(placed).path("payUrl").asString();
    }

    /** The fields that the payer's browser is to post, from the answer to a placement that has a form. */
    static Map<String, String> formFields(HttpResponse<String> placed) {
        assertThat(placed.body()).contains("\"state\":\"FORM\"");
        Map<String, String> fields = new LinkedHashMap<>();
        placing(placed)
                .path("form")
                .path("fields")
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asString()));
        return fields;
    }

    private static JsonNode placing(HttpResponse<String> placed) {
        return JsonMapper.shared().readTree(placed.body()).path("placing");
    }

    /** The order as it is now. */
    String order(String account, String order) throws Exception {
        return quittance.get(orders(account) + "/" + order);
    }

    private static String orders(String account) {
        return "/v1/accounts/" + account + "/orders";
    }

    /** Waits until it is paid at the amount that was placed and settled, by one record; nothing about it was refused. */
    void assertPaid(String account, String order) throws Exception {
        await().atMost(PATIENCE).until(() -> order(account, order).contains("\"status\":\"PAID\""));
        await().atMost(PATIENCE)
                .until(() -> !about(account, order, "settlements").isEmpty());
        assertThat(order(account, order)).contains("\"paidAmount\":\"100.00\"", "\"settled\":true");
        assertThat(about(account, order, "settlements"))
                .extracting(settled -> settled.text("amount_minor"))
                .containsExactly("10000");
        assertThat(about(account, order, "quarantine")).isEmpty();
    }

    /** Waits until one callback about the order was found badly signed; it has settled nothing. */
    void assertRefused(String account, String order) throws Exception {
        await().atMost(PATIENCE)
                .until(() -> !about(account, order, "quarantine").isEmpty());
        assertThat(about(account, order, "quarantine"))
                .extracting(refused -> refused.text("source") + " " + refused.text("reason"))
                .containsExactly("CALLBACK BAD_SIGNATURE");
        assertThat(about(account, order, "settlements")).isEmpty();
        assertThat(order(account, order)).contains("\"settled\":false");
    }

    private List<Read> about(String account, String order, String topic) throws Exception {
        try (PlainReader reader = quittance.reader()) {
            return reader.all(prefix + "." + topic).stream()
                    .filter(read -> read.text("account").equals(account)
                            && read.text("order").equals(order))
                    .toList();
        }
    }
}
