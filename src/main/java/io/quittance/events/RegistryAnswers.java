package io.quittance.events;

import java.io.IOException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;

/** What the registry's refusals and silences mean for us: whether trying again helps, or asking for something else. */
final class RegistryAnswers {
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY_REQUESTS = 429;
    /** The registry's own 40401 to 40408, not a server that knows no such path. */
    private static final int NOT_FOUND_CODES = 404;

    /** How the client says that there is a schema of that id, in a language that we do not read. */
    private static final String FOREIGN = "Invalid schema";

    private RegistryAnswers() {}

    /** The meaning of an answer that is no. */
    static RegistryException meaning(int status, int errorCode, String message, Exception cause) {
        if (status == CONFLICT || status == UNPROCESSABLE) {
            return new IncompatibleSchemaException(message, cause);
        }
        if (errorCode / 100 == NOT_FOUND_CODES) {
            return new UnknownSchemaException(message, cause);
        }
        if (status >= SERVER_ERROR || status == TOO_MANY_REQUESTS) {
            return new RegistryUnavailableException(message, cause);
        }
        return new RegistryRefusedException(message, cause);
    }

    /** The meaning of no answer, or of one that the client cannot read. */
    static RegistryException meaning(String message, IOException cause) {
        if (cause instanceof SSLException && isAboutCertificate(cause)) {
            return new RegistryRefusedException(message, cause);
        }
        if (String.valueOf(cause.getMessage()).startsWith(FOREIGN)) {
            return new UnknownSchemaException(message, cause);
        }
        return new RegistryUnavailableException(message, cause);
    }

    private static boolean isAboutCertificate(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }
}
