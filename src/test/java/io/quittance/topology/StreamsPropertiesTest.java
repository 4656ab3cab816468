package io.quittance.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsPropertiesTest {
    private static final String LINGER = StreamsConfig.PRODUCER_PREFIX + ProducerConfig.LINGER_MS_CONFIG;
    private static final String CONSUMERS_FETCH = StreamsConfig.CONSUMER_PREFIX + ConsumerConfig.FETCH_MAX_BYTES_CONFIG;
    private static final String FETCH = StreamsConfig.MAIN_CONSUMER_PREFIX + ConsumerConfig.FETCH_MAX_BYTES_CONFIG;

    @Test
    void shouldNeverElectALeaderThatLacksWhatWasSettled() {
        Properties properties = StreamsProperties.of(Rig.settings(Path.of("state")));

        assertThat(properties)
                .containsEntry(StreamsConfig.topicPrefix(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG), "false")
                .containsEntry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    }

    @Test
    void shouldLingerUntilTheCommitThatSends() {
        Settings settings = Rig.settings(Path.of("state"));

        assertThat(StreamsProperties.of(settings))
                .containsEntry(LINGER, settings.topology().commitInterval().toMillis());
    }

    @Test
    void shouldFetchLessAtOnceThanHalfARegion() {
        Map<String, Object> usual = consumer(Map.of());

        assertThat(usual).containsEntry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 1 << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {ConsumerConfig.FETCH_MAX_BYTES_CONFIG, CONSUMERS_FETCH, FETCH})
    void shouldFetchAsMuchAsTheSettingsSay(String name) {
        assertThat(consumer(Map.of(name, "7000")).get(ConsumerConfig.FETCH_MAX_BYTES_CONFIG))
                .hasToString("7000");
    }

    @ParameterizedTest
    @ValueSource(strings = {ProducerConfig.LINGER_MS_CONFIG, LINGER})
    void shouldLingerAsLongAsTheSettingsSay(String name) {
        Settings settings = settings(Map.of(name, "7"));

        Map<String, Object> producer = new StreamsConfig(StreamsProperties.of(settings)).getProducerConfigs("client");

        assertThat(producer.get(ProducerConfig.LINGER_MS_CONFIG)).hasToString("7");
    }

    private static Map<String, Object> consumer(Map<String, String> clients) {
        return new StreamsConfig(StreamsProperties.of(settings(clients))).getMainConsumerConfigs("group", "client", 0);
    }

    private static Settings settings(Map<String, String> clients) {
        Settings usual = Rig.settings(Path.of("state"));
        return new Settings(
                new Settings.Kafka("localhost:9092", clients),
                usual.registry(),
                usual.http(),
                usual.topics(),
                usual.edge(),
                usual.topology(),
                usual.poller(),
                usual.asking(),
                usual.balances(),
                usual.metrics(),
                usual.tokens(),
                usual.dialects(),
                usual.accounts(),
                usual.webhooks());
    }
}
