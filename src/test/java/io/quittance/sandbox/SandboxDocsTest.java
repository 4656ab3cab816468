package io.quittance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Holds {@code docs/sandbox.md} to its word. */
class SandboxDocsTest {
    private static final Path PAGE = Path.of(System.getProperty("quittance.basedir", "."), "docs", "sandbox.md");

    @Test
    void shouldNameEveryMisbehaviourAndNoOther() throws IOException {
        List<String> rows = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|")
                .matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        List.of(Mischief.values()).stream().map(Mischief::label).toList());
    }

    @Test
    void shouldNameEveryMemberOfTheLedger() throws IOException {
        String page = Files.readString(PAGE);
        try (SandboxRig rig = SandboxRig.waiting()) {
            rig.send(CallbackDeliveryTest.placing(Gateway.LIANHE));

            JsonNode order = SandboxRig.JSON
                    .readTree(rig.get("ledger").body())
                    .get("orders")
                    .get(0);
            JsonNode summary =
                    SandboxRig.JSON.readTree(rig.get("ledger/summary").body());

            assertThat(order.propertyNames())
                    .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
            assertThat(summary.propertyNames())
                    .filteredOn(name -> !name.equals("accounts"))
                    .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
            assertThat(List.of(Count.values()))
                    .allSatisfy(count -> assertThat(page).contains("`" + count.label() + "`"));
        }
    }
}
