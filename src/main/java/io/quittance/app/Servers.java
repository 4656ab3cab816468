package io.quittance.app;

import io.quittance.config.Settings;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.Events;
import io.quittance.events.IncompatibleSchemaException;
import io.quittance.events.RegistryRefusedException;
import io.quittance.events.RegistryUnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * One look at broker and registry, which either helps, or is worth another try ({@link Away}), or is not
 * ({@link RefusedStart}).
 */
final class Servers {
    private static final int REQUEST_TIMEOUT_MS = 5_000;
    private static final int CALL_TIMEOUT_MS = 10_000;
    private static final String ADMIN = "admin.";
    private static final String UNRESOLVED = "No resolvable bootstrap urls";

    private Servers() {}

    /** A server is away: worth trying again. The message says which, for people. */
    static final class Away extends IOException {
        private static final long serialVersionUID = 1L;

        Away(String message) {
            super(message);
        }

        Away(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** A question to the cluster. */
    interface Question<T> {
        T ask(Admin admin) throws InterruptedException;
    }

    /** Asks the cluster of these settings over a connection of its own. */
    static <T> T ask(Settings.Kafka kafka, Question<T> question) throws Away, InterruptedException {
        try (Admin admin = Admin.create(adminSettings(kafka))) {
            return question.ask(admin);
        } catch (AuthenticationException | AuthorizationException e) {
            throw new RefusedStart(
                    List.of("kafka: " + kafka.bootstrapServers() + " does not let us in: " + e.getMessage()
                            + ": check the security, sasl and ssl settings under kafka, and what this user may do"),
                    e);
        } catch (UnknownTopicOrPartitionException e) {
            throw new Away("Kafka at " + kafka.bootstrapServers() + " is still making topics", e);
        } catch (RetriableException e) {
            throw new Away("no answer from Kafka at " + kafka.bootstrapServers(), e);
        } catch (KafkaException e) {
            if (isUnresolved(e)) {
                throw new Away("no address known for Kafka at " + kafka.bootstrapServers(), e);
            }
            throw new RefusedStart(List.of("kafka: " + kafka.bootstrapServers() + ": " + innermost(e)), e);
        }
    }

    /** The topics, made where they may be and checked. */
    static void requireTopics(Settings settings) throws Away, InterruptedException {
        Settings.Topics topics = settings.topics();
        ClusterFacts facts = ask(settings.kafka(), admin -> {
            List<String> unmade = topics.create() ? TopicCheck.createMissing(admin, topics) : List.of();
            if (!unmade.isEmpty()) {
                throw new RefusedStart(unmade);
            }
            return TopicCheck.facts(admin, topics);
        });
        if (topics.create() && facts.topics().size() < TopicPlan.all(topics).size()) {
            throw new Away("Kafka at " + settings.kafka().bootstrapServers() + " is still making topics");
        }
        List<String> faults = TopicRules.faults(facts, topics);
        if (!faults.isEmpty()) {
            throw new RefusedStart(faults);
        }
    }

    /** The serdes, their schemas registered. */
    static Events requireSchemas(ConfluentSchemas registry, String prefix) throws Away {
        return ask(registry, () -> {
            try {
                return Events.register(registry, prefix);
            } catch (IncompatibleSchemaException e) {
                throw new RefusedStart(objections(registry, prefix, e), e);
            }
        });
    }

    /** A question to the registry. */
    interface SchemaQuestion<T> {
        T ask();
    }

    /** Asks the registry. */
    static <T> T ask(ConfluentSchemas registry, SchemaQuestion<T> question) throws Away {
        try {
            return question.ask();
        } catch (RegistryUnavailableException e) {
            throw new Away("no answer from the schema registry at " + registry.name(), e);
        } catch (RegistryRefusedException e) {
            throw new RefusedStart(
                    List.of("registry: " + e.getMessage() + ": check the address and the credentials under registry"),
                    e);
        }
    }

    /** Every incompatible schema, not only the first that was met. */
    private static List<String> objections(
            ConfluentSchemas registry, String prefix, IncompatibleSchemaException first) {
        List<String> faults = new ArrayList<>();
        Events.objections(registry, prefix)
                .forEach((subject, objections) ->
                        objections.forEach(objection -> faults.add("schema " + subject + ": " + objection)));
        if (faults.isEmpty()) {
            faults.add("schema: " + first.getMessage());
        }
        return faults;
    }

    private static Map<String, Object> adminSettings(Settings.Kafka kafka) {
        Map<String, Object> settings = new HashMap<>(kafka.clientSettings());
        kafka.clientSettings().forEach((name, value) -> {
            if (name.startsWith(ADMIN)) {
                settings.put(name.substring(ADMIN.length()), value);
            }
        });
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "quittance-start");
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MS);
        return settings;
    }

    private static boolean isUnresolved(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains(UNRESOLVED)) {
                return true;
            }
        }
        return false;
    }

    private static String innermost(Throwable e) {
        Throwable last = e;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            last = cause;
        }
        return String.valueOf(last.getMessage());
    }
}
