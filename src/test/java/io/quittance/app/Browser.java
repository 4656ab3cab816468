package io.quittance.app;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A headless Chromium with one page, driven over its DevTools protocol: real clicks and real keys, nothing simulated by script. */
final class Browser implements AutoCloseable {
    /** Set to {@code required} where these tests may not be skipped. */
    private static final String DEMAND = "BROWSER_TESTS";

    private static final String MISSING =
            "there is no Chromium on the PATH; install it to run the tests in a browser, on Debian: apt-get install chromium";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Replies replies = new Replies();
    private final AtomicInteger ids = new AtomicInteger();
    private final WebSocket socket;

    /** A document that was asked for and answered by sending the browser on, or with a page. */
    record Hop(int status, String url) {}

    private Browser(Process process, int port) throws Exception {
        this.process = process;
        URI list = URI.create("http://127.0.0.1:" + port + "/json/list");
        String targets = http.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString())
                .body();
        URI page = null;
        for (JsonNode target : JSON.readTree(targets)) {
            if (target.get("type").asString().equals("page")) {
                page = URI.create(target.get("webSocketDebuggerUrl").asString());
            }
        }
        if (page == null) {
            throw new AssertionError("Chromium has no page: " + targets);
        }
        this.socket = http.newWebSocketBuilder().buildAsync(page, replies).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        call("Page.enable", Map.of());
        call("Network.enable", Map.of());
    }

    /** Chromium's program; where this machine has none, the test ends here. */
    static Path program() {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin");
        return Stream.of(path.split(File.pathSeparator, -1))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .filter(Browser::tellsItsVersion)
                .findFirst()
                .orElseThrow(() -> unavailable(MISSING, null));
    }

    /** Ubuntu's chromium-browser is a script that only asks for a snap. */
    private static boolean tellsItsVersion(Path program) {
        try {
            Process asked = new ProcessBuilder(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
            boolean ended = asked.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            end(asked);
            return ended && asked.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The end of a test for that reason: skipped, unless whoever runs the tests demands that they run. */
    private static RuntimeException unavailable(String why, @Nullable Exception cause) {
        if ("required".equals(System.getenv(DEMAND))) {
            throw new AssertionError(why, cause);
        }
        return new TestAbortedException(why, cause);
    }

    /** Starts one that keeps everything in that folder, which must be new; where it does not start, the test ends here. */
    static Browser start(Path program, Path folder) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--headless", "--no-sandbox"));
        command.addAll(List.of("--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run"));
        command.addAll(List.of("--disable-background-networking", "--disable-component-update", "--disable-sync"));
        command.addAll(List.of("--remote-debugging-port=0", "--user-data-dir=" + folder, "about:blank"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("chromium.log").toFile())
                .start();
        Path ports = folder.resolve("DevToolsActivePort");
        try {
            await().atMost(PATIENCE)
                    .until(() -> !process.isAlive()
                            || (Files.exists(ports) && !Files.readString(ports).isBlank()));
            return new Browser(
                    process, Integer.parseInt(Files.readAllLines(ports).getFirst()));
        } catch (Exception e) {
            end(process);
            throw unavailable("Chromium did not start: " + Files.readString(folder.resolve("chromium.log")), e);
        }
    }

    /** Opens that address, as if somebody had typed it. */
    void open(String url) throws Exception {
        call("Page.navigate", Map.of("url", url));
        awaitUrl(where -> !where.equals("about:blank"));
    }

    /** Waits until the page is at such an address and loaded. */
    void awaitUrl(java.util.function.Predicate<String> there) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> there.test(value("location.href"))
                        && value("document.readyState").equals("complete"));
    }

    /** Waits until the page shows that text, and gives all that it shows. */
    String awaitText(String part) {
        return await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> value("document.body.innerText"), text -> text.contains(part));
    }

    String url() throws Exception {
        return value("location.href");
    }

    /** Clicks the first element of that selector in its middle, with the mouse. */
    void click(String selector) throws Exception {
        String place = value("""
                (() => {
                  const element = document.querySelector(%s);
                  element.scrollIntoView({block: 'center'});
                  const box = element.getBoundingClientRect();
                  return (box.x + box.width / 2) + ' ' + (box.y + box.height / 2);
                })()""".formatted(JSON.writeValueAsString(selector)));
        String[] at = place.split(" ", -1);
        for (String type : List.of("mousePressed", "mouseReleased")) {
            call(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            Double.valueOf(at[0]),
                            "y",
                            Double.valueOf(at[1]),
                            "button",
                            "left",
                            "clickCount",
                            1));
        }
    }

    /** Types that text into the first element of that selector. */
    void type(String selector, String text) throws Exception {
        click(selector);
        call("Input.insertText", Map.of("text", text));
    }

    /** The documents that the browser was answered so far, redirects included. */
    List<Hop> hops() {
        return List.copyOf(replies.hops);
    }

    private String value(String script) throws Exception {
        JsonNode answer = call("Runtime.evaluate", Map.of("expression", script, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException("the page refuses: " + answer.get("exceptionDetails"));
        }
        return answer.get("result").path("value").asString("");
    }

    private JsonNode call(String method, Map<String, Object> parameters) throws Exception {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> reply = replies.await(id);
        socket.sendText(JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        JsonNode answer = reply.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (answer.has("error")) {
            throw new IllegalStateException(method + ": " + answer.get("error"));
        }
        return answer.get("result");
    }

    /** What Chromium says: replies to calls, and which documents it was answered. */
    private static final class Replies implements WebSocket.Listener {
        private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
        private final List<Hop> hops = new CopyOnWriteArrayList<>();
        private final StringBuilder part = new StringBuilder();

        CompletableFuture<JsonNode> await(int id) {
            return waiting.computeIfAbsent(id, ignored -> new CompletableFuture<>());
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                take(JSON.readTree(part.toString()));
                part.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }

        private void take(JsonNode message) {
            if (message.has("id")) {
                await(message.get("id").asInt()).complete(message);
                return;
            }
            JsonNode parameters = message.path("params");
            boolean document = parameters.path("type").asString("").equals("Document");
            String method = message.path("method").asString("");
            if (document && method.equals("Network.requestWillBeSent") && parameters.has("redirectResponse")) {
                note(parameters.get("redirectResponse"));
            } else if (document && method.equals("Network.responseReceived")) {
                note(parameters.get("response"));
            }
        }

        private void note(JsonNode response) {
            hops.add(new Hop(response.get("status").asInt(), response.get("url").asString()));
        }
    }

    private static void end(Process process) {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(each -> each.onExit()
                .orTimeout(10, TimeUnit.SECONDS)
                .exceptionally(late -> each)
                .join());
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        http.close();
        end(process);
    }
}
