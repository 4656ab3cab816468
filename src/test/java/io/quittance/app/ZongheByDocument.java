package io.quittance.app;

import io.quittance.app.PhpServer.Asked;
import io.quittance.app.PhpServer.Said;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * zonghe, imitated from {@code gateways/source/zonghe.txt} by somebody who had not seen the product's own sandbox. What the document
 * prints is done as printed; where it contradicts itself, as gateways/README.md decides; what it leaves open, in two ways
 * ({@link Manner}).
 */
final class ZongheByDocument implements AutoCloseable {
    private static final Set<String> CHANNELS = Set.of("901", "903", "906", "911", "912");
    private static final List<String> REQUIRED =
            List.of("appid", "order_no", "amount", "product_name", "bank_code", "notify_url", "return_url", "sign");
    /** Of a callback; the document's text says "all", its example shows these (gateways/README.md, zonghe). */
    private static final List<String> SIGNED = List.of(
            "actual_amount", "amount", "appid", "attach", "order_no", "pay_status", "pay_time", "platform_order_no");

    private static final List<String> SIGNED_IN_RETURN = List.of("order_no", "pay_status");
    private static final String PAID_AT = "2026-11-21 10:00:00";
    private static final int TRIES = 6;

    private final PhpServer server = new PhpServer();
    private final ImitatedOrders orders = new ImitatedOrders();
    private final String appid;
    private final String secret;
    private final Manner manner;

    ZongheByDocument(String appid, String secret, Manner manner) throws IOException {
        this.appid = appid;
        this.secret = secret;
        this.manner = manner;
        server.page("/api/order/unified", this::unified);
        server.page("/api/order/check_order", this::checkOrder);
        server.page("/index/cashier", this::cashier);
    }

    URI address() {
        return server.address();
    }

    /** Its books. */
    ImitatedOrders orders() {
        return orders;
    }

    /** Calls back once as if the order had been paid, signed with another secret; gives the answer. */
    String forge(String orderNo) {
        ImitatedOrder order = orders.get(orderNo);
        return server.post(order.field("notify_url"), signed(callback(order), SIGNED, "not-" + secret));
    }

    /** Section 5.1: checks what the document demands, opens the order, says where the payer goes. */
    private Said unified(Asked asked) {
        if (!asked.method().equals("POST") || !asked.type().startsWith("application/x-www-form-urlencoded")) {
            return failed("请求方式错误");
        }
        for (String name : REQUIRED) {
            if (asked.field(name).isEmpty()) {
                return failed("缺少参数" + name);
            }
        }
        if (!asked.field("appid").equals(appid)) {
            return failed("商户不存在");
        }
        if (!asked.field("sign").equals(signWithoutEmpty(asked.fields()))) {
            return failed("签名错误");
        }
        String orderNo = asked.field("order_no");
        if (orderNo.length() > 20) {
            return failed("订单号长度错误");
        }
        if (!asked.field("amount").chars().allMatch(Character::isDigit)) {
            return failed("金额错误");
        }
        if (!CHANNELS.contains(asked.field("bank_code"))) {
            return failed("支付通道未开启");
        }
        String number = "A20261121100000%04d".formatted(orders.nextNumber());
        ImitatedOrder order = new ImitatedOrder(orderNo, number, asked.fields());
        if (!orders.add(order)) {
            return failed("订单号重复");
        }
        return Said.ok(opened(order));
    }

    private String opened(ImitatedOrder order) {
        String url = address() + "/index/cashier?no=" + order.id();
        return switch (manner) {
            case AS_PRINTED ->
                "{\"status\":\"1\",\"message\":" + PhpServer.json("下单成功") + ",\"data\":{\"order_no\":"
                        + PhpServer.json(order.id()) + ",\"platform_order_no\":\"" + order.number()
                        + "\",\"pay_status\":-1,\"bank_code\":\"" + order.field("bank_code") + "\",\"amount\":\""
                        + order.field("amount") + ".00\",\"content\":"
                        + PhpServer.json(PhpServer.autoSubmit(url, Map.of("no", order.id())))
                        + ",\"redirect_url\":" + PhpServer.json(url) + "}}";
            case LOOSELY ->
                "\uFEFF{\"data\":{\"redirect_url\":" + PhpServer.json(url)
                        + ",\"qrcode\":null,\"device\":[\"pc\",\"h5\"],"
                        + "\"amount\":" + order.field("amount") + ",\"pay_status\":\"-1\",\"order_no\":"
                        + PhpServer.json(order.id()) + ",\"platform_order_no\":\"" + order.number()
                        + "\"},\"timestamp\":1795255200,\"message\":\"ok\",\"status\":1}\r\n";
        };
    }

    private Said failed(String message) {
        return switch (manner) {
            case AS_PRINTED -> Said.ok("{\"status\":\"0\",\"message\":" + PhpServer.json(message) + ",\"data\":[]}");
            case LOOSELY ->
                Said.ok("\uFEFF{\"data\":\"\",\"message\":" + PhpServer.json(message) + ",\"status\":0}\r\n");
        };
    }

    /** Section 5.4: only GET, signed; the fields of {@code data} only with status 1. An unpaid order is 0 in its example, else -1. */
    private Said checkOrder(Asked asked) {
        orders.noteQuery(asked.field("order_no"));
        if (!asked.method().equals("GET")) {
            return failed("请求方式错误");
        }
        if (!asked.field("appid").equals(appid) || !asked.field("sign").equals(signWithoutEmpty(asked.fields()))) {
            return failed("签名错误");
        }
        ImitatedOrder order = orders.find(asked.field("order_no"));
        return order == null ? failed("订单不存在") : Said.ok(found(order));
    }

    private String found(ImitatedOrder order) {
        String payTime = order.isPaid() ? PhpServer.json(PAID_AT) : "null";
        String amount = order.field("amount");
        return switch (manner) {
            case AS_PRINTED ->
                "{\"status\":\"1\",\"message\":" + PhpServer.json("查询成功") + ",\"data\":{\"order_no\":"
                        + PhpServer.json(order.id()) + ",\"amount\":\"" + amount + ".00\",\"attach\":"
                        + PhpServer.json(order.field("attach")) + ",\"pay_status\":" + (order.isPaid() ? 1 : 0)
                        + ",\"platform_order_no\":\"" + order.number()
                        + "\",\"created_at\":\"2026-11-21 09:59:00\",\"pay_time\":" + payTime + "}}";
            case LOOSELY ->
                "\uFEFF{\"status\":1,\"data\":{\"id\":17,\"pay_time\":" + payTime + ",\"created_at\":1795226340,"
                        + "\"pay_status\":\"" + (order.isPaid() ? 1 : -1) + "\",\"bank_code\":901,\"amount\":" + amount
                        + ",\"attach\":null,\"refund\":{\"amount\":0},\"platform_order_no\":\"" + order.number()
                        + "\",\"order_no\":" + PhpServer.json(order.id()) + "},\"message\":\"\"}\r\n";
        };
    }

    /** What the payer sees: a page with a button, which pays, tells the merchant's server, and sends the payer back. */
    private Said cashier(Asked asked) {
        ImitatedOrder order = orders.find(asked.field("no"));
        if (order == null) {
            return new Said(404, "<h1>No such order</h1>");
        }
        if (asked.field("pay").isEmpty()) {
            return Said.ok(PhpServer.autoSubmit(address() + "/index/cashier", Map.of("no", order.id(), "pay", "yes")));
        }
        order.pay();
        if (!orders.losesCallbacksOf(order.id())) {
            callBack(order);
        }
        return goBack(order);
    }

    /** Section 3 (2): once, and five times again unless the answer is SUCCESS (the minute between them left out). */
    private void callBack(ImitatedOrder order) {
        SequencedMap<String, String> fields = signed(callback(order), SIGNED, secret);
        order.noteAnswers(server.postUntil("SUCCESS", TRIES, order.field("notify_url"), fields));
    }

    /** Section 5.2: the fields of a callback without the signature. */
    private SequencedMap<String, String> callback(ImitatedOrder order) {
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        if (manner == Manner.LOOSELY) {
            fields.put("pay_time", PAID_AT);
            fields.put("bank_code", order.field("bank_code"));
            fields.put("remark", "");
        }
        fields.put("actual_amount", amount(order));
        fields.put("amount", amount(order));
        fields.put("appid", appid);
        fields.put("attach", order.field("attach"));
        fields.put("order_no", order.id());
        fields.put("pay_status", "1");
        fields.putIfAbsent("pay_time", PAID_AT);
        fields.put("platform_order_no", order.number());
        return fields;
    }

    private String amount(ImitatedOrder order) {
        return switch (manner) {
            case AS_PRINTED -> order.field("amount") + ".00";
            case LOOSELY -> order.field("amount");
        };
    }

    /** Section 5.3: printed as a POST; a plain redirect is as usual. */
    private Said goBack(ImitatedOrder order) {
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        fields.put("order_no", order.id());
        fields.put("pay_status", "1");
        signed(fields, SIGNED_IN_RETURN, secret);
        String url = order.field("return_url");
        return switch (manner) {
            case AS_PRINTED -> Said.ok(PhpServer.autoSubmit(url, fields));
            case LOOSELY -> new Said(302, url + (url.contains("?") ? "&" : "?") + PhpServer.form(fields));
        };
    }

    /** Section 4, requests: without empty values, with the secret among the sorted parameters. */
    private String signWithoutEmpty(Map<String, String> fields) {
        Map<String, String> sorted = new TreeMap<>(fields);
        sorted.remove("sign");
        sorted.values().removeIf(String::isEmpty);
        sorted.put("secret", secret);
        return sign(sorted);
    }

    /** Section 4, callbacks: empty values stay in, and what is not sent is empty. Puts the signature behind the fields. */
    private static SequencedMap<String, String> signed(
            SequencedMap<String, String> fields, List<String> names, String secret) {
        Map<String, String> sorted = new TreeMap<>();
        names.forEach(name -> sorted.put(name, fields.getOrDefault(name, "")));
        sorted.put("secret", secret);
        fields.put("sign", sign(sorted));
        return fields;
    }

    private static String sign(Map<String, String> sorted) {
        StringJoiner text = new StringJoiner("&");
        sorted.forEach((name, value) -> text.add(name + "=" + value));
        return PhpServer.md5(text.toString());
    }

    @Override
    public void close() {
        server.close();
    }
}
