package io.quittance.sandbox;

import static io.quittance.sandbox.FieldRule.required;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The payouts of lianhe: taken where there is enough money, told of by a callback when paid out, by nothing when they fail. */
final class LianhePayouts {
    private static final List<FieldRule> RULES = List.of(
            required("amount"),
            required("appKey"),
            required("bankName"),
            required("accountName"),
            required("accountNumber"),
            required("mrn", 64),
            required("callbackUrl"),
            required("sign"));
    private static final List<String> SIGNED =
            List.of("accountName", "accountNumber", "amount", "appKey", "bankName", "callbackUrl", "mrn");

    private final BackOffice office;
    private final LianheQuery query;

    LianhePayouts(BackOffice office) {
        this.office = office;
        this.query = new LianheQuery(office, Flow.PAYOUT);
    }

    /** Takes a payout, or answers one of the five errors of the document. */
    WebAnswer create(WebParameters json) {
        Optional<String> fault = FieldRule.fault(RULES, json);
        if (fault.isPresent()) {
            return answer("invalid_data", fault.get());
        }
        Optional<Till> found = office.till(Gateway.LIANHE, json.text("appKey"));
        if (found.isEmpty()) {
            return answer("object_not_found", "无效的商户账户");
        }
        Till till = found.get();
        if (!LianheDesk.signed(till, json.values(), SIGNED)) {
            return answer("sign_error", "签名错误");
        }
        OptionalLong amount = Amount.ofWholeYuan(json.text("amount"));
        Optional<URI> notify = Addresses.http(json.text("callbackUrl"));
        if (amount.isEmpty() || notify.isEmpty()) {
            return answer("invalid_data", amount.isEmpty() ? "金额错误" : "地址错误");
        }
        NewOrder asked = new NewOrder(
                till,
                Flow.PAYOUT,
                json.text("mrn"),
                amount.getAsLong(),
                "",
                notify.get(),
                notify.get(),
                "",
                json.text("sign"));
        boolean isNew = office.find(till, Flow.PAYOUT, asked.id()).isEmpty();
        if (isNew && !till.debit(asked.amountMinor())) {
            till.count(Count.PLACEMENTS);
            till.count(Count.PLACEMENTS_REFUSED);
            return answer("insufficient_balance", "商户余额不足");
        }
        Placing words = new Placing();
        WebAnswer answer = office.place(asked, words);
        if (isNew && !words.taken) {
            till.credit(asked.amountMinor());
        }
        return answer;
    }

    /** The state of a payout. */
    WebAnswer query(WebParameters parameters) {
        return query.answer(parameters);
    }

    private static WebAnswer answer(String code, String message) {
        return WebAnswer.json(
                new Json().with("error", code).with("errorMessage", message).written());
    }

    /** The words of {@code /api/Payouts/Create}. */
    private static final class Placing implements BackOffice.Words {
        private boolean taken;

        @Override
        public WebAnswer taken(BookedOrder order) {
            taken = true;
            return answer("success", "");
        }

        @Override
        public WebAnswer known(BookedOrder order) {
            return answer("mrn_duplication", "平台单号冲突");
        }

        @Override
        public WebAnswer busy() {
            return answer("invalid_data", "系统繁忙");
        }
    }
}
