package io.quittance.sandbox;

import static io.quittance.sandbox.FieldRule.optionalBytes;
import static io.quittance.sandbox.FieldRule.required;
import static io.quittance.sandbox.FieldRule.requiredBytes;

import io.quittance.sandbox.LedgerEntry.Truth;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** jings: the payment page, the order query and the balance query (gateways/source/jings.txt). */
final class JingsDesk implements Desk {
    private static final List<FieldRule> PAY = List.of(
            required("uid"),
            requiredBytes("orderid", 40),
            optionalBytes("ordername", 100),
            requiredBytes("paymoney", 14),
            optionalBytes("orderuid", 40),
            required("paytype"),
            requiredBytes("notifyurl", 80),
            requiredBytes("returnurl", 80),
            optionalBytes("orderinfo", 500),
            required("key"));
    private static final List<FieldRule> QUERY = List.of(required("orderid"), required("uid"), required("key"));
    private static final List<FieldRule> BALANCE = List.of(required("uid"), required("reqtime"), required("key"));
    private static final List<String> PAY_SIGNED = List.of(
            "uid", "orderid", "ordername", "paymoney", "orderuid", "paytype", "notifyurl", "returnurl", "orderinfo");
    private static final String ALIPAY = "11";
    private static final Duration QUERY_WINDOW = Duration.ofMinutes(1);
    private static final Duration CLOCKS_APART = Duration.ofMinutes(10);

    private final BackOffice office;

    JingsDesk(BackOffice office) {
        this.office = office;
    }

    @Override
    public WebAnswer serve(WebRequest request) {
        return switch (request.path()) {
            case "/pay.action" -> request.isPost() ? pay(request.form()) : WebAnswer.otherMethod("POST");
            case "/requstOrderStatus.action" -> request.isGet() ? query(request.query()) : WebAnswer.otherMethod("GET");
            case "/requstBalance.action" -> request.isGet() ? balance(request.query()) : WebAnswer.otherMethod("GET");
            default -> WebAnswer.notFound();
        };
    }

    private WebAnswer pay(WebParameters form) {
        Optional<String> fault = FieldRule.fault(PAY, form);
        if (fault.isPresent()) {
            return CashierPages.refused(fault.get());
        }
        Optional<Till> till = office.till(Gateway.JINGS, form.text("uid"));
        if (till.isEmpty()) {
            return CashierPages.refused("商户不存在");
        }
        if (!signed(till.get(), form, PAY_SIGNED)) {
            return CashierPages.refused("校验失败:key");
        }
        String money = form.text("paymoney");
        OptionalLong amount = money.indexOf('.') == money.length() - 3 ? Amount.ofYuan(money) : OptionalLong.empty();
        Optional<URI> notify = Addresses.http(form.text("notifyurl"));
        Optional<URI> back = Addresses.http(form.text("returnurl"));
        if (amount.isEmpty() || notify.isEmpty() || back.isEmpty()) {
            return CashierPages.refused(amount.isEmpty() ? "金额错误" : "地址错误");
        }
        if (!form.text("paytype").equals(ALIPAY)) {
            return CashierPages.refused("支付方式错误");
        }
        NewOrder asked = new NewOrder(
                till.get(),
                Flow.PAYMENT,
                form.text("orderid"),
                amount.getAsLong(),
                ALIPAY,
                notify.get(),
                back.get(),
                form.text("orderuid"),
                form.text("key"));
        return office.place(asked, new PageWords(office, asked));
    }

    private WebAnswer query(WebParameters query) {
        Optional<String> fault = FieldRule.fault(QUERY, query);
        if (fault.isPresent()) {
            return failedQuery(fault.get(), query);
        }
        Optional<Till> till = office.till(Gateway.JINGS, query.text("uid"));
        if (till.isEmpty()) {
            return failedQuery("商户不存在", query);
        }
        if (!signed(till.get(), query, List.of("orderid", "uid"))) {
            return failedQuery("校验失败:key", query);
        }
        Optional<BookedOrder> found = office.find(till.get(), Flow.PAYMENT, query.text("orderid"));
        if (found.isEmpty()) {
            return failedQuery("订单不存在", query);
        }
        BookedOrder order = found.get();
        if (!office.mayAsk(order, QUERY_WINDOW)) {
            return failedQuery("一个订单号一分钟只能查询一次", query);
        }
        Truth told = order.toldTruth();
        String status = switch (told) {
            case WAITING, FAILED -> "-1";
            case PAID -> "0";
            case EXPIRED -> "1";
        };
        String real = told == Truth.PAID ? Yuan.twoDecimals(order.paidMinor()) : "";
        String money = Yuan.twoDecimals(order.asked().amountMinor());
        return state("", query.text("orderid"), order.gatewayOrder(), money, real, status)
                .about(order);
    }

    private WebAnswer balance(WebParameters query) {
        Optional<String> fault = FieldRule.fault(BALANCE, query);
        if (fault.isPresent()) {
            return balance("", fault.get(), "1", query);
        }
        Optional<Till> till = office.till(Gateway.JINGS, query.text("uid"));
        if (till.isEmpty()) {
            return balance("", "商户不存在", "1", query);
        }
        if (!signed(till.get(), query, List.of("uid", "reqtime"))) {
            return balance("", "校验失败:key", "1", query);
        }
        Optional<Instant> asked = GatewayTime.read(query.text("reqtime"));
        if (asked.isEmpty() || !near(asked.get())) {
            return balance("", "reqtime误差超过10分钟", "1", query);
        }
        if (!till.get().mayAskBalance()) {
            return balance("", "三分钟只能查询一次", "1", query).aboutBalance(till.get());
        }
        return balance(Yuan.twoDecimals(till.get().balanceMinor()), "", "0", query)
                .aboutBalance(till.get());
    }

    private boolean near(Instant asked) {
        return Duration.between(asked, office.time().now()).abs().compareTo(CLOCKS_APART) <= 0;
    }

    private static boolean signed(Till till, WebParameters parameters, List<String> names) {
        String token = till.account().credentials().secret();
        return ListedSigner.jingsRequest(token, names).sign(parameters.values()).equals(parameters.text("key"));
    }

    private static WebAnswer failedQuery(String why, WebParameters query) {
        return state(why, query.text("orderid"), "", "", "", "-2");
    }

    private static WebAnswer state(
            String message, String order, String payid, String money, String real, String status) {
        return WebAnswer.json(new Json()
                .with("msg", message)
                .with("orderid", order)
                .with("payid", payid)
                .with("paymoney", money)
                .with("realpay", real)
                .with("status", status)
                .written());
    }

    private static WebAnswer balance(String balance, String message, String status, WebParameters query) {
        return WebAnswer.json(new Json()
                .with("balance", balance)
                .with("msg", message)
                .with("reqtime", query.text("reqtime"))
                .with("status", status)
                .with("uid", query.text("uid"))
                .written());
    }
}
