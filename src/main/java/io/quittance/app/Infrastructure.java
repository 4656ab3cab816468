package io.quittance.app;

import io.quittance.app.Servers.Away;
import io.quittance.config.Settings;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.Events;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Broker and registry of a started process: topics made and checked, schemas registered. */
final class Infrastructure implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Infrastructure.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final ConfluentSchemas registry;
    private final Events events;

    private Infrastructure(ConfluentSchemas registry, Events events) {
        this.registry = registry;
        this.events = events;
    }

    /**
     * Reaches broker and registry, however long they are away.
     *
     * @param say told, in words for people, what is waited for, each time that it is something else
     * @throws RefusedStart where waiting does not help: wrong credentials, an unsafe cluster, an incompatible schema
     * @throws InterruptedException where the process is stopped meanwhile
     */
    static Infrastructure connect(Settings settings, Consumer<String> say) throws InterruptedException {
        TopicRules.warnings(settings.topics()).forEach(LOG::warn);
        ConfluentSchemas registry = ConfluentSchemas.at(settings.registry());
        try {
            Waiting waiting = new Waiting(say);
            waiting.until(() -> {
                Servers.requireTopics(settings);
                return true;
            });
            Events events = waiting.until(
                    () -> Servers.requireSchemas(registry, settings.topics().prefix()));
            return new Infrastructure(registry, events);
        } catch (InterruptedException | RuntimeException e) {
            registry.close();
            throw e;
        }
    }

    /** All serdes. */
    Events events() {
        return events;
    }

    @Override
    public void close() {
        registry.close();
    }

    private interface Attempt<T> {
        T make() throws Away, InterruptedException;
    }

    /** Tries again and again, less and less often. */
    private static final class Waiting {
        private final Consumer<String> say;
        private @Nullable String said;

        Waiting(Consumer<String> say) {
            this.say = say;
        }

        <T> T until(Attempt<T> attempt) throws InterruptedException {
            Duration pause = FIRST_PAUSE;
            while (true) {
                try {
                    return attempt.make();
                } catch (Away e) {
                    tell(e.getMessage() + "; trying again");
                }
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                Duration doubled = pause.multipliedBy(2);
                pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
            }
        }

        private void tell(String reason) {
            if (!Objects.equals(said, reason)) {
                said = reason;
                LOG.warn(reason);
                say.accept(reason);
            }
        }
    }
}
