package io.quittance.edge;

import io.quittance.config.Account;
import io.quittance.gateways.MessageType;
import java.net.URI;
import java.util.Map;

/** Where payers' browsers come back to from one account's gateway. */
record ReturnPoint(Account account, EdgeCounters.Tally tally) {
    private static final String THANKS =
            "Thank you. The merchant will see your payment; you may close this page.\n支付结果以商户通知为准,您可以关闭此页面。\n";

    /** Whether the dialect then has a browser return, which may be signed; else there is nothing to read in it. Epoch milliseconds. */
    boolean signs(long now) {
        return account.gateway().dialect().hears(MessageType.BROWSER_RETURN, now);
    }

    /** On to the merchant's own page; without one, a page of ours. */
    Response sendOn() {
        URI url = account.returnUrl();
        if (url == null) {
            return Response.text(200, THANKS);
        }
        return Response.text(303, "").withHeaders(Map.of("Location", url.toASCIIString()));
    }
}
