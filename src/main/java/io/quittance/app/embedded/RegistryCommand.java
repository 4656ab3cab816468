package io.quittance.app.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the registry is started: one user, little memory, no jobs, its data in one file. */
final class RegistryCommand {
    private RegistryCommand() {}

    /** The command; its arguments are in a file in that folder, since the class path alone fills a screen. */
    static List<String> of(RegistryDistribution distribution, Path folder, int port) throws IOException {
        List<String> arguments = new ArrayList<>(virtualMachine(distribution));
        server(folder, port).forEach(setting -> arguments.add("-D" + setting));
        arguments.add("-cp");
        arguments.add(distribution.classPath());
        arguments.add(RegistryProcess.class.getName());
        Path file = folder.resolve("arguments");
        Files.write(file, arguments.stream().map(RegistryCommand::quoted).toList());
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@" + file);
    }

    private static List<String> virtualMachine(RegistryDistribution distribution) {
        List<String> arguments = new ArrayList<>(List.of(
                "-Xmx160m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED"));
        Path cache = distribution.aotCache();
        if (cache != null) {
            arguments.add("-XX:AOTCache=" + cache);
        }
        return arguments;
    }

    private static List<String> server(Path folder, int port) {
        return List.of(
                "quarkus.http.host=127.0.0.1",
                "quarkus.http.port=" + port,
                "quarkus.management.host=127.0.0.1",
                "quarkus.management.port=0",
                "quarkus.banner.enabled=false",
                "quarkus.scheduler.enabled=false",
                "quarkus.http.access-log.enabled=false",
                "quarkus.vertx.event-loops-pool-size=2",
                "quarkus.thread-pool.max-threads=8",
                // A killed registry must not forget the schemas whose ids it has given out.
                "apicurio.datasource.url=jdbc:h2:file:" + folder.resolve("schemas") + ";WRITE_DELAY=0",
                "apicurio.datasource.jdbc.initial-size=1",
                "apicurio.datasource.jdbc.min-size=1",
                "apicurio.datasource.jdbc.max-size=4",
                "apicurio.storage.snapshot.location=" + folder,
                "apicurio.import.work-dir=" + folder);
    }

    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
