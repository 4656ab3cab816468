package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GatewayCommandTest {
    private static final String GOLDEN = "src/test/resources/golden";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void shouldListEveryGatewayWithItsMessages() {
        int status = run("list");

        assertThat(status).isZero();
        assertThat(out.toString()).contains("lianhe", "payout-callback", "yijuhe-md5-only");
    }

    @Test
    void shouldShowAGateway() {
        int status = run("show", "zonghe");

        assertThat(status).isZero();
        assertThat(out.toString()).contains("/api/order/unified", "secret as parameter", "acknowledged by SUCCESS");
    }

    @Test
    void shouldPassAndCount() {
        int status = run("test", "--gateway", "juhe", "--vectors", GOLDEN);

        assertThat(status).isZero();
        assertThat(out.toString().lines().toList()).hasSize(23).last().isEqualTo("22 passed, 0 failed");
    }

    @Test
    void shouldTakeAFileInsteadOfAName() {
        int status = run("test", "--gateway", "src/main/resources/gateways/juhe.yaml", "--vectors", GOLDEN);

        assertThat(status).isZero();
        assertThat(out.toString()).endsWith("22 passed, 0 failed" + System.lineSeparator());
    }

    @Test
    void shouldNameTheFirstDifferenceAndHideTheSecret() throws IOException {
        String vectors = Files.readString(Path.of(GOLDEN, "juhe.json"));
        Files.writeString(
                folder.resolve("juhe.json"),
                vectors.replace("&transaction_id=T2026030111223344&key", "&transaction_id=T1&key"));

        int status = run("test", "--gateway", "juhe", "--vectors", folder.toString());

        assertThat(status).isEqualTo(1);
        assertThat(out.toString())
                .contains("FAILED  payment-callback paid: the canonical text differs at character ")
                .contains("transaction_id=T1&key=***\", computed")
                .doesNotContain("dd49b9c72368279245978f269c52b2ab");
        assertThat(out.toString().lines().toList())
                .last()
                .asString()
                .endsWith("failed")
                .doesNotStartWith("22");
    }

    @Test
    void shouldCallWrongUsageByItsStatus() {
        assertThat(run("test", "--gateway", "nobody", "--vectors", GOLDEN)).isEqualTo(2);
        assertThat(run("test", "--gateway", "juhe", "--vectors", folder.toString()))
                .isEqualTo(2);
        assertThat(run("test", "--gateway", "juhe")).isEqualTo(2);
        assertThat(run("show", "nobody")).isEqualTo(2);
        assertThat(run("test", "--gateway", folder + "/none.yaml", "--vectors", GOLDEN))
                .isEqualTo(2);
        assertThat(err.toString()).contains("There is no gateway nobody; there are jings, juhe");
    }

    private int run(String... arguments) {
        return new CommandLine(new GatewayCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
