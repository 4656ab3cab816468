package io.quittance.topology;

import io.quittance.config.Account;
import io.quittance.config.AckRule;
import io.quittance.config.DialectFiles;
import io.quittance.config.Policy;
import io.quittance.events.EventKind;
import io.quittance.events.Question;
import io.quittance.events.Source;
import io.quittance.events.StatementHeaders;
import io.quittance.events.Transport;
import io.quittance.gateways.AccountKey;
import io.quittance.gateways.Dialect;
import io.quittance.gateways.GatewayAccount;
import io.quittance.gateways.MessageType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An invented gateway that answers questions about payments and payouts in the same words, and gives both ids of its own. */
final class TwinGateway {
    private static final String YAML = """
            gateway: twin
            credentials: {key: secret}
            recipes:
              only: {names: sorted, blanks: skip, secret: {credential: key, as: suffix}, digest: md5, written: hex-lower}
            messages:
              payment-query-response:
                body: json
                fields: {no: order, id: gateway-order, fee: [ordered, paid], st: text}
                status:
                  - {when: {st: paid}, is: paid}
                  - {when: {st: waiting}, is: pending}
                  - {when: {st: failed}, is: failed}
              payout-query-response:
                body: json
                fields: {no: order, id: gateway-order, fee: paid, st: text}
                status:
                  - {when: {st: paid}, is: paid}
                  - {when: {st: waiting}, is: pending}
              payment-statement:
                body: csv
                fields: {no: order, id: gateway-order, fee: paid, st: text}
                status:
                  - {when: {st: paid}, is: paid}
                  - {when: {st: waiting}, is: pending}
            """;

    private final Dialect dialect;

    /** The gateway, whose file is written into that folder. */
    TwinGateway(Path folder) {
        try {
            Path file = Files.writeString(folder.resolve("twin.yaml"), YAML);
            dialect = Objects.requireNonNull(DialectFiles.loadFile(file).get("twin"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Account account(String name) {
        AccountKey key = new AccountKey(
                "k1", Long.MIN_VALUE, Long.MAX_VALUE, Rig.ALWAYS, dialect.keyMaterial(Map.of("key", "test-key")));
        return new Account(
                new GatewayAccount(name, dialect, "10001", null, List.of(key)),
                null,
                List.of(Policy.DEFAULT),
                AckRule.VERIFIED,
                List.of());
    }

    /** The gateway's answer that the payment {@code order} is paid and is its own order of that id. */
    static Letter payment(String id, String account, String order, String gatewayOrder) {
        return answer(id, account, order, MessageType.PAYMENT_QUERY_RESPONSE, gatewayOrder, "paid");
    }

    static Letter waiting(String id, String account, String order, String gatewayOrder) {
        return answer(id, account, order, MessageType.PAYMENT_QUERY_RESPONSE, gatewayOrder, "waiting");
    }

    static Letter failed(String id, String account, String order, String gatewayOrder) {
        return answer(id, account, order, MessageType.PAYMENT_QUERY_RESPONSE, gatewayOrder, "failed");
    }

    /** A line of the gateway's statement of 1 March. */
    static Letter listed(String id, String account, String order, String statement, int line, String row) {
        return Letter.own(id, Source.STATEMENT, EventKind.PAYMENT, account, order)
                .saying(MessageType.PAYMENT_STATEMENT.wireName(), "no,id,fee,st\n" + row)
                .over(Transport.PLAIN, "clerk")
                .with(Map.of(
                        StatementHeaders.STATEMENT,
                        statement,
                        StatementHeaders.DATE,
                        "2026-03-01",
                        StatementHeaders.LINE,
                        Integer.toString(line)));
    }

    static Letter payout(String id, String account, String order, String gatewayOrder) {
        return answer(id, account, order, MessageType.PAYOUT_QUERY_RESPONSE, gatewayOrder, "paid");
    }

    private static Letter answer(
            String id, String account, String order, MessageType type, String gatewayOrder, String state) {
        EventKind kind = OrderRows.kind(type.kind());
        String body =
                "{\"no\":\"%s\",\"id\":\"%s\",\"fee\":\"100.00\",\"st\":\"%s\"}".formatted(order, gatewayOrder, state);
        return Letter.own(id, Source.POLLED, kind, account, order)
                .saying(type.wireName(), body)
                .asking(new Question("q-" + id, order));
    }
}
