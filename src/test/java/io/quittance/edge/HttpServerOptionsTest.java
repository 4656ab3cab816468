package io.quittance.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.UndertowOptions;
import org.junit.jupiter.api.Test;
import org.xnio.OptionMap;
import org.xnio.Options;

/** The limits that take too long to wait for: at least the server has them. */
class HttpServerOptionsTest {
    @Test
    void shouldEndConnectionsThatAreIdleOrDoNotRead() {
        OptionMap requests = HttpServer.requestOptions();
        OptionMap sockets = HttpServer.socketOptions();

        assertThat(requests.get(UndertowOptions.NO_REQUEST_TIMEOUT)).isEqualTo(60_000);
        assertThat(requests.get(UndertowOptions.REQUEST_PARSE_TIMEOUT)).isEqualTo(5_000);
        assertThat(sockets.get(Options.WRITE_TIMEOUT)).isEqualTo(10_000);
    }

    @Test
    void shouldLeaveUrlsAsTheyAreAndSpeakOneProtocol() {
        OptionMap requests = HttpServer.requestOptions();

        assertThat(requests.get(UndertowOptions.DECODE_URL)).isFalse();
        assertThat(requests.get(UndertowOptions.ENABLE_HTTP2)).isFalse();
        assertThat(requests.get(UndertowOptions.ALLOW_UNKNOWN_PROTOCOLS)).isFalse();
        assertThat(requests.get(UndertowOptions.MAX_ENTITY_SIZE)).isEqualTo(EdgeLimits.MAX_DRAINED_BYTES);
    }
}
