package io.quittance.app;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a benchmark makes its folder. */
final class BenchPlace {
    /** They separate folders in a broker's settings, or options in the address of a database. */
    private static final String SEPARATORS = ",;";

    private static final String NAME_ANOTHER = "name another folder with --temp";
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

    /**
     * Why nothing can be measured there, and what to do; null where it can. A broker on a full disk halts its process and leaves
     * everything behind, so there has to be enough room from the start.
     *
     * @param neededBytes what will be kept at once
     * @param savingOptions with which less would be kept
     */
    @Nullable String problem(long neededBytes, List<String> savingOptions) {
        String path = folder.toString();
        if (path.chars().anyMatch(each -> SEPARATORS.indexOf(each) >= 0)) {
            return said("has a comma or a semicolon in its path, where broker or registry would divide it; "
                    + NAME_ANOTHER);
        }
        if (Files.notExists(folder)) {
            return said("is not there; make it, or " + NAME_ANOTHER);
        }
        if (!Folders.takesFiles(folder)) {
            return unusable();
        }
        File disk = folder.toFile();
        return tooLittle(neededBytes, disk.getTotalSpace(), disk.getUsableSpace(), savingOptions);
    }

    /** The same of the room alone. */
    @Nullable String tooLittle(long neededBytes, long totalBytes, long freeBytes, List<String> savingOptions) {
        boolean tells = totalBytes > 0;
        if (!tells || freeBytes >= neededBytes) {
            return null;
        }
        return "bench keeps what it sends until it ends, up to %s, and %s has %s free; %s%s"
                .formatted(
                        gigabytes(Math.ceil(neededBytes / GIGABYTE)),
                        folder,
                        gigabytes(Math.floor(freeBytes / GIGABYTE * 10) / 10),
                        NAME_ANOTHER,
                        savingOptions.isEmpty() ? "" : ", or measure less with " + String.join(" or ", savingOptions));
    }

    /** Makes the folder of one run, by a name of its own. */
    Path make() throws IOException {
        return Files.createTempDirectory(folder, "quittance-bench-");
    }

    /** What to say where {@link #make} fails. */
    String unusable() {
        return said("is no folder in which files can be made; " + NAME_ANOTHER);
    }

    private String said(String problem) {
        return (named ? "--temp: " + folder : "java.io.tmpdir, " + folder + ",") + " " + problem;
    }

    private static String gigabytes(double count) {
        return String.format(Locale.ROOT, count == Math.rint(count) ? "%.0f GB" : "%.1f GB", count);
    }
}
