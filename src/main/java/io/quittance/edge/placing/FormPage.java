package io.quittance.edge.placing;

import io.quittance.edge.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/**
 * The page that posts a signed form by itself, or by a button where scripts are off. Nothing but its own one script runs in it; where the
 * form goes on to is left open, since gateways send payers on to others.
 */
final class FormPage {
    private static final String SCRIPT = "document.forms[0].submit()";
    private static final String POLICY = "default-src 'none'; script-src 'sha256-" + hash()
            + "'; form-action https: http:; base-uri 'none'; frame-ancestors 'none'";

    private FormPage() {}

    static Response of(PlacementRequest placement) {
        StringBuilder page = new StringBuilder(2048)
                .append(
                        "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>支付 Payment</title></head><body>\n")
                .append("<form method=\"")
                .append(escaped(placement.signed().method()))
                .append("\" action=\"")
                .append(escaped(action(placement)))
                .append("\" accept-charset=\"")
                .append(escaped(placement.rules().charset()))
                .append("\">\n");
        placement
                .signed()
                .fields()
                .forEach((name, value) -> page.append("<input type=\"hidden\" name=\"")
                        .append(escaped(name))
                        .append("\" value=\"")
                        .append(escaped(value))
                        .append("\">\n"));
        page.append("<noscript><button type=\"submit\">继续支付 Continue</button></noscript>\n</form>\n<script>")
                .append(SCRIPT)
                .append("</script>\n</body></html>\n");
        return new Response(
                200,
                "text/html; charset=utf-8",
                page.toString().getBytes(StandardCharsets.UTF_8),
                Map.of("Content-Security-Policy", POLICY, "Referrer-Policy", "no-referrer"));
    }

    /** Where the form is posted to. */
    static String action(PlacementRequest placement) {
        return placement.account().gateway().baseUrl() + placement.signed().path();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            switch (next) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\r' -> escaped.append("&#13;");
                case '\n' -> escaped.append("&#10;");
                default -> escaped.append(next);
            }
        }
        return escaped.toString();
    }

    private static String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder().encodeToString(digest.digest(SCRIPT.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
