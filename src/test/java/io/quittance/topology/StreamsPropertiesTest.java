package io.quittance.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsPropertiesTest {
    private static final String LINGER = StreamsConfig.PRODUCER_PREFIX + ProducerConfig.LINGER_MS_CONFIG;

    @Test
    void shouldNeverElectALeaderThatLacksWhatWasSettled() {
        Properties properties = StreamsProperties.of(Rig.settings(Path.of("state")));

        assertThat(properties)
                .containsEntry(StreamsConfig.topicPrefix(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG), "false")
                .containsEntry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    }

    @ParameterizedTest
    @CsvSource({"10, 10", "20, 20", "40, 20", "100, 20", "300, 60", "1000, 100"})
    void shouldSendACommitInParts(long commitMillis, long lingerMillis) {
        Settings settings = settings(Map.of(), Duration.ofMillis(commitMillis));

        assertThat(producer(settings).get(ProducerConfig.LINGER_MS_CONFIG)).hasToString(Long.toString(lingerMillis));
    }

    @Test
    void shouldFetchLessAtOnceThanHalfARegionOfTheLauncher() throws IOException {
        Matcher region =
                Pattern.compile("-XX:G1HeapRegionSize=(\\d+)m").matcher(Files.readString(Path.of("quittance")));
        assertThat(region.find()).isTrue();
        int halfBytes = Integer.parseInt(region.group(1)) * 1024 * 1024 / 2;

        assertThat(consumer(Map.of()).get(ConsumerConfig.FETCH_MAX_BYTES_CONFIG))
                .asInstanceOf(InstanceOfAssertFactories.INTEGER)
                .isLessThan(halfBytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", StreamsConfig.CONSUMER_PREFIX, StreamsConfig.MAIN_CONSUMER_PREFIX})
    void shouldFetchAsMuchAsTheSettingsSay(String prefix) {
        Map<String, Object> consumer = consumer(Map.of(prefix + ConsumerConfig.FETCH_MAX_BYTES_CONFIG, "7000"));

        assertThat(consumer.get(ConsumerConfig.FETCH_MAX_BYTES_CONFIG)).hasToString("7000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", StreamsConfig.CONSUMER_PREFIX, StreamsConfig.MAIN_CONSUMER_PREFIX})
    void shouldFetchAsMuchOfOnePartitionAsTheSettingsSay(String prefix) {
        Map<String, Object> consumer =
                consumer(Map.of(prefix + ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "8000000"));

        assertThat(consumer.get(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG))
                .hasToString("8000000");
        assertThat(consumer).doesNotContainKey(ConsumerConfig.FETCH_MAX_BYTES_CONFIG);
    }

    @ParameterizedTest
    @ValueSource(strings = {ProducerConfig.LINGER_MS_CONFIG, LINGER})
    void shouldLingerAsLongAsTheSettingsSay(String name) {
        Settings settings = settings(Map.of(name, "7"));

        assertThat(producer(settings).get(ProducerConfig.LINGER_MS_CONFIG)).hasToString("7");
    }

    private static Map<String, Object> producer(Settings settings) {
        return new StreamsConfig(StreamsProperties.of(settings)).getProducerConfigs("client");
    }

    private static Map<String, Object> consumer(Map<String, String> clients) {
        return new StreamsConfig(StreamsProperties.of(settings(clients))).getMainConsumerConfigs("group", "client", 0);
    }

    private static Settings settings(Map<String, String> clients) {
        return settings(clients, Duration.ofMillis(100));
    }

    private static Settings settings(Map<String, String> clients, Duration commitInterval) {
        Settings usual = Rig.settings(Path.of("state"));
        return new Settings(
                new Settings.Kafka("localhost:9092", clients),
                usual.registry(),
                usual.http(),
                usual.topics(),
                usual.edge(),
                new Settings.Topology("test", null, Path.of("state"), commitInterval, 1L << 20, 1),
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
