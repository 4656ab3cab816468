package io.quittance.app.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the registry is started: one user, little memory, no jobs, its data in one file. */
final class RegistryCommand {
    private static final List<String> VIRTUAL_MACHINE = List.of(
            "-Xmx160m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED");

    private RegistryCommand() {}

    /** The command; its arguments are in a file in that folder, since the class path alone fills a screen. */
    static List<String> of(RegistryDistribution distribution, Path folder, int port) throws IOException {
        Path cache = distribution.aotCache();
        return of(distribution, folder, port, cache == null ? List.of() : List.of("-XX:AOTCache=" + cache));
    }

    /** The same, writing an AOT cache to that file when it ends in good order. */
    static List<String> training(RegistryDistribution distribution, Path folder, int port, Path cache)
            throws IOException {
        return of(distribution, folder, port, List.of("-XX:AOTCacheOutput=" + cache));
    }

    private static List<String> of(RegistryDistribution distribution, Path folder, int port, List<String> cacheOptions)
            throws IOException {
        List<String> arguments = new ArrayList<>(VIRTUAL_MACHINE);
        arguments.addAll(cacheOptions);
        server(folder, port).forEach(setting -> arguments.add("-D" + setting));
        arguments.add("-cp");
        arguments.add(distribution.classPath());
        arguments.add(RegistryProcess.class.getName());
        Path file = folder.resolve("arguments");
        Files.write(file, arguments.stream().map(RegistryCommand::quoted).toList());
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@" + file);
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
