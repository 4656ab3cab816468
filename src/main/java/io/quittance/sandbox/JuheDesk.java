package io.quittance.sandbox;

import static io.quittance.sandbox.FieldRule.optional;
import static io.quittance.sandbox.FieldRule.required;

import io.quittance.sandbox.LedgerEntry.Truth;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** juhe: the payment page and the order query (gateways/source/juhe.txt). */
final class JuheDesk implements Desk {
    private static final List<FieldRule> PAY = List.of(
            required("pay_memberid"),
            required("pay_orderid", 20),
            required("pay_applydate"),
            required("pay_bankcode"),
            required("pay_notifyurl"),
            required("pay_callbackurl"),
            required("pay_amount"),
            required("pay_md5sign"),
            optional("pay_attach"),
            required("pay_productname"),
            optional("pay_productnum"),
            optional("pay_productdesc"),
            optional("pay_producturl"));
    private static final List<FieldRule> QUERY =
            List.of(required("pay_memberid"), required("pay_orderid"), required("pay_md5sign"));
    private static final List<String> PAY_SIGNED = List.of(
            "pay_memberid",
            "pay_orderid",
            "pay_applydate",
            "pay_bankcode",
            "pay_notifyurl",
            "pay_callbackurl",
            "pay_amount");
    private static final List<String> ANSWER_SIGNED =
            List.of("memberid", "orderid", "amount", "time_end", "transaction_id", "returncode", "trade_state");

    private final BackOffice office;

    JuheDesk(BackOffice office) {
        this.office = office;
    }

    @Override
    public WebAnswer serve(WebRequest request) {
        return switch (request.path()) {
            case "/Pay_Index.html" -> request.isPost() ? pay(request.form()) : WebAnswer.otherMethod("POST");
            case "/Pay_Trade_query.html" -> request.isPost() ? query(request.form()) : WebAnswer.otherMethod("POST");
            default -> WebAnswer.notFound();
        };
    }

    private WebAnswer pay(WebParameters form) {
        Optional<String> fault = FieldRule.fault(PAY, form);
        if (fault.isPresent()) {
            return refused(fault.get());
        }
        Optional<Till> till = office.till(Gateway.JUHE, form.text("pay_memberid"));
        if (till.isEmpty()) {
            return refused("商户不存在");
        }
        if (!signed(till.get(), form, PAY_SIGNED)) {
            return refused("签名验证失败");
        }
        OptionalLong amount = Amount.ofYuan(form.text("pay_amount"));
        Optional<URI> notify = Addresses.http(form.text("pay_notifyurl"));
        Optional<URI> back = Addresses.http(form.text("pay_callbackurl"));
        if (amount.isEmpty() || notify.isEmpty() || back.isEmpty()) {
            return refused(amount.isEmpty() ? "金额错误" : "地址错误");
        }
        if (GatewayTime.read(form.text("pay_applydate")).isEmpty()) {
            return refused("时间格式错误");
        }
        NewOrder asked = new NewOrder(
                till.get(),
                Flow.PAYMENT,
                form.text("pay_orderid"),
                amount.getAsLong(),
                form.text("pay_bankcode"),
                notify.get(),
                back.get(),
                form.text("pay_attach"),
                form.text("pay_md5sign"));
        return office.place(asked, new PageWords(office, asked));
    }

    private WebAnswer query(WebParameters form) {
        Optional<String> fault = FieldRule.fault(QUERY, form);
        if (fault.isPresent()) {
            return refused(fault.get());
        }
        Optional<Till> till = office.till(Gateway.JUHE, form.text("pay_memberid"));
        if (till.isEmpty()) {
            return refused("商户不存在");
        }
        if (!signed(till.get(), form, List.of("pay_memberid", "pay_orderid"))) {
            return refused("签名验证失败");
        }
        Optional<BookedOrder> order = office.find(till.get(), Flow.PAYMENT, form.text("pay_orderid"));
        if (order.isEmpty()) {
            return refused("不存在的交易订单号");
        }
        office.mayAsk(order.get(), Duration.ZERO);
        return state(order.get()).about(order.get());
    }

    private static WebAnswer state(BookedOrder order) {
        boolean paid = order.toldTruth() == Truth.PAID;
        Credentials credentials = order.till().account().credentials();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("memberid", credentials.merchant());
        fields.put("orderid", order.asked().id());
        fields.put("amount", Yuan.twoDecimals(order.toldMinor()));
        fields.put("time_end", paid ? GatewayTime.spaced(order.paidAt()) : "");
        fields.put("transaction_id", order.gatewayOrder());
        fields.put("returncode", "00");
        fields.put("trade_state", paid ? "SUCCESS" : "NOTPAY");
        fields.put(
                "sign",
                ListedSigner.juheListed(credentials.secret(), ANSWER_SIGNED).sign(fields));
        return WebAnswer.json(new Json().with(fields).written());
    }

    private static boolean signed(Till till, WebParameters form, List<String> names) {
        String key = till.account().credentials().secret();
        return ListedSigner.juheListed(key, names).sign(form.values()).equals(form.text("pay_md5sign"));
    }

    private static WebAnswer refused(String why) {
        return WebAnswer.json(
                new Json().with("status", "error").with("msg", why).written());
    }
}
