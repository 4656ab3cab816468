package io.quittance.edge.placing;

import io.quittance.config.Account;
import io.quittance.events.EventKind;
import io.quittance.gateways.DialectDefinition;
import io.quittance.gateways.MessageType;
import io.quittance.gateways.SignedRequest;
import java.util.List;
import java.util.Map;

/**
 * What a client wants placed, checked and signed.
 *
 * @param rules the gateway's, in force when it was read
 * @param type the request that we send, or the page that the payer's browser posts
 * @param said everything that the client said, in a fixed order: what makes two requests the same
 * @param secrets account numbers and names among it, which are nobody else's to see
 * @param maskedFields the fields as they are kept: without account numbers, names and signature
 */
record PlacementRequest(
        EventKind kind,
        Account account,
        DialectDefinition rules,
        String order,
        long amountMinor,
        MessageType type,
        Map<String, String> said,
        List<String> secrets,
        Map<String, String> maskedFields,
        SignedRequest signed) {

    /** Whether the payer's browser posts it, so that nobody calls. */
    boolean isPage() {
        return type == MessageType.PAYMENT_PAGE;
    }

    /** Names the order and nothing that the client said of it. */
    @Override
    public String toString() {
        return "PlacementRequest[" + account.name() + "/" + order + "]";
    }
}
