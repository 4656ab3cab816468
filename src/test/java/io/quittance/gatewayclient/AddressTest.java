package io.quittance.gatewayclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.events.Transport;
import io.quittance.gateways.SignedRequest;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTest {
    private static final SignedRequest QUERY = new SignedRequest("GET", "/q", null, Map.of(), new byte[0], "key=0f");

    @ParameterizedTest
    @CsvSource({
        "https://gw.example, TLS",
        "HTTPS://gw.example:8443/base, TLS",
        "http://localhost:8080, LOOPBACK",
        "http://127.0.0.1, LOOPBACK",
        "http://127.8.9.1:1/base, LOOPBACK",
        "http://[::1]:8080, LOOPBACK",
        "http://gw.example, PLAIN",
        "http://127.evil.example, PLAIN",
        "http://localhost.evil.example, PLAIN",
        "http://10.0.0.1, PLAIN"
    })
    void shouldSayWhatCarriesARequest(String baseUrl, Transport transport) {
        assertThat(Address.of(URI.create(baseUrl), QUERY))
                .isEqualTo(new Address(URI.create(baseUrl + "/q?key=0f"), transport));
    }
}
