package io.quittance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayTest {

    @ParameterizedTest
    @CsvSource({
        "YIJUHE, 200, success, true",
        "YIJUHE, 200, SUCCESS, false",
        "YIJUHE, 200, 'success ', false",
        "JINGS, 204, '', true",
        "JINGS, 200, whatever, true",
        "JINGS, 400, success, false",
        "ZONGHE, 200, SUCCESS, true",
        "ZONGHE, 200, success, false",
        "JUHE, 200, OK, true",
        "JUHE, 200, ok, false",
        "JUHE, 503, try again later, false",
        "JUHE, 503, BROKER AWAY, true",
        "LIANHE, 200, success, true",
        "LIANHE, 201, success, false",
        "LIANHE, 200, 'successful', false",
    })
    void shouldTakeForAnAcknowledgementWhatItsDocumentSays(
            Gateway gateway, int status, String body, boolean acknowledged) {
        assertThat(gateway.acknowledges(status, body)).isEqualTo(acknowledged);
    }
}
