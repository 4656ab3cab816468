package io.quittance.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Folders in which a command makes files, and those that it made for itself. */
final class Folders {
    private Folders() {}

    /** Whether, by its permissions, files can be made in it. */
    static boolean takesFiles(Path folder) {
        return Files.isDirectory(folder) && Files.isWritable(folder) && Files.isExecutable(folder);
    }

    /** Deletes it with all that is in it. What cannot be deleted is told, and changes nothing of how the command ends. */
    static void delete(Path folder, Consumer<String> say) {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            say.accept("could not delete all of " + folder + ": " + e);
        }
    }
}
