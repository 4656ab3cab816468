package io.quittance.sandbox;

/** Everything under one gateway's prefix: the endpoints of its document, and the payment page. */
record WholeDesk(Desk endpoints, CashierDesk cashier) implements Desk {

    @Override
    public WebAnswer serve(WebRequest request) {
        return CashierDesk.serves(request.path()) ? cashier.serve(request) : endpoints.serve(request);
    }
}
