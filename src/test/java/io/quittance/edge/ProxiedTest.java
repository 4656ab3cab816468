package io.quittance.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.AckRule;
import io.quittance.config.Network;
import io.quittance.edge.EdgeRig.Kept;
import io.quittance.events.Transport;
import java.net.InetAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behind trusted proxies: the loopback address and 10.0.0.0/8. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProxiedTest {
    private EdgeRig rig;

    @BeforeAll
    void start() throws Exception {
        rig = EdgeRig.start(
                "proxied.",
                List.of(network("127.0.0.1", 32), network("10.0.0.0", 8)),
                SampleGateway.account("shop-open", AckRule.VERIFIED, List.of()),
                SampleGateway.account(
                        "shop-fenced", AckRule.VERIFIED, List.of(network("192.0.2.0", 24), network("2001:db8::", 32))));
    }

    @AfterAll
    void stop() {
        rig.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.7                          | 192.0.2.7   | 200",
                "198.51.100.1, 192.0.2.7            | 192.0.2.7   | 200",
                "192.0.2.7, 198.51.100.1            | 198.51.100.1| 403",
                "192.0.2.7,10.1.2.3, 10.9.9.9       | 192.0.2.7   | 200",
                "192.0.2.7:4711                     | 192.0.2.7   | 200",
                "[2001:db8::7]:4711                 | 2001:db8:0:0:0:0:0:7 | 200",
                "2001:db8::7                        | 2001:db8:0:0:0:0:0:7 | 200",
                "192.0.2.7, unknown                 | 127.0.0.1   | 403",
                "192.0.2.7, gateway.example         | 127.0.0.1   | 403",
                "192.0.2.7,                         | 127.0.0.1   | 403",
                "10.0.0.1                           | 10.0.0.1    | 403"
            })
    void shouldTakeTheRightMostAddressThatNoTrustedProxyIs(String forwarded, String peer, int status) throws Exception {
        HttpResponse<String> fenced = rig.send(request("shop-fenced").header("X-Forwarded-For", forwarded));
        rig.send(request("shop-open").header("X-Forwarded-For", forwarded));

        assertThat(fenced.statusCode()).isEqualTo(status);
        assertThat(rig.received().getLast().value().getPeer()).isEqualTo(peer);
    }

    @Test
    void shouldRefuseTheProxyItselfWhereItNamesNobody() throws Exception {
        assertThat(rig.send(request("shop-fenced")).statusCode()).isEqualTo(403);
    }

    @Test
    void shouldBelieveATrustedProxyAboutTheTransport() throws Exception {
        rig.send(request("shop-open").header("X-Forwarded-For", "192.0.2.7").header("X-Forwarded-Proto", "https"));
        Kept overTls = rig.received().getLast();
        rig.send(request("shop-open").header("X-Forwarded-For", "192.0.2.7").header("X-Forwarded-Proto", "http"));
        Kept plain = rig.received().getLast();

        assertThat(overTls.value().getTransport()).isEqualTo(Transport.TLS);
        assertThat(plain.value().getTransport()).isEqualTo(Transport.PLAIN);
    }

    private HttpRequest.Builder request(String account) {
        return HttpRequest.newBuilder(rig.uri("/callbacks/" + account + "/payment"))
                .header("Content-Type", SampleGateway.FORM)
                .POST(HttpRequest.BodyPublishers.ofString(SampleGateway.PAID));
    }

    private static Network network(String address, int prefixLength) {
        return new Network(InetAddress.ofLiteral(address), prefixLength);
    }
}
