package io.quittance.sandbox;

import static io.quittance.sandbox.FieldRule.optional;
import static io.quittance.sandbox.FieldRule.required;

import io.quittance.sandbox.LedgerEntry.Truth;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** zonghe: {@code api/order/unified} and {@code api/order/check_order} (gateways/source/zonghe.txt). */
final class ZongheDesk implements Desk {
    private static final List<FieldRule> UNIFIED = List.of(
            required("appid"),
            required("order_no", 20),
            required("amount"),
            optional("openid"),
            required("product_name"),
            required("bank_code"),
            optional("attach"),
            required("notify_url"),
            required("return_url"),
            required("sign"));
    private static final List<FieldRule> CHECK = List.of(required("appid"), required("order_no"), required("sign"));
    private static final Set<String> BANK_CODES = Set.of("901", "903", "906", "911", "912");

    private final BackOffice office;

    ZongheDesk(BackOffice office) {
        this.office = office;
    }

    @Override
    public WebAnswer serve(WebRequest request) {
        return switch (request.path()) {
            case "/api/order/unified" -> request.isPost() ? unified(request.form()) : WebAnswer.otherMethod("POST");
            case "/api/order/check_order" -> request.isGet() ? check(request.query()) : WebAnswer.otherMethod("GET");
            default -> WebAnswer.notFound();
        };
    }

    private WebAnswer unified(WebParameters form) {
        Optional<String> fault = FieldRule.fault(UNIFIED, form);
        if (fault.isPresent()) {
            return refused(fault.get());
        }
        Optional<Till> till = office.till(Gateway.ZONGHE, form.text("appid"));
        if (till.isEmpty()) {
            return refused("商户不存在");
        }
        if (!signed(till.get(), form)) {
            return refused("签名错误");
        }
        OptionalLong amount = Amount.ofFen(form.text("amount"));
        Optional<URI> notify = Addresses.http(form.text("notify_url"));
        Optional<URI> back = Addresses.http(form.text("return_url"));
        if (amount.isEmpty() || notify.isEmpty() || back.isEmpty()) {
            return refused(amount.isEmpty() ? "金额错误" : "地址错误");
        }
        if (!BANK_CODES.contains(form.text("bank_code"))) {
            return refused("银行编码错误");
        }
        NewOrder asked = new NewOrder(
                till.get(),
                Flow.PAYMENT,
                form.text("order_no"),
                amount.getAsLong(),
                form.text("bank_code"),
                notify.get(),
                back.get(),
                form.text("attach"),
                form.text("sign"));
        return office.place(asked, new Placing());
    }

    private WebAnswer check(WebParameters query) {
        Optional<String> fault = FieldRule.fault(CHECK, query);
        if (fault.isPresent()) {
            return refused(fault.get());
        }
        Optional<Till> till = office.till(Gateway.ZONGHE, query.text("appid"));
        if (till.isEmpty()) {
            return refused("商户不存在");
        }
        if (!signed(till.get(), query)) {
            return refused("签名错误");
        }
        Optional<BookedOrder> order = office.find(till.get(), Flow.PAYMENT, query.text("order_no"));
        if (order.isEmpty()) {
            return refused("订单不存在");
        }
        office.mayAsk(order.get(), Duration.ZERO);
        return state(order.get()).about(order.get());
    }

    /** The members in the order of the document's example; an order that is not paid has {@code pay_status} 0 there. */
    private static WebAnswer state(BookedOrder order) {
        boolean paid = order.toldTruth() == Truth.PAID;
        Json data = new Json()
                .with("order_no", order.asked().id())
                .with("amount", order.toldMinor() + ".00")
                .with("attach", order.asked().note())
                .with("pay_status", paid ? 1 : 0)
                .with("platform_order_no", order.gatewayOrder())
                .with("bank_code", order.asked().channel())
                .with("created_at", GatewayTime.spaced(order.placedAt()))
                .with("pay_time", paid ? GatewayTime.spaced(order.paidAt()) : null);
        return answer("1", "查询成功", data);
    }

    /** Blanks are dropped from requests, and {@code secret} sorts in as a parameter. */
    private static boolean signed(Till till, WebParameters parameters) {
        Map<String, String> signed = new TreeMap<>(parameters.values());
        signed.remove("sign");
        signed.put("secret", till.account().credentials().secret());
        String text = signed.entrySet().stream()
                .filter(field -> !field.getValue().isEmpty())
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("&"));
        return Md5.lowerHex(text).equals(parameters.text("sign"));
    }

    private static WebAnswer refused(String why) {
        return WebAnswer.json(new Json().with("status", 0).with("message", why).writtenInAscii());
    }

    private static WebAnswer answer(Object status, String message, @Nullable Json data) {
        return WebAnswer.json(new Json()
                .with("status", status)
                .with("message", message)
                .with("data", data)
                .writtenInAscii());
    }

    /** The words of {@code api/order/unified}. */
    private final class Placing implements BackOffice.Words {

        @Override
        public WebAnswer taken(BookedOrder order) {
            String url = office.cashier(order).toString();
            Json data = new Json()
                    .with("order_no", order.asked().id())
                    .with("platform_order_no", order.gatewayOrder())
                    .with("pay_status", -1)
                    .with("bank_code", order.asked().channel())
                    .with("amount", Long.toString(order.asked().amountMinor()))
                    .with("content", CashierPages.formTo(url))
                    .with("redirect_url", url);
            return answer(1, "下单成功", data);
        }

        @Override
        public WebAnswer known(BookedOrder order) {
            return refused("订单号重复");
        }

        @Override
        public WebAnswer busy() {
            return refused("系统繁忙");
        }
    }
}
