package io.quittance.app.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The registry server's files as the build unpacks them: {@code target/registry}, beside our classes or our jar. */
record RegistryDistribution(Path home) {
    private static final String PROPERTY = "quittance.registry";
    private static final String LAUNCHER = "quittance-launcher.jar";
    private static final String AOT_CACHE = "registry.aot";
    private static final String AOT_MADE_FOR = "registry.aot.made-for";

    /**
     * The folder that the system property {@code quittance.registry} names, or {@code registry} beside our code.
     *
     * @throws IllegalStateException where there is no registry
     */
    static RegistryDistribution find() {
        String named = System.getProperty(PROPERTY);
        Path home = named == null ? besideOurCode() : Path.of(named);
        if (!Files.exists(home.resolve("quarkus-run.jar"))) {
            throw new IllegalStateException("No schema registry in " + home
                    + ": build with Maven, which unpacks it there, or name its folder with -D" + PROPERTY + "=…");
        }
        return new RegistryDistribution(home.toAbsolutePath());
    }

    /** Its class path, our {@link RegistryProcess} in front; flat, so that an AOT cache covers all of it. */
    String classPath() throws IOException {
        List<String> entries = new ArrayList<>();
        entries.add(launcher().toString());
        entries.add(home.resolve("quarkus/transformed-bytecode.jar").toString());
        entries.add(home.resolve("quarkus/generated-bytecode.jar").toString());
        for (String folder : List.of("app", "lib/boot", "lib/main")) {
            try (Stream<Path> jars = Files.list(home.resolve(folder))) {
                jars.map(Path::toString)
                        .filter(name -> name.endsWith(".jar"))
                        .sorted()
                        .forEach(entries::add);
            }
        }
        return String.join(FileSystems.getDefault().getSeparator().equals("/") ? ":" : ";", entries);
    }

    /**
     * The cache of loaded and linked classes that {@link RegistryTraining} has made for this Java and these files, or null;
     * with it a start takes half the work.
     */
    @Nullable Path aotCache() throws IOException {
        Path cache = home.resolve(AOT_CACHE);
        Path madeFor = home.resolve(AOT_MADE_FOR);
        boolean isOurs = Files.exists(cache)
                && Files.exists(madeFor)
                && Files.readString(madeFor).equals(fingerprint());
        return isOurs ? cache : null;
    }

    /** Takes a cache into use. */
    void adoptAotCache(Path fresh) throws IOException {
        Files.deleteIfExists(home.resolve(AOT_MADE_FOR));
        Files.move(fresh, home.resolve(AOT_CACHE), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(home.resolve(AOT_MADE_FOR), fingerprint());
    }

    /** What a cache holds good for: this very Java and this class path. */
    private String fingerprint() throws IOException {
        return System.getProperty("java.vm.version") + "\n" + System.getProperty("java.home") + "\n" + classPath();
    }

    /** A jar with {@link RegistryProcess} alone, always the same bytes, made when it is missing or stale. */
    private Path launcher() throws IOException {
        Path jar = home.resolve(LAUNCHER);
        byte[] wanted = launcherBytes();
        if (Files.exists(jar) && Arrays.equals(Files.readAllBytes(jar), wanted)) {
            return jar;
        }
        Path fresh = Files.createTempFile(home, LAUNCHER, ".new");
        Files.write(fresh, wanted);
        return Files.move(fresh, jar, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] launcherBytes() throws IOException {
        String entry = RegistryProcess.class.getName().replace('.', '/') + ".class";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream compiled = RegistryDistribution.class.getClassLoader().getResourceAsStream(entry);
                JarOutputStream jar = new JarOutputStream(bytes)) {
            if (compiled == null) {
                throw new IOException(entry + " is not on the class path");
            }
            JarEntry written = new JarEntry(entry);
            written.setTime(0);
            jar.putNextEntry(written);
            compiled.transferTo(jar);
        }
        return bytes.toByteArray();
    }

    private static Path besideOurCode() {
        try {
            Path code = Path.of(RegistryDistribution.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return code.resolveSibling("registry");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Our own code has no place in a file system", e);
        }
    }
}
