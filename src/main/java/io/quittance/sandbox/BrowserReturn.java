package io.quittance.sandbox;

import java.net.URI;

/**
 * How the payer's browser goes back to the shop.
 *
 * @param post whether it posts a form; else it just fetches the page
 * @param form the fields of the form
 */
record BrowserReturn(boolean post, URI url, Form form) {

    /** By the document of the order's gateway: zonghe and juhe post signed fields, the others name none. */
    static BrowserReturn of(BookedOrder order, Messenger messenger) {
        URI url = order.asked().returnUrl();
        boolean paid = order.truth() == LedgerEntry.Truth.PAID && !order.fate().has(Mischief.SKIMMED);
        return switch (order.gateway()) {
            case YIJUHE, JINGS, LIANHE -> new BrowserReturn(false, url, new Form());
            case ZONGHE -> new BrowserReturn(true, url, zonghe(order, paid));
            case JUHE -> new BrowserReturn(true, url, messenger.returned(order, paid));
        };
    }

    private static Form zonghe(BookedOrder order, boolean paid) {
        Form form = new Form().with("order_no", order.asked().id()).with("pay_status", paid ? "1" : "0");
        String secret = order.till().account().credentials().secret();
        return form.with("sign", ListedSigner.zongheReturn(secret).sign(form.fields()));
    }
}
