package io.quittance.edge.placing;

import io.quittance.gateways.DialectDefinition.RequestRole;
import org.jspecify.annotations.Nullable;

/** How clients say what gateways call by many names (DESIGN section 3). */
final class Said {
    private Said() {}

    /** The name in our JSON; blank where it is said by the gateway's own name, null where it is not the client's to say. */
    static @Nullable String name(RequestRole role) {
        return switch (role) {
            case ORDER -> "order";
            case AMOUNT -> "amount";
            case CHANNEL -> "channel";
            case DESCRIPTION -> "description";
            case ATTACH -> "attach";
            case BANK_NAME -> "bankName";
            case ACCOUNT_NAME -> "accountName";
            case ACCOUNT_NUMBER -> "accountNumber";
            case TEXT, PAYER_IP -> "";
            case MERCHANT, NOTIFY_URL, RETURN_URL, NONCE, TIME, RESEND -> null;
        };
    }
}
