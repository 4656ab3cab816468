package io.quittance.sandbox;

import java.security.PrivateKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the writers of callbacks: each account's own credentials, and others for those who forge. */
final class Forger {
    private @Nullable PrivateKey rsaKey;

    /** What writes callbacks of that account, the forged ones too. */
    CallbackWriter writer(SandboxAccount account) {
        Gateway gateway = account.gateway();
        Credentials own = account.credentials();
        Credentials other = switch (gateway) {
            // The sharpest forgery of yijuhe: all is right but the RSA key.
            case YIJUHE -> new Credentials(own.merchant(), own.secret(), rsaKey());
            case JINGS, ZONGHE, JUHE, LIANHE -> new Credentials(own.merchant(), own.secret() + "0", null);
        };
        return new CallbackWriter(
                Map.of(gateway, new CallbackForms(gateway, own)), Map.of(gateway, new CallbackForms(gateway, other)));
    }

    private PrivateKey rsaKey() {
        PrivateKey known = rsaKey;
        if (known == null) {
            known = RsaKeys.pair(RsaKeys.SHORT_BITS).getPrivate();
            rsaKey = known;
        }
        return known;
    }
}
