package io.quittance.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    @ParameterizedTest
    @CsvSource({
        "port, port, 0",
        "prot, port, 1",
        "Port, port, 0",
        "publicUrl, publicURI, 1",
        "acounts, accounts, 1",
        "acccounts, accounts, 1",
        "kafca, kafka, 1",
        "'', http, 4",
        "ca, abc, 3",
    })
    void shouldCountSlips(String name, String known, int slips) {
        int distance = NearestName.distance(name, known);

        assertThat(distance).isEqualTo(slips).isEqualTo(NearestName.distance(known, name));
    }

    @Test
    void shouldNameTheNearest() {
        List<String> known = List.of("kafka", "registry", "http", "topics");

        assertThat(NearestName.of("topic", known)).contains("topics");
        assertThat(NearestName.of("htpt", known)).contains("http");
        assertThat(NearestName.of("anything", List.of())).isEmpty();
    }

    @Test
    void shouldNameNothingBeyondTheSlipsAllowed() {
        List<String> known = List.of("client.id", "linger.ms");

        assertThat(NearestName.within(2, "lingre.ms", known)).contains("linger.ms");
        assertThat(NearestName.within(2, "my.plugin.setting", known)).isEmpty();
    }
}
