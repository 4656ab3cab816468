package io.quittance.app;

import io.quittance.app.PhpServer.Asked;
import io.quittance.app.PhpServer.Said;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * juhe, imitated from nothing but {@code gateways/source/juhe.txt} by somebody who had not seen the product's own
 * sandbox. What the document leaves open (how answers and amounts are written, what an unpaid order's answer says) is
 * done in two ways ({@link Manner}).
 */
final class JuheByDocument implements AutoCloseable {
    private static final Set<String> CHANNELS = Set.of("901", "902", "903", "904", "905", "907", "908", "909", "910");
    private static final List<String> SIGNED = List.of(
            "pay_amount",
            "pay_applydate",
            "pay_bankcode",
            "pay_callbackurl",
            "pay_memberid",
            "pay_notifyurl",
            "pay_orderid");
    private static final int TRIES = 4;

    private final PhpServer server = new PhpServer();
    private final ImitatedOrders orders = new ImitatedOrders();
    private final String memberid;
    private final String key;
    private final Manner manner;

    JuheByDocument(String memberid, String key, Manner manner) throws IOException {
        this.memberid = memberid;
        this.key = key;
        this.manner = manner;
        server.page("/Pay_Index.html", this::index);
        server.page("/Pay_Trade_query.html", this::tradeQuery);
        server.page("/Pay_Cashier.html", this::cashier);
    }

    URI address() {
        return server.address();
    }

    /** Its books. */
    ImitatedOrders orders() {
        return orders;
    }

    /** Posts the fields of a placement to the payment page, as a browser would, and gives the page that comes back. */
    String open(Map<String, String> placement) {
        return server.post(address() + "/Pay_Index.html", placement);
    }

    /** Calls back once as if the order had been paid, signed with another key; gives the answer. */
    String forge(String orderId) {
        ImitatedOrder order = orders.get(orderId);
        return server.post(order.field("pay_notifyurl"), signed(callback(order), "not-" + key));
    }

    /** The payment page: only POST, every required field, signed over the seven fields that the table marks. */
    private Said index(Asked asked) {
        if (!asked.method().equals("POST")) {
            return failed("请求方式错误");
        }
        for (String name : SIGNED) {
            if (asked.field(name).isEmpty()) {
                return failed(name + "不能为空");
            }
        }
        if (asked.field("pay_productname").isEmpty()) {
            return failed("pay_productname不能为空");
        }
        if (!asked.field("pay_memberid").equals(memberid)) {
            return failed("商户不存在");
        }
        SequencedMap<String, String> signed = new LinkedHashMap<>();
        SIGNED.forEach(name -> signed.put(name, asked.field(name)));
        if (!asked.field("pay_md5sign").equals(sign(signed, key))) {
            return failed("签名验证失败");
        }
        if (asked.field("pay_orderid").length() > 20 || !isDate(asked.field("pay_applydate"))) {
            return failed("订单号或提交时间错误");
        }
        if (!CHANNELS.contains(asked.field("pay_bankcode"))) {
            return failed("支付通道未开通");
        }
        String number = "20261121100000%06d".formatted(orders.nextNumber());
        ImitatedOrder order = new ImitatedOrder(asked.field("pay_orderid"), number, asked.fields());
        if (!orders.add(order)) {
            return failed("订单号重复");
        }
        return Said.ok(PhpServer.autoSubmit(address() + "/Pay_Cashier.html", Map.of("no", order.id(), "pay", "yes")));
    }

    private static boolean isDate(String text) {
        if (text.length() != 19) {
            return false;
        }
        StringBuilder shape = new StringBuilder();
        text.chars().forEach(c -> shape.append(c >= '0' && c <= '9' ? '9' : (char) c));
        return shape.toString().equals("9999-99-99 99:99:99");
    }

    private static Said failed(String message) {
        return Said.ok("{\"status\":\"error\",\"msg\":" + PhpServer.json(message) + ",\"data\":[]}");
    }

    /** The payer pays; the merchant's server is told, the payer is sent back with the same fields by POST. */
    private Said cashier(Asked asked) {
        ImitatedOrder order = orders.find(asked.field("no"));
        if (order == null) {
            return new Said(404, "<h1>No such order</h1>");
        }
        order.pay();
        if (!orders.losesCallbacksOf(order.id())) {
            callBack(order);
        }
        return Said.ok(PhpServer.autoSubmit(order.field("pay_callbackurl"), signed(callback(order), key)));
    }

    /** Once, and three times again unless the page puts out OK. */
    private void callBack(ImitatedOrder order) {
        SequencedMap<String, String> fields = signed(callback(order), key);
        order.noteAnswers(server.postUntil("OK", TRIES, order.field("pay_notifyurl"), fields));
    }

    /** The result's table without the signature; attach stands in it but is not signed. */
    private SequencedMap<String, String> callback(ImitatedOrder order) {
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        fields.put("memberid", memberid);
        fields.put("orderid", order.id());
        fields.put("transaction_id", order.number());
        fields.put("amount", amount(order));
        fields.put(
                "datetime",
                switch (manner) {
                    case AS_PRINTED -> "2026-11-21 10:00:00";
                    case LOOSELY -> "20261121100000";
                });
        fields.put("returncode", "00");
        if (manner == Manner.AS_PRINTED || !order.field("pay_attach").isEmpty()) {
            fields.put("attach", order.field("pay_attach"));
        }
        return fields;
    }

    /** Yuan as placed, or as a column with four decimals gives it. */
    private String amount(ImitatedOrder order) {
        return switch (manner) {
            case AS_PRINTED -> order.field("pay_amount");
            case LOOSELY -> order.field("pay_amount") + "00";
        };
    }

    /** The query: only POST; the answer's table, signed without empty values. */
    private Said tradeQuery(Asked asked) {
        orders.noteQuery(asked.field("pay_orderid"));
        if (!asked.method().equals("POST")) {
            return failed("请求方式错误");
        }
        SequencedMap<String, String> signed = new LinkedHashMap<>();
        signed.put("pay_memberid", asked.field("pay_memberid"));
        signed.put("pay_orderid", asked.field("pay_orderid"));
        if (!asked.field("pay_memberid").equals(memberid)
                || !asked.field("pay_md5sign").equals(sign(signed, key))) {
            return failed("验签失败!");
        }
        ImitatedOrder order = orders.find(asked.field("pay_orderid"));
        return order == null ? failed("不存在的交易订单号.") : Said.ok(found(order));
    }

    private String found(ImitatedOrder order) {
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        fields.put("memberid", memberid);
        fields.put("orderid", order.id());
        fields.put("amount", amount(order));
        fields.put("time_end", order.isPaid() ? "2026-11-21 10:00:00" : unpaidTime());
        fields.put("transaction_id", order.number());
        fields.put("returncode", "00");
        fields.put("trade_state", order.isPaid() ? "SUCCESS" : "NOTPAY");
        fields.put("sign", sign(fields, key));
        return switch (manner) {
            case AS_PRINTED -> encode(fields.entrySet().stream().toList(), "\"");
            case LOOSELY ->
                "\uFEFF" + encode(fields.reversed().entrySet().stream().toList(), "") + "\r\n";
        };
    }

    /** No time, or the one that a column holding 0 gives in China. */
    private String unpaidTime() {
        return switch (manner) {
            case AS_PRINTED -> "";
            case LOOSELY -> "1970-01-01 08:00:00";
        };
    }

    /** The amount and the merchant's number in the given quotes: none makes them JSON numbers. */
    private static String encode(List<Map.Entry<String, String>> fields, String numberQuote) {
        StringBuilder json = new StringBuilder("{");
        for (Map.Entry<String, String> field : fields) {
            json.append(json.length() == 1 ? "" : ",")
                    .append('"')
                    .append(field.getKey())
                    .append("\":");
            if (field.getKey().equals("amount") || field.getKey().equals("memberid")) {
                json.append(numberQuote).append(field.getValue()).append(numberQuote);
            } else {
                json.append(PhpServer.json(field.getValue()));
            }
        }
        return json.append('}').toString();
    }

    private static SequencedMap<String, String> signed(SequencedMap<String, String> fields, String key) {
        fields.put("sign", sign(fields, key));
        return fields;
    }

    /** The signature's two steps: sorted, without empty values, without attach and sign; the key at the end; upper case. */
    private static String sign(Map<String, String> fields, String key) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(fields).forEach((name, value) -> {
            if (!value.isEmpty() && !name.equals("sign") && !name.equals("attach")) {
                text.append(name).append('=').append(value).append('&');
            }
        });
        return PhpServer.md5(text.append("key=").append(key).toString()).toUpperCase(Locale.ROOT);
    }

    @Override
    public void close() {
        server.close();
    }
}
