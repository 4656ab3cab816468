package io.quittance.gateways;

/**
 * One thing that is wrong with a dialect.
 *
 * @param pointer the place in the file as a JSON pointer, for example {@code /messages/payment-callback/status/0}
 */
public record DialectFault(String pointer, String message) {
    @Override
    public String toString() {
        return (pointer.isEmpty() ? "/" : pointer) + ": " + message;
    }
}
