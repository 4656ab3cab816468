package io.quittance.config;

import io.quittance.gateways.Dialect;
import io.quittance.gateways.DialectDefinition;
import io.quittance.gateways.DialectFault;
import io.quittance.gateways.InvalidDialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads the gateways: those that come with us and those of a folder of one's own. A file of one's own replaces the gateway of its name,
 * or, with {@code from}, adds a version to it.
 */
public final class DialectFiles {
    /** The resource that lists those that come with us, a name a line: a jar cannot be listed like a folder. */
    private static final String NAMES = "gateways/names";

    private static final int MAX_BYTES = 1 << 20;

    private final DialectSchema schema = new DialectSchema();
    private final List<String> faults = new ArrayList<>();

    /** A definition and where it was written, to say where its faults are. */
    private record Loaded(DialectDefinition definition, String file, Yaml.Mapping root) {}

    private DialectFiles() {}

    /** All gateways by name; throws {@link InvalidDialects} with every fault of every file. */
    public static Map<String, Dialect> load(@Nullable Path folder) {
        DialectFiles files = new DialectFiles();
        Map<String, List<Loaded>> versions = files.builtIn();
        if (folder != null) {
            files.own(folder).forEach((name, own) -> merge(versions, name, own));
        }
        return files.compile(versions);
    }

    /** The gateways of one file: its own and its variants. */
    public static Map<String, Dialect> loadFile(Path file) {
        DialectFiles files = new DialectFiles();
        Map<String, List<Loaded>> versions = new TreeMap<>();
        files.readFile(file).forEach(loaded -> add(versions, loaded));
        return files.compile(versions);
    }

    private static void merge(Map<String, List<Loaded>> versions, String name, List<Loaded> own) {
        boolean replaces = own.stream().anyMatch(loaded -> loaded.definition().from() == Long.MIN_VALUE);
        if (replaces) {
            versions.remove(name);
        }
        own.forEach(loaded -> add(versions, loaded));
    }

    private static void add(Map<String, List<Loaded>> versions, Loaded loaded) {
        versions.computeIfAbsent(loaded.definition().gateway(), name -> new ArrayList<>())
                .add(loaded);
    }

    private Map<String, List<Loaded>> builtIn() {
        Map<String, List<Loaded>> versions = new TreeMap<>();
        for (String name : resource(NAMES).lines().toList()) {
            String file = "gateways/" + name + ".yaml";
            read(file, resource(file)).forEach(loaded -> add(versions, loaded));
        }
        return versions;
    }

    /** The files of the gateways that come with us, by the gateway's name. */
    public static Map<String, String> builtInTexts() {
        Map<String, String> texts = new TreeMap<>();
        resource(NAMES).lines().forEach(name -> texts.put(name, resource("gateways/" + name + ".yaml")));
        return texts;
    }

    private static String resource(String name) {
        try (InputStream file = DialectFiles.class.getResourceAsStream("/" + name)) {
            if (file == null) {
                throw new IllegalStateException("The jar has no " + name + "; build it again");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, List<Loaded>> own(Path folder) {
        Map<String, List<Loaded>> versions = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(DialectFiles::isDialect)
                    .sorted()
                    .forEach(file -> readFile(file).forEach(loaded -> add(versions, loaded)));
        } catch (IOException e) {
            faults.add(folder + ":1: cannot be read as a folder of gateways; name the right folder");
        }
        return versions;
    }

    private static boolean isDialect(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private List<Loaded> readFile(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                faults.add(file + ":1: too large for a gateway; name the right file");
                return List.of();
            }
            return read(file.toString(), Files.readString(file));
        } catch (IOException e) {
            faults.add(file + ":1: cannot be read as UTF-8 text; name a file that is there");
            return List.of();
        }
    }

    private List<Loaded> read(String file, String text) {
        Faults syntax = new Faults(file);
        Yaml.Mapping root = new YamlReader(syntax).read(text);
        List<String> broken = syntax.all().faults();
        faults.addAll(broken);
        if (root == null || !broken.isEmpty()) {
            return List.of();
        }
        List<DialectFault> found = new ArrayList<>(schema.faults(root));
        if (found.isEmpty()) {
            List<DialectDefinition> definitions = new DialectReader(root, found).read();
            if (found.isEmpty()) {
                return definitions.stream()
                        .map(definition -> new Loaded(definition, file, root))
                        .toList();
            }
        }
        tell(file, root, found);
        return List.of();
    }

    private Map<String, Dialect> compile(Map<String, List<Loaded>> versions) {
        Map<String, Dialect> dialects = new LinkedHashMap<>();
        versions.forEach((name, loaded) -> {
            boolean sound = true;
            for (Loaded version : loaded) {
                sound &= isSound(version);
            }
            if (!sound) {
                return;
            }
            try {
                dialects.put(
                        name,
                        Dialect.compile(loaded.stream().map(Loaded::definition).toList()));
            } catch (InvalidDialect e) {
                Loaded last = loaded.getLast();
                tell(last.file(), last.root(), e.faults());
            }
        });
        if (!faults.isEmpty()) {
            throw new InvalidDialects(faults.stream().distinct().toList());
        }
        return dialects;
    }

    private boolean isSound(Loaded loaded) {
        try {
            Dialect.compile(loaded.definition());
            return true;
        } catch (InvalidDialect e) {
            tell(loaded.file(), loaded.root(), e.faults());
            return false;
        }
    }

    private void tell(String file, Yaml.Mapping root, List<DialectFault> found) {
        for (DialectFault fault : found) {
            YamlPlace place = YamlPlace.of(root, fault.pointer());
            String where = place.path().isEmpty() ? "" : place.path() + ": ";
            faults.add(file + ":" + place.line() + ": " + where + fault.message());
        }
    }
}
