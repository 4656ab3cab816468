package io.quittance.events;

/** The schema registry does not let us in, or is none: trying again does not help. */
public final class RegistryRefusedException extends RegistryException {
    private static final long serialVersionUID = 1L;

    RegistryRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
