package io.quittance.app;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a benchmark makes its folder. */
final class BenchPlace {
    /** They separate folders in a broker's settings, or options in the address of a database. */
    private static final String SEPARATORS = ",;";

    private static final String ANOTHER = "name another folder with --temp";
    private static final double GIGABYTE = 1e9;

    private final Path folder;
    private final boolean named;

    private BenchPlace(Path folder, boolean named) {
        this.folder = folder;
        this.named = named;
    }

    /** The folder named, or the one for temporary files. */
    static BenchPlace of(@Nullable Path named) {
        Path folder = named == null ? Path.of(System.getProperty("java.io.tmpdir")) : named;
        return new BenchPlace(folder.toAbsolutePath(), named != null);
    }

    Path folder() {
        return folder;
    }

    /**
     * Why nothing can be measured there, and what to do; null where it can. A broker on a full disk halts its process and leaves
     * everything behind, so there has to be enough room from the start.
     *
     * @param neededBytes what will be kept at once
     * @param less the options with which less would be kept
     */
    @Nullable String problem(long neededBytes, String less) {
        String path = folder.toString();
        if (path.chars().anyMatch(each -> SEPARATORS.indexOf(each) >= 0)) {
            return path + " has a comma or a semicolon in its name, which a broker takes for more; " + ANOTHER;
        }
        if (!Files.isDirectory(folder) || !Files.isWritable(folder) || !Files.isExecutable(folder)) {
            return (named ? path : "java.io.tmpdir, " + path + ",") + " is no folder in which files can be made; "
                    + ANOTHER;
        }
        File disk = folder.toFile();
        long freeBytes = disk.getUsableSpace();
        // Some file systems do not tell.
        if (disk.getTotalSpace() > 0 && freeBytes < neededBytes) {
            return "bench keeps what it sends until it ends, up to %s, and %s has %s free; %s, or measure less with %s"
                    .formatted(
                            gigabytes(Math.ceil(neededBytes / GIGABYTE)),
                            path,
                            gigabytes(Math.floor(freeBytes / GIGABYTE * 10) / 10),
                            ANOTHER,
                            less);
        }
        return null;
    }

    private static String gigabytes(double count) {
        return String.format(Locale.ROOT, count == Math.rint(count) ? "%.0f GB" : "%.1f GB", count);
    }
}
