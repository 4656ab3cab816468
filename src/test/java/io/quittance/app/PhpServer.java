package io.quittance.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A web server with the manners of a shop system written in PHP: one flat map of request fields, every answer chunked
 * and labelled {@code text/html} whatever it holds, JSON with escaped slashes and escaped Chinese.
 */
final class PhpServer implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final HttpClient curl = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final HttpServer server;

    PhpServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                serve(exchange);
            }
        });
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void page(String path, Page page) {
        pages.put(path, page);
    }

    private void serve(HttpExchange exchange) throws IOException {
        Asked asked = asked(exchange);
        Page page = pages.get(exchange.getRequestURI().getPath());
        Said said = page == null ? new Said(404, "Not Found") : page.serve(asked);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders().set("X-Powered-By", "PHP/5.6.40");
        if (said.status() == 302) {
            exchange.getResponseHeaders().set("Location", said.text());
            exchange.sendResponseHeaders(302, -1);
            return;
        }
        exchange.sendResponseHeaders(said.status(), 0);
        exchange.getResponseBody().write(said.text().getBytes(UTF_8));
    }

    private static Asked asked(HttpExchange exchange) throws IOException {
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        readForm(query == null ? "" : query, fields);
        readForm(new String(exchange.getRequestBody().readAllBytes(), UTF_8), fields);
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        return new Asked(exchange.getRequestMethod(), type == null ? "" : type, fields);
    }

    private static void readForm(String text, Map<String, String> fields) {
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(
                        URLDecoder.decode(pair.substring(0, equals), UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), UTF_8));
            }
        }
    }

    /** Posts the fields as a form, as curl would, and gives the body that came back; empty if nobody answered. */
    String post(String url, Map<String, String> fields) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .header("Accept", "*/*")
                .POST(HttpRequest.BodyPublishers.ofString(form(fields)))
                .build();
        try {
            return curl.send(request, HttpResponse.BodyHandlers.ofString(UTF_8)).body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** Posts the fields as often as that until the page puts out what is wanted; gives what it put out each time. */
    List<String> postUntil(String wanted, int tries, String url, Map<String, String> fields) {
        List<String> answers = new ArrayList<>();
        do {
            answers.add(post(url, fields));
        } while (answers.size() < tries && !answers.getLast().equals(wanted));
        return answers;
    }

    /** PHP's {@code http_build_query}: a space becomes a plus. */
    static String form(Map<String, String> fields) {
        StringJoiner form = new StringJoiner("&");
        fields.forEach(
                (name, value) -> form.add(URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value, UTF_8)));
        return form.toString();
    }

    /** A page that sends the payer's browser on by posting the fields. */
    static String autoSubmit(String url, Map<String, String> fields) {
        StringBuilder page = new StringBuilder("<!doctype html><body onload='document.forms[0].submit()'>");
        page.append("<form method='post' action='").append(url).append("'>");
        fields.forEach((name, value) -> page.append("<input type='hidden' name='")
                .append(name)
                .append("' value='")
                .append(value)
                .append("'>"));
        return page.append("</form></body>").toString();
    }

    /** PHP's {@code json_encode} of a text: slashes and everything beyond ASCII are escaped. */
    static String json(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\', '/' -> json.append('\\').append(c);
                default -> {
                    if (c < ' ' || c > '~') {
                        json.append("\\u").append(HexFormat.of().toHexDigits(c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.append('"').toString();
    }

    /** PHP's {@code md5}: lower-case hex. */
    static String md5(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no MD5.", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        curl.close();
        threads.close();
    }

    /** What answers at one path. */
    @FunctionalInterface
    interface Page {
        Said serve(Asked asked);
    }

    /** A request as {@code $_REQUEST} shows it. */
    record Asked(String method, String type, SequencedMap<String, String> fields) {

        String field(String name) {
            return fields.getOrDefault(name, "");
        }
    }

    /** An answer: a text, or with status 302 the address to go to. */
    record Said(int status, String text) {

        static Said ok(String text) {
            return new Said(200, text);
        }
    }
}
