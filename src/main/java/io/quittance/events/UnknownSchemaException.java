package io.quittance.events;

/** The registry has no schema of that id. */
public final class UnknownSchemaException extends RegistryException {
    private static final long serialVersionUID = 1L;

    UnknownSchemaException(String message, Throwable cause) {
        super(message, cause);
    }
}
