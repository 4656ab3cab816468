package io.quittance.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher itself, in a folder of its own, with a JDK and a Maven that only say what they were asked. */
class LauncherTest {
    private static final Instant BEFORE = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    private Path home = Path.of("");
    private Path jdk = Path.of("");
    private Path tools = Path.of("");

    @BeforeEach
    void makeACheckout() throws IOException {
        home = Files.createDirectories(folder.resolve("a checkout"));
        Files.createDirectories(home.resolve("src/main"));
        Files.createDirectories(home.resolve("schemas"));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Path launcher = Path.of(System.getProperty("quittance.basedir", "."), "quittance");
        Files.copy(launcher, home.resolve("quittance"), COPY_ATTRIBUTES);
        for (String source : List.of("src/main", "schemas", "pom.xml")) {
            Files.setLastModifiedTime(home.resolve(source), FileTime.from(BEFORE));
        }
        jdk = jdk("jdk", "25.0.3");
        tools = Files.createDirectories(folder.resolve("tools"));
        script(tools.resolve("mvn"), """
                echo "built with $JAVA_HOME: $*" >> "%s/builds"
                mkdir -p target/lib && echo jar > target/quittance.jar
                """.formatted(folder));
    }

    @Test
    void shouldBuildOnceAndBecomeJava() throws Exception {
        Run first = start(home.resolve("quittance"), jdk, "demo", "--orders", "a b");
        Run second = start(home.resolve("quittance"), jdk, "--version");

        assertThat(first.status()).isEqualTo(7);
        assertThat(first.output())
                .contains("Building Quittance", "<-jar> <" + home.toRealPath() + "/target/quittance.jar>")
                .contains("<demo> <--orders> <a b>");
        assertThat(second.output()).doesNotContain("Building").contains("<--version>");
        assertThat(builds()).singleElement().asString().startsWith("built with " + jdk + ": -B -q package");
    }

    @Test
    void shouldBuildAgainWhenASourceIsNewer() throws Exception {
        start(home.resolve("quittance"), jdk);
        Path source = Files.writeString(home.resolve("schemas/new.avsc"), "{}");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));

        Run run = start(home.resolve("quittance"), jdk);

        assertThat(run.output()).contains("Building Quittance");
        assertThat(builds()).hasSize(2);
    }

    @Test
    void shouldGiveUpAnArchiveThatIsTooSmallToHelp() throws Exception {
        start(home.resolve("quittance"), jdk, "gateway");
        Path archive = Files.writeString(home.resolve("target/demo.jsa"), "of --help");

        Run other = start(home.resolve("quittance"), jdk, "gateway");
        Run demo = start(home.resolve("quittance"), jdk, "demo");

        assertThat(other.output()).contains("<-XX:SharedArchiveFile=" + home.toRealPath() + "/target/demo.jsa>");
        assertThat(demo.output()).contains("<-XX:+AutoCreateSharedArchive>");
        assertThat(archive).doesNotExist();
    }

    @Test
    void shouldWorkThroughALinkFromAnywhere() throws Exception {
        Path links = Files.createDirectories(folder.resolve("bin"));
        Path link = Files.createSymbolicLink(links.resolve("q"), Path.of("../a checkout/quittance"));

        Run run = start(link, jdk, "config");

        assertThat(run.output()).contains("<" + home.toRealPath() + "/target/quittance.jar> <config>");
    }

    @Test
    void shouldShowWhyABuildFailedAndStop() throws Exception {
        script(tools.resolve("mvn"), "echo 'ERROR: no such thing'\nexit 1\n");

        Run run = start(home.resolve("quittance"), jdk, "demo");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output())
                .contains("ERROR: no such thing", "the build failed")
                .doesNotContain("<demo>");
    }

    @Test
    void shouldNotTakeAnotherJava() throws Exception {
        Path old = jdk("old", "17.0.1");

        Run run = start(home.resolve("quittance"), old, "--version");

        assertThat(run.output()).isNotEmpty().doesNotContain("java of " + old);
    }

    @Test
    void shouldBuildOnceForStartsAtTheSameTime() throws Exception {
        List<Process> starts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            starts.add(process(home.resolve("quittance"), jdk, "n" + i));
        }

        for (Process start : starts) {
            assertThat(finished(start).output()).contains("<n");
        }

        assertThat(builds()).hasSize(1);
    }

    private Path jdk(String name, String version) throws IOException {
        Path made = folder.resolve(name);
        Files.createDirectories(made.resolve("bin"));
        Files.writeString(made.resolve("release"), "IMPLEMENTOR=\"nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(made.resolve("bin/javac"), "exit 1\n");
        script(made.resolve("bin/java"), "printf 'java of " + made + ":'\nprintf ' <%s>' \"$@\"\nexit 7\n");
        return made;
    }

    private static void script(Path path, String text) throws IOException {
        Files.writeString(path, "#!/bin/sh\n" + text);
        assertThat(path.toFile().setExecutable(true)).isTrue();
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(folder.resolve("builds"));
    }

    private Run start(Path launcher, Path javaHome, String... arguments) throws Exception {
        return finished(process(launcher, javaHome, arguments));
    }

    private Process process(Path launcher, Path javaHome, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", javaHome.toString());
        builder.environment().put("PATH", tools + ":/usr/bin:/bin");
        return builder.start();
    }

    private static Run finished(Process process) throws Exception {
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), output);
    }

    private record Run(int status, String output) {}
}
