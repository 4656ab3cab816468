package io.quittance.poller;

import io.quittance.events.RegistryException;
import io.quittance.events.RegistryUnavailableException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Which failures of Kafka or the registry pass when a server is back, and which need other settings, or another program. */
final class Setbacks {
    /** How Kafka's clients say that a name server does not know the brokers now, under a class that otherwise means a wrong setting. */
    private static final String UNRESOLVED = "No resolvable bootstrap urls";

    private Setbacks() {}

    /** Whether trying again may help. */
    static boolean passes(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isUnresolved(cause)) {
                return true;
            }
            if (isFinal(cause)) {
                return false;
            }
        }
        return true;
    }

    /** What happened, for people: what the innermost cause says. */
    static String words(Throwable failure) {
        Throwable innermost = failure;
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            innermost = cause;
        }
        String name = innermost.getClass().getSimpleName();
        return innermost.getMessage() == null ? name : name + ": " + innermost.getMessage();
    }

    /** What to do about a failure that does not pass. */
    static String advice(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case AuthenticationException e -> {
                    return "check the security, sasl and ssl settings under kafka";
                }
                case AuthorizationException e -> {
                    return "let this user read due, write received and join the poller's group";
                }
                case RegistryException e -> {
                    return "check the address and the credentials under registry";
                }
                case KafkaException e -> {}
                default -> {
                    return "the log has the details";
                }
            }
        }
        return "check the settings under kafka";
    }

    private static boolean isUnresolved(Throwable cause) {
        return cause instanceof ConfigException
                && String.valueOf(cause.getMessage()).contains(UNRESOLVED);
    }

    private static boolean isFinal(Throwable cause) {
        return switch (cause) {
            case AuthenticationException e -> true;
            case AuthorizationException e -> true;
            case UnsupportedVersionException e -> true;
            case InvalidTopicException e -> true;
            case FencedInstanceIdException e -> true;
            case ConfigException e -> true;
            case KafkaException e -> false;
            case RegistryUnavailableException e -> false;
            case RuntimeException e -> true; // The registry refuses, or the fault is ours.
            default -> cause instanceof Error;
        };
    }
}
