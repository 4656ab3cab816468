package io.quittance.sandbox;

import static io.quittance.sandbox.FieldRule.optional;
import static io.quittance.sandbox.FieldRule.required;

import io.quittance.sandbox.LedgerEntry.Truth;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The query of lianhe, which payments and payouts have alike; with {@code callback=true} it makes the gateway call back. */
final class LianheQuery {
    private static final List<FieldRule> RULES =
            List.of(required("appKey"), required("mrn"), required("sign"), optional("callback"));

    private final BackOffice office;
    private final Flow flow;

    LianheQuery(BackOffice office, Flow flow) {
        this.office = office;
        this.flow = flow;
    }

    /** The state of an order: 0 waiting, 1 done, 2 failed. */
    WebAnswer answer(WebParameters query) {
        Optional<String> fault = FieldRule.fault(RULES, query);
        if (fault.isPresent()) {
            return refused("invalid_data");
        }
        Optional<Till> till = office.till(Gateway.LIANHE, query.text("appKey"));
        if (till.isEmpty()) {
            return refused("object_not_found");
        }
        if (!LianheDesk.signed(till.get(), query.values(), List.of("appKey", "mrn"))) {
            return refused("sign_error");
        }
        Optional<BookedOrder> found = office.find(till.get(), flow, query.text("mrn"));
        if (found.isEmpty()) {
            return refused("object_not_found");
        }
        BookedOrder order = found.get();
        office.mayAsk(order, Duration.ZERO);
        Truth told = order.toldTruth();
        if (told == Truth.PAID && query.text("callback").equals("true")) {
            office.callBackAgain(order);
        }
        int status = switch (told) {
            case WAITING -> 0;
            case PAID -> 1;
            case FAILED, EXPIRED -> 2;
        };
        Json result = new Json().with("Mrn", order.asked().id()).with("status", status);
        return WebAnswer.json(new Json()
                        .with("error", "success")
                        .with("result", result)
                        .written())
                .about(order);
    }

    private static WebAnswer refused(String code) {
        return WebAnswer.json(
                new Json().with("error", code).with("result", null).written());
    }
}
