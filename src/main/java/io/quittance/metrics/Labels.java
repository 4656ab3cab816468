package io.quittance.metrics;

import java.util.Locale;

/** The names and values of labels, as docs/metrics.md has them. All of them are bounded by the settings or by an enum. */
final class Labels {
    static final String ACCOUNT = "account";

    /** The account of what names none of the settings; no account can have that name. */
    static final String NO_ACCOUNT = "?";

    private Labels() {}

    /** {@code LATE_SUCCESS} as {@code late-success}. */
    static String value(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
