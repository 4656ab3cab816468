package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quittance.app.Browser.Hop;
import io.quittance.app.embedded.FreePort;
import io.quittance.sandbox.LedgerEntry;
import io.quittance.sandbox.LedgerEntry.Truth;
import io.quittance.sandbox.SandboxAccounts;
import io.quittance.sandbox.SandboxOptions;
import io.quittance.sandbox.SandboxServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A payer in a real browser at the sandbox's payment pages, a shop, and Quittance between them. */
class PaymentPageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path folder;

    private static Path chromium;
    private static HttpServer shop;
    private static SandboxServer sandbox;
    private static WholeQuittance quittance;

    /** Pages of the shop, by path, as Quittance answered them. */
    private static final Map<String, HttpResponse<String>> CHECKOUTS = new ConcurrentHashMap<>();

    private Browser browser;

    @BeforeAll
    static void startAll() throws Exception {
        chromium = Browser.program();
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.createContext("/", PaymentPageIT::serve);
        shop.start();
        SandboxAccounts accounts =
                SandboxAccounts.open(folder.resolve("secrets"), SandboxAccounts.Wanted.usual(), 100_000_000);
        sandbox = SandboxServer.start(
                SandboxOptions.of(accounts.list()).withSpeed(60).withManual(Set.of("all")));
        String settings = accounts.settings(sandbox.address(), folder.resolve("quittance.yaml"));
        String section = settings.substring(settings.indexOf("accounts:"))
                .replace("returnUrl: \"" + sandbox.address() + "/\"", "returnUrl: \"" + shopUrl("/back") + "\"");
        assertThat(section).contains(shopUrl("/back"));
        quittance =
                WholeQuittance.start(folder, "browser", FreePort.find(), EnumSet.allOf(Role.class), section, Map.of());
    }

    @AfterAll
    static void closeAll() {
        if (quittance != null) {
            quittance.close();
            sandbox.close();
            shop.stop(0);
        }
    }

    @BeforeEach
    void startBrowser() throws Exception {
        browser = Browser.start(
                chromium,
                Files.createTempDirectory(
                        Files.createDirectories(Path.of("target").toAbsolutePath()), "chromium-"));
    }

    @AfterEach
    void closeBrowser() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    /** The shop's own page, or the page that Quittance answered it, passed on with the headers that guard it. */
    private static void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        HttpResponse<String> checkout = CHECKOUTS.get(path);
        String page = checkout == null ? "<!doctype html><title>shop</title>Welcome back" : checkout.body();
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        if (checkout != null) {
            for (String header : List.of("Content-Security-Policy", "Referrer-Policy")) {
                exchange.getResponseHeaders()
                        .set(header, checkout.headers().firstValue(header).orElseThrow());
            }
        }
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String shopUrl(String path) {
        return "http://127.0.0.1:" + shop.getAddress().getPort() + path;
    }

    @Test
    void shouldPayAndComeBackToTheShop() throws Exception {
        browser.open(place("zonghe-main", "Z-PAY"));
        String page = browser.awaitText("Z-PAY");
        browser.click("button[value=pay]");
        browser.awaitText("back to the shop");
        browser.click("a[href*='/returns/'], form button");
        browser.awaitUrl(url -> url.startsWith(shopUrl("/back")));

        assertThat(page).contains("¥100.00", "waiting");
        assertThat(browser.awaitText("Welcome back")).contains("Welcome back");
        assertThat(browser.hops())
                .anyMatch(hop -> hop.status() == 303 && hop.url().contains("/returns/zonghe-main"))
                .contains(new Hop(200, browser.url()));
        assertThat(order("zonghe-main", "Z-PAY"))
                .contains("\"status\":\"PAID\"", "\"paidAmount\":\"100.00\"", "\"settled\":true");
        await().atMost(PATIENCE).until(() -> entry("zonghe", "Z-PAY").traffic().callbacksAcked() == 1);
    }

    @Test
    void shouldHoldWhatWasPaidAtAnotherAmount() throws Exception {
        browser.open(place("zonghe-main", "Z-OTHER"));
        browser.awaitText("Z-OTHER");
        browser.type("input[name=amount]", "99.50");
        browser.click("button[value=pay-other]");
        browser.awaitText("paid");
        await().atMost(PATIENCE)
                .until(() -> entry("zonghe", "Z-OTHER").traffic().callbacksAcked() == 1);

        await().atMost(PATIENCE)
                .until(() ->
                        quittance.get("/v1/accounts/zonghe-main/orders/Z-OTHER").contains("\"status\":\"HELD\""));
        assertThat(quittance.get("/v1/accounts/zonghe-main/orders/Z-OTHER"))
                .contains("\"paidAmount\":\"99.50\"", "\"reason\":\"AMOUNT_MISMATCH\"", "\"settled\":false");
    }

    @Test
    void shouldFail() throws Exception {
        browser.open(place("zonghe-main", "Z-FAIL"));
        browser.awaitText("Z-FAIL");
        browser.click("button[value=fail]");
        browser.awaitText("failed");

        assertThat(order("zonghe-main", "Z-FAIL")).contains("\"status\":\"FAILED\"", "\"settled\":false");
        assertThat(entry("zonghe", "Z-FAIL").truth()).isEqualTo(Truth.FAILED);
    }

    @Test
    void shouldClose() throws Exception {
        browser.open(place("yi-main", "Y-CLOSE"));
        browser.awaitText("Y-CLOSE");
        browser.click("button[value=wait]");
        browser.awaitText("still waiting");
        browser.click("button[value=close]");
        String page = browser.awaitText("expired");

        assertThat(page).contains("Y-CLOSE").doesNotContain("pay that");
        assertThat(entry("yijuhe", "Y-CLOSE").truth()).isEqualTo(Truth.EXPIRED);
        assertThat(entry("yijuhe", "Y-CLOSE").traffic().callbacksSent()).isZero();
        assertThat(quittance.get("/v1/accounts/yi-main/orders/Y-CLOSE"))
                .contains("\"status\":\"PENDING\"", "\"settled\":false");
    }

    /** How the payer comes back: juhe by a form that is posted, jings by itself, lianhe by a link. */
    @ParameterizedTest
    @CsvSource({"juhe-main, juhe, form button", "jings-main, jings, ''", "lianhe-main, lianhe, a"})
    void shouldLeadFromThePageThatQuittanceAnswersToThePaymentPageAndBack(
            String account, String gateway, String wayBack) throws Exception {
        String order = "PAGE-" + gateway;
        HttpResponse<String> checkout = quittance.http.send(
                quittance
                        .request("/v1/accounts/" + account + "/orders")
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/html")
                        .POST(BodyPublishers.ofString(placement(gateway, order, true)))
                        .build(),
                BodyHandlers.ofString());
        CHECKOUTS.put("/checkout/" + gateway, checkout);

        browser.open(shopUrl("/checkout/" + gateway));
        String page = browser.awaitText(order);
        browser.click("button[value=pay]");
        if (!wayBack.isEmpty()) {
            browser.awaitText("back to the shop");
            browser.click(wayBack);
        }
        browser.awaitUrl(url -> url.startsWith(shopUrl("/back")));

        assertThat(checkout.statusCode()).isEqualTo(200);
        assertThat(page).contains("¥100.00", "waiting");
        assertThat(browser.hops())
                .anyMatch(hop -> hop.status() == 303 && hop.url().startsWith(sandbox.address() + "/" + gateway))
                .anyMatch(hop -> hop.status() == 303 && hop.url().contains("/returns/" + account));
        assertThat(order(account, order)).contains("\"status\":\"PAID\"", "\"settled\":true");
        await().atMost(PATIENCE).until(() -> entry(gateway, order).traffic().callbacksAcked() == 1);
    }

    /** Where the payer is sent. */
    private static String place(String account, String order) throws Exception {
        String gateway = account.startsWith("yi") ? "yijuhe" : "zonghe";
        HttpResponse<String> placed =
                quittance.post("/v1/accounts/" + account + "/orders", placement(gateway, order, false));
        JsonNode url =
                JsonMapper.shared().readTree(placed.body()).path("placing").path("payUrl");
        assertThat(url.asString(""))
                .as(placed.body())
                .startsWith(sandbox.address().toString());
        return url.asString();
    }

    private static String placement(String gateway, String order, boolean page) {
        String more = switch (gateway) {
            case "yijuhe" -> ", \"channel\": \"wxwap\", \"fields\": {\"userId\": \"878\", \"ip\": \"1.1.1.1\"}";
            case "jings" -> "";
            case "lianhe" -> ", \"channel\": \"2\"";
            default -> ", \"channel\": \"901\"";
        };
        String description = gateway.equals("lianhe") ? "" : ", \"description\": \"会员 & more\"";
        return "{\"order\": \"" + order + "\", \"amount\": \"100.00\"" + more + description
                + (page ? ", \"page\": true}" : "}");
    }

    private static String order(String account, String order) throws Exception {
        return quittance.get("/v1/accounts/" + account + "/orders/" + order + "?wait=20s");
    }

    private static LedgerEntry entry(String gateway, String order) {
        return sandbox.ledger().find(gateway, order).getFirst();
    }
}
