package io.quittance.sandbox;

import static io.quittance.sandbox.FieldRule.optional;
import static io.quittance.sandbox.FieldRule.required;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The payments of lianhe: page mode, JSON mode, the payment page and the query. */
final class LianhePayments {
    private static final int CHANNELS = 15;
    private static final List<FieldRule> RULES = List.of(
            required("amount"),
            required("appKey"),
            required("callbackUrl"),
            required("channelId"),
            required("mrn", 64),
            required("returnUrl"),
            required("sign"),
            optional("payer"));
    private static final List<String> SIGNED =
            List.of("amount", "appKey", "callbackUrl", "channelId", "mrn", "returnUrl");

    private final BackOffice office;
    private final CashierDesk cashier;
    private final LianheQuery query;

    LianhePayments(BackOffice office, CashierDesk cashier) {
        this.office = office;
        this.cashier = cashier;
        this.query = new LianheQuery(office, Flow.PAYMENT);
    }

    /** A request that was read: the order, or why there is none. */
    private record Reading(@Nullable NewOrder order, String fault) {}

    /** Page mode: the payer's browser brings the order. */
    WebAnswer page(WebParameters form) {
        Reading read = read(form);
        NewOrder order = read.order();
        return order == null ? CashierPages.refused(read.fault()) : office.place(order, new PageWords(office, order));
    }

    /** JSON mode: the merchant's server brings it. */
    WebAnswer create(WebParameters json) {
        Reading read = read(json);
        NewOrder order = read.order();
        return order == null ? refused(read.fault()) : office.place(order, new Placing());
    }

    /** The payment page that {@code payUrl} leads to. */
    WebAnswer cashier(WebParameters parameters) {
        return cashier.page(Gateway.LIANHE, parameters.text("id"));
    }

    /** The state of a payment. */
    WebAnswer query(WebParameters parameters) {
        return query.answer(parameters);
    }

    private Reading read(WebParameters parameters) {
        Optional<String> fault = FieldRule.fault(RULES, parameters);
        if (fault.isPresent()) {
            return new Reading(null, fault.get());
        }
        Optional<Till> till = office.till(Gateway.LIANHE, parameters.text("appKey"));
        if (till.isEmpty()) {
            return new Reading(null, "商户不存在");
        }
        if (!LianheDesk.signed(till.get(), parameters.values(), SIGNED)) {
            return new Reading(null, "签名错误");
        }
        OptionalLong amount = Amount.ofYuan(parameters.text("amount"));
        Optional<URI> notify = Addresses.http(parameters.text("callbackUrl"));
        Optional<URI> back = Addresses.http(parameters.text("returnUrl"));
        if (amount.isEmpty() || notify.isEmpty() || back.isEmpty()) {
            return new Reading(null, amount.isEmpty() ? "金额错误" : "地址错误");
        }
        if (!isChannel(parameters.text("channelId"))) {
            return new Reading(null, "通道不存在");
        }
        NewOrder order = new NewOrder(
                till.get(),
                Flow.PAYMENT,
                parameters.text("mrn"),
                amount.getAsLong(),
                parameters.text("channelId"),
                notify.get(),
                back.get(),
                "",
                parameters.text("sign"));
        return new Reading(order, "");
    }

    private static boolean isChannel(String text) {
        for (int channel = 1; channel <= CHANNELS; channel++) {
            if (text.equals(Integer.toString(channel))) {
                return true;
            }
        }
        return false;
    }

    private static WebAnswer refused(String why) {
        return WebAnswer.json(new Json()
                .with("success", false)
                .with("errorMsg", why)
                .with("payUrl", null)
                .written());
    }

    /** The words of {@code /api/Pay/Create}; its {@code payUrl} is path and query only. */
    private static final class Placing implements BackOffice.Words {

        @Override
        public WebAnswer taken(BookedOrder order) {
            String path = "/api/Pay?id=" + order.cashierId() + "&channel="
                    + order.asked().channel();
            return WebAnswer.json(new Json()
                    .with("success", true)
                    .with("errorMsg", "")
                    .with("payUrl", path)
                    .written());
        }

        @Override
        public WebAnswer known(BookedOrder order) {
            return refused("平台单号冲突");
        }

        @Override
        public WebAnswer busy() {
            return refused("系统繁忙");
        }
    }
}
