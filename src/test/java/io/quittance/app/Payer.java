package io.quittance.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A payer's browser as far as shops need one: follows redirects and submits the form of each page, until it is at the shop. */
final class Payer {
    private static final int MOST_HOPS = 10;
    private static final Pattern ACTION = Pattern.compile("<form[^>]*action=['\"]([^'\"]*)['\"]");
    private static final Pattern INPUT =
            Pattern.compile("<input type=['\"]?hidden['\"]? name=['\"]([^'\"]*)['\"] value=['\"]([^'\"]*)['\"]");

    private final HttpClient http;
    private final String shop;

    /** {@code shop} is where it stops. */
    Payer(HttpClient http, String shop) {
        this.http = http;
        this.shop = shop;
    }

    /** Opens that address and goes on from there; gives the last address. */
    String open(String url) throws IOException, InterruptedException {
        return follow(URI.create(url), HttpRequest.newBuilder(URI.create(url)).build());
    }

    /** Shows that page, submits its form and goes on from there; gives the last address. */
    String show(String page) throws IOException, InterruptedException {
        URI nowhere = URI.create("about:blank");
        return follow(nowhere, submit(nowhere, page));
    }

    private String follow(URI from, HttpRequest first) throws IOException, InterruptedException {
        URI at = from;
        HttpRequest request = first;
        for (int hop = 0; hop < MOST_HOPS; hop++) {
            at = request.uri();
            if (at.toString().startsWith(shop)) {
                return at.toString();
            }
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            request = switch (answer.statusCode()) {
                case 302, 303 ->
                    HttpRequest.newBuilder(at.resolve(
                                    answer.headers().firstValue("Location").orElseThrow()))
                            .build();
                default -> submit(at, answer.body());
            };
        }
        throw new AssertionError("the payer does not arrive, and is now at " + at);
    }

    private static HttpRequest submit(URI at, String page) {
        Matcher action = ACTION.matcher(page);
        if (!action.find()) {
            throw new AssertionError("no form at " + at + " but: " + page);
        }
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        Matcher input = INPUT.matcher(page);
        while (input.find()) {
            fields.put(text(input.group(1)), text(input.group(2)));
        }
        return HttpRequest.newBuilder(URI.create(text(action.group(1))))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(PhpServer.form(fields)))
                .build();
    }

    private static String text(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
