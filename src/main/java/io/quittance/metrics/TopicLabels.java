package io.quittance.metrics;

import io.quittance.config.Settings;
import io.quittance.events.Topic;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The short names of the topics that the topology reads. */
public final class TopicLabels {
    private static final String REPARTITION = "-repartition";

    private final Map<String, String> labels = new HashMap<>();
    private final String applicationPrefix;

    /** The topics of those settings. */
    public TopicLabels(Settings settings) {
        for (Topic topic : Topic.values()) {
            labels.put(topic.name(settings.topics().prefix()), topic.suffix());
        }
        this.applicationPrefix = settings.topology().applicationId() + "-";
    }

    /** What is known as that topic: ours by its suffix, a repartition by its step; null for a topic of somebody else's. */
    @Nullable String of(String topic) {
        String label = labels.get(topic);
        if (label != null) {
            return label;
        }
        boolean isRepartition = topic.startsWith(applicationPrefix)
                && topic.endsWith(REPARTITION)
                && topic.length() > applicationPrefix.length() + REPARTITION.length();
        return isRepartition
                ? topic.substring(applicationPrefix.length(), topic.length() - REPARTITION.length())
                : null;
    }
}
