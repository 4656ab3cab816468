package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Settings;
import io.quittance.config.Settings.Scope;
import io.quittance.edge.Entrance;
import io.quittance.edge.HttpServer;
import io.quittance.edge.Problem;
import io.quittance.edge.Request;
import io.quittance.edge.Response;
import io.quittance.edge.Route;
import io.quittance.edge.Routes;
import io.quittance.edge.Tokens;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrderCommandTest {
    private static final String TOKEN = "a-token";
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final HttpServer server;
    private boolean listening = true;

    OrderCommandTest() throws IOException {
        Tokens tokens = new Tokens(List.of(new Settings.Token("shop", TOKEN, Set.of(Scope.READ), Set.of())), null);
        List<Route> routes = List.of(
                Route.get(
                        "/v1/accounts/{account}/orders/{order}",
                        Scope.READ,
                        (request, responder) -> responder.respond(order(request))),
                Route.get(
                        "/v1/accounts/{account}/payouts/{order}",
                        Scope.READ,
                        (request, responder) -> responder.respond(
                                Problem.notFound("Nothing is known of it.").toResponse())));
        Settings.Http http = new Settings.Http("127.0.0.1", 0, null, List.of(), null, null);
        server = HttpServer.start(http, new Entrance(null, new Routes(routes, tokens, Set.of("yi-main"))));
    }

    @AfterEach
    void stop() {
        if (listening) {
            listening = false;
            server.close();
        }
    }

    @Test
    void shouldPrintTheOrder() {
        int status = run(TOKEN, "--wait", "5s", "yi-main", "订单 1/2");

        assertThat(status).isZero();
        assertThat(out.toString()).isEqualTo("{\"order\":\"订单 1/2\",\"wait\":\"5s\"}" + System.lineSeparator());
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldSayNoWhereThereIsNoSuchOrder() {
        int status = run(TOKEN, "--payout", "yi-main", "P1");

        assertThat(status).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("Nothing is known of it.");
    }

    @Test
    void shouldTellWhyItWasRefusedWithoutTheToken() {
        int status = run("wrong-token", "yi-main", "A1");

        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).contains("answered 401").doesNotContain("wrong-token");
    }

    @Test
    void shouldTellThatNobodyAnswers() {
        stop();

        int status = run(TOKEN, "yi-main", "A1");

        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).contains("is an instance running there?");
    }

    @Test
    void shouldRefuseAUrlThatIsNone() {
        int status = Main.run(writer(out), writer(err), "order", "--url", "localhost", "--token", TOKEN, "a", "b");

        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).contains("--url needs a scheme and a host");
    }

    private int run(String token, String... arguments) {
        String[] all = new String[5 + arguments.length];
        System.arraycopy(
                new String[] {"order", "--url", "http://127.0.0.1:" + server.port() + "/", "--token", token},
                0,
                all,
                0,
                5);
        System.arraycopy(arguments, 0, all, 5, arguments.length);
        return Main.run(writer(out), writer(err), all);
    }

    private static PrintWriter writer(StringWriter text) {
        return new PrintWriter(text, true);
    }

    private static Response order(Request request) {
        String json =
                "{\"order\":\"" + request.pathValue("order") + "\",\"wait\":\"" + request.parameter("wait") + "\"}";
        return Response.json(200, json.getBytes(StandardCharsets.UTF_8));
    }
}
