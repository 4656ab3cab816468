package io.quittance.events;

/** The schema registry could not do what was asked of it; the kinds differ in what helps. */
public abstract sealed class RegistryException extends RuntimeException
        permits IncompatibleSchemaException,
                RegistryUnavailableException,
                RegistryRefusedException,
                UnknownSchemaException {
    private static final long serialVersionUID = 1L;

    RegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
