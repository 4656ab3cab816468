package io.quittance.sandbox;

import java.util.Locale;
import java.util.Optional;

/** How the imitated gateways misbehave. Each is drawn from the seed, for every order or answer, by a percentage of its own. */
public enum Mischief {
    /** The callback never leaves; only a query finds the payment. */
    LOST,
    /** The callback comes again, one to four times, though it was acknowledged. */
    REPEATED,
    /** The callback comes ten minutes late. */
    LATE,
    /** A stale status follows the paid one, or the callback lets those of later orders pass. */
    REORDERED,
    /** Somebody without the keys says that the order is paid. */
    FORGED,
    /** A callback is changed on its way: amount, order or signature. */
    TAMPERED,
    /** The callback comes before the query knows of the payment. */
    EARLY,
    /** Another amount than the ordered one is paid. */
    WRONG_AMOUNT,
    /** A correctly signed callback states a status that does not say paid. */
    ODD_STATUS,
    /** The gateway has the money and says for ever that it has not. */
    SKIMMED,
    /** An answer takes its time. */
    SLOW,
    /** An answer is a failure of the server; of a placement, half of the orders are not taken then. */
    ERROR,
    /** An answer is not what the document says: cut off, empty or a page. */
    GARBAGE;

    /** The name in options and ledgers, such as {@code wrong-amount}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one of that name, or empty. */
    public static Optional<Mischief> ofLabel(String label) {
        for (Mischief mischief : values()) {
            if (mischief.label().equals(label)) {
                return Optional.of(mischief);
            }
        }
        return Optional.empty();
    }
}
