package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Follows docs/add-a-gateway.md to the letter, with a gateway that no Java knows. */
class AddAGatewayTest {
    @TempDir
    private static Path folder;

    private static Path gateway;

    @BeforeAll
    static void writeWhatThePageShows() throws Exception {
        gateway = AddAGateway.writeGateway(folder);
        Files.createDirectories(folder.resolve("vectors"));
        Files.writeString(
                folder.resolve("vectors/linhai.json"),
                AddAGateway.blocks("json").getFirst());
        Files.writeString(
                folder.resolve("quittance.yaml"),
                "kafka: {bootstrapServers: \"localhost:9092\"}\nregistry: {url: \"http://localhost:8081\"}\n"
                        + AddAGateway.settings().replace("\"${env:LINHAI_SECRET}\"", "\"${file:secret}\""));
        Files.writeString(folder.resolve("secret"), "linhai-test-secret\n");
    }

    static List<String> commands() throws Exception {
        return AddAGateway.blocks("sh").stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldRunItsCommandsAndSayWhatThePageSays(String line) {
        String command = line.substring(0, line.indexOf('#')).strip();
        String said = line.substring(line.indexOf('#') + 1).strip();
        List<String> arguments = new ArrayList<>();
        for (String word : command.split(" +", -1)) {
            arguments.add(inFolder(word));
        }
        assertThat(arguments.removeFirst()).isEqualTo("./quittance");

        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains(said);
    }

    /** What the reader has written is in the folder of the test; what comes with us is at home. */
    private static String inFolder(String word) {
        Path own = folder.resolve(word);
        if (Files.exists(own) && !word.startsWith("./")) {
            return own.toString();
        }
        return word.startsWith("docs/") ? AddAGateway.HOME.resolve(word).toString() : word;
    }

    @Test
    void shouldShowASignatureThatAnotherToolMakes() throws Exception {
        String block = AddAGateway.blocks("").stream()
                .filter(text -> text.startsWith("printf %s"))
                .findFirst()
                .orElseThrow();
        String text = block.substring(block.indexOf('\'') + 1, block.lastIndexOf('\''));
        String shown = block.substring(block.lastIndexOf(' ') + 1).strip();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("linhai-test-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));

        String made = HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));

        assertThat(shown).isEqualTo(made);
        assertThat(block).contains("-hmac linhai-test-secret");
        assertThat(AddAGateway.blocks("json").getFirst()).contains("\"canonical\": \"" + text + "\"");
    }

    @Test
    void shouldHaveAVectorForEveryMessageThatItWrites() throws Exception {
        Path vectors = AddAGateway.HOME.resolve("docs/add-a-gateway/linhai.json");
        Set<String> tried = new HashSet<>();
        for (JsonNode vector : JsonMapper.shared().readTree(Files.readAllBytes(vectors))) {
            tried.add(vector.get("message").asString());
        }

        List<String> written = Files.readAllLines(gateway).stream()
                .filter(line -> line.matches(" {2}[a-z-]+-(callback|request|response|page|return):"))
                .map(line -> line.strip().replace(":", ""))
                .toList();

        assertThat(written).hasSize(12);
        assertThat(tried).containsExactlyInAnyOrderElementsOf(written);
    }
}
