package io.quittance.topology;

import org.jspecify.annotations.Nullable;

/** Keys of records: {@code <account>/<order>}, of what is about an account alone {@code <account>} (DESIGN section 3). */
final class OrderKeys {
    private static final char SEPARATOR = '/';

    private OrderKeys() {}

    /** The key of an order or payout. */
    static String of(String account, String order) {
        return account + SEPARATOR + order;
    }

    /** The account of the key of an order or payout; names of accounts have no slash. */
    static String account(String key) {
        return key.substring(0, key.indexOf(SEPARATOR));
    }

    /** Whether that is the key of the order, or of the account where the order is null; makes no text of it. */
    static boolean fits(String key, String account, @Nullable String order) {
        if (order == null) {
            return key.equals(account);
        }
        return key.length() == account.length() + 1 + order.length()
                && key.startsWith(account)
                && key.charAt(account.length()) == SEPARATOR
                && key.endsWith(order);
    }
}
