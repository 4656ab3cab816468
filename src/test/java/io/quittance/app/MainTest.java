package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
    @Test
    void shouldShowItsVersion() {
        CommandRun run = CommandRun.of("--version");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("quittance", "Java 25");
    }

    @Test
    void shouldHaveHelpOnEveryCommand() {
        List<List<String>> paths = new ArrayList<>();
        collect(Main.commandLine(), List.of(), paths);

        assertThat(paths).hasSizeGreaterThan(2).allSatisfy(path -> {
            CommandRun run = CommandRun.of(path.toArray(String[]::new));
            assertThat(run.status()).isZero();
            assertThat(run.out()).startsWith("Usage: quittance").contains("--help", "--stacktrace");
            assertThat(run.err()).isEmpty();
        });
    }

    @Test
    void shouldSuggestTheNearestCommand() {
        CommandRun run = CommandRun.of("confg", "check");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("confg", "quittance config").doesNotContain("\tat ");
    }

    @Test
    void shouldWantACommand() {
        CommandRun root = CommandRun.of();
        CommandRun group = CommandRun.of("config");

        assertThat(root.status()).isEqualTo(2);
        assertThat(root.err()).contains("Name one of the commands", "config");
        assertThat(group.status()).isEqualTo(2);
        assertThat(group.err()).contains("Name one of the commands", "check");
    }

    @Test
    void shouldRefuseAnUnknownOption() {
        CommandRun run = CommandRun.of("config", "check", "--confg", "x");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--confg", "--config");
    }

    @Test
    void shouldTellAnUnexpectedFailureInOneLine() {
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine().setErr(new PrintWriter(err, true));

        int status = Failures.tell(new IllegalStateException("the broker is away\nand more"), command, false);

        assertThat(status).isEqualTo(1);
        assertThat(err.toString().lines()).containsExactly("quittance: the broker is away (more with --stacktrace)");
    }

    @Test
    void shouldShowWhereAFailureCameFromWhenAskedTo() {
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine().setErr(new PrintWriter(err, true));

        int status = Failures.tell(new IllegalStateException(), command, true);

        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).contains("quittance: IllegalStateException", "\tat io.quittance.app.MainTest");
    }

    private static void collect(CommandLine command, List<String> path, List<List<String>> paths) {
        List<String> help = new ArrayList<>(path);
        help.add("--help");
        paths.add(help);
        command.getSubcommands().forEach((name, sub) -> {
            List<String> longer = new ArrayList<>(path);
            longer.add(name);
            collect(sub, longer, paths);
        });
    }
}
