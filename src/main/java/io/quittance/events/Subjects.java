package io.quittance.events;

import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;

/** Under which names our schemas are registered. */
final class Subjects {
    static final String ORDER_STATE = "order-state";
    static final String LEDGER_MOVE = "ledger-move";
    static final String ORDER_HISTORY = "order-history";
    static final String GATEWAY_ORDER_CLAIM = "gateway-order-claim";
    static final String GATEWAY_ORDER_USE = "gateway-order-use";
    static final String PAYOUT_STATE = "payout-state";
    static final String ACCOUNT_STATE = "account-state";

    private Subjects() {}

    /** Every schema of ours by its subject, as it is registered. */
    static Map<String, Schema> all(String topicPrefix) {
        Map<String, Schema> subjects = new TreeMap<>();
        for (Topic topic : Topic.values()) {
            subjects.put(of(topic.name(topicPrefix)), plain(topic.schema()));
        }
        subjects.put(of(topicPrefix + ORDER_STATE), plain(OrderState.getClassSchema()));
        subjects.put(of(topicPrefix + ORDER_HISTORY), plain(OrderHistory.getClassSchema()));
        subjects.put(of(topicPrefix + PAYOUT_STATE), plain(PayoutState.getClassSchema()));
        subjects.put(of(topicPrefix + ACCOUNT_STATE), plain(AccountState.getClassSchema()));
        subjects.put(of(topicPrefix + LEDGER_MOVE), plain(LedgerMove.getClassSchema()));
        subjects.put(of(topicPrefix + GATEWAY_ORDER_CLAIM), plain(GatewayOrderClaim.getClassSchema()));
        subjects.put(of(topicPrefix + GATEWAY_ORDER_USE), plain(GatewayOrderUse.getClassSchema()));
        return subjects;
    }

    /** The subject of the values of that topic. */
    static String of(String topic) {
        return topic + "-value";
    }

    /** The schema without the hints to Java that the code generator has put in: other languages read it, too. */
    static Schema plain(Schema schema) {
        return new Schema.Parser().parse(schema.toString().replace(",\"avro.java.string\":\"String\"", ""));
    }
}
