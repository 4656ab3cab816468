package io.quittance.events;

/** The registry refuses a schema; the message holds its own words. */
public final class IncompatibleSchemaException extends RegistryException {
    private static final long serialVersionUID = 1L;

    IncompatibleSchemaException(String message, Throwable cause) {
        super(message, cause);
    }
}
