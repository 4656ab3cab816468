package io.quittance.sandbox;

import java.util.List;
import java.util.Map;

/** lianhe: payments and payouts, each with its query (gateways/source/lianhe.txt). */
final class LianheDesk implements Desk {
    private final LianhePayments payments;
    private final LianhePayouts payouts;

    LianheDesk(BackOffice office, CashierDesk cashier) {
        this.payments = new LianhePayments(office, cashier);
        this.payouts = new LianhePayouts(office);
    }

    @Override
    public WebAnswer serve(WebRequest request) {
        return switch (request.path()) {
            case "/api/Pay" -> request.isPost() ? payments.page(request.form()) : payments.cashier(request.query());
            case "/api/Pay/Create" ->
                request.isPost() ? payments.create(request.json()) : WebAnswer.otherMethod("POST");
            case "/api/Payments/Query" ->
                request.isGet() ? payments.query(request.query()) : WebAnswer.otherMethod("GET");
            case "/api/Payouts/Create" ->
                request.isPost() ? payouts.create(request.json()) : WebAnswer.otherMethod("POST");
            case "/api/Payouts/Query" ->
                request.isGet() ? payouts.query(request.query()) : WebAnswer.otherMethod("GET");
            default -> WebAnswer.notFound();
        };
    }

    /** The signature over listed names, blanks kept. */
    static boolean signed(Till till, Map<String, String> parameters, List<String> names) {
        String key = till.account().credentials().secret();
        return ListedSigner.lianheRequest(key, names).sign(parameters).equals(parameters.getOrDefault("sign", ""));
    }
}
