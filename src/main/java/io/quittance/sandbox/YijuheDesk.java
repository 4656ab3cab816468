package io.quittance.sandbox;

import static io.quittance.sandbox.FieldRule.optional;
import static io.quittance.sandbox.FieldRule.required;

import io.quittance.sandbox.LedgerEntry.Truth;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** yijuhe: {@code api/pay} and {@code api/pay/query} (gateways/source/yijuhe.txt). */
final class YijuheDesk implements Desk {
    private static final int NONCE = 32;
    private static final List<FieldRule> PAY = List.of(
            required("merId"),
            required("orderId"),
            required("orderAmt"),
            required("channel"),
            required("desc"),
            optional("attch"), // marked as required; blank ones are not sent (gateways/README.md, yijuhe)
            required("smstyle"),
            required("userId"),
            required("ip"),
            required("notifyUrl"),
            required("returnUrl"),
            required("nonceStr", NONCE),
            required("sign"));
    private static final List<FieldRule> QUERY =
            List.of(required("merId"), required("orderId"), required("nonceStr", NONCE), required("sign"));

    private final BackOffice office;

    YijuheDesk(BackOffice office) {
        this.office = office;
    }

    @Override
    public WebAnswer serve(WebRequest request) {
        boolean known = request.path().equals("/api/pay") || request.path().equals("/api/pay/query");
        if (!known) {
            return WebAnswer.notFound();
        }
        if (!request.isPost()) {
            return WebAnswer.otherMethod("POST");
        }
        return request.path().equals("/api/pay") ? pay(request.form()) : query(request.form());
    }

    private WebAnswer pay(WebParameters form) {
        Optional<String> fault = FieldRule.fault(PAY, form);
        if (fault.isPresent()) {
            return refused(fault.get());
        }
        Optional<Till> till = office.till(Gateway.YIJUHE, form.text("merId"));
        if (till.isEmpty()) {
            return refused("商户不存在");
        }
        if (!signed(till.get(), form)) {
            return refused("签名错误");
        }
        OptionalLong amount = Amount.ofYuan(form.text("orderAmt"));
        Optional<URI> notify = Addresses.http(form.text("notifyUrl"));
        Optional<URI> back = Addresses.http(form.text("returnUrl"));
        if (amount.isEmpty() || notify.isEmpty() || back.isEmpty()) {
            return refused(amount.isEmpty() ? "金额错误" : "地址错误");
        }
        if (!till.get().mayPlace()) {
            return refused("每分钟订单量超过限制");
        }
        NewOrder asked = new NewOrder(
                till.get(),
                Flow.PAYMENT,
                form.text("orderId"),
                amount.getAsLong(),
                form.text("channel"),
                notify.get(),
                back.get(),
                form.text("attch"),
                form.text("sign"));
        return office.place(asked, new Placing());
    }

    private WebAnswer query(WebParameters form) {
        Optional<String> fault = FieldRule.fault(QUERY, form);
        if (fault.isPresent()) {
            return refused(fault.get());
        }
        Optional<Till> till = office.till(Gateway.YIJUHE, form.text("merId"));
        if (till.isEmpty()) {
            return refused("商户不存在");
        }
        if (!signed(till.get(), form)) {
            return refused("签名错误");
        }
        Optional<BookedOrder> order = office.find(till.get(), Flow.PAYMENT, form.text("orderId"));
        if (order.isEmpty()) {
            return refused("订单不存在");
        }
        office.mayAsk(order.get(), Duration.ZERO);
        return state(order.get()).about(order.get());
    }

    private WebAnswer state(BookedOrder order) {
        Credentials credentials = order.till().account().credentials();
        boolean prefixed = office.options().answers() == AnswerForm.WRAPPED_PREFIXED;
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("merId", credentials.merchant());
        fields.put("status", order.toldTruth() == Truth.PAID ? "1" : "0");
        fields.put(
                "orderId",
                (prefixed ? credentials.merchant() : "") + order.asked().id());
        fields.put("sysOrderId", order.gatewayOrder());
        fields.put("orderAmt", Yuan.twoDecimals(order.toldMinor()));
        fields.put("nonceStr", "%016x".formatted(ThreadLocalRandom.current().nextLong()));
        var signer = new YijuheSigner(
                credentials.secret(), Objects.requireNonNull(credentials.platformKey(), "yijuhe signs with RSA"));
        fields.put("sign", signer.sign(fields));
        Json answer = new Json().with(fields);
        return WebAnswer.json(isFlat() ? answer.written() : wrapped(1, "ok", answer));
    }

    private static boolean signed(Till till, WebParameters form) {
        SandboxAccount account = till.account();
        return YijuheSigner.verifies(
                account.credentials().secret(), account.merchantKey(), form.values(), form.text("sign"));
    }

    private WebAnswer refused(String why) {
        return WebAnswer.json(
                isFlat() ? new Json().with("code", 0).with("msg", why).written() : wrapped(0, why, null));
    }

    private boolean isFlat() {
        return office.options().answers() == AnswerForm.FLAT;
    }

    private String wrapped(int code, String message, @Nullable Json data) {
        String time = Long.toString(office.time().now().getEpochSecond());
        return new Json()
                .with("code", code)
                .with("msg", message)
                .with("time", time)
                .with("data", data)
                .written();
    }

    /** The words of {@code api/pay}. */
    private final class Placing implements BackOffice.Words {
        private static final String ACCEPTED = "请求成功!";

        @Override
        public WebAnswer taken(BookedOrder order) {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("payurl", office.cashier(order).toString());
            fields.put("orderno", order.asked().id());
            fields.put("sysorderno", order.gatewayOrder());
            if (isFlat()) {
                Json flat = new Json().with("code", 1).with("msg", ACCEPTED).with(fields);
                return WebAnswer.json(flat.written());
            }
            return WebAnswer.json(wrapped(1, ACCEPTED, new Json().with(fields)));
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
