package io.quittance.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/**
 * Secrets as files in a folder that only its owner may read. A secret is there whole or not at all: it is written beside
 * and moved into place, so that a process that dies in between leaves nothing half.
 */
final class SecretStore {
    private final Path folder;

    /** Opens the folder, making it where it is missing. */
    SecretStore(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        restrict(folder, "rwx------");
    }

    /** The secret of that name; made and stored the first time that it is asked for. */
    String get(String name, Supplier<String> maker) throws IOException {
        if (!has(name)) {
            put(name, maker.get());
        }
        return read(name);
    }

    /** The stored secret of that name. */
    String read(String name) throws IOException {
        return Files.readString(file(name));
    }

    /** Whether a secret of that name is stored. */
    boolean has(String name) {
        return Files.exists(file(name));
    }

    /** Stores a secret, in place of an earlier one. */
    void put(String name, String secret) throws IOException {
        Path beside = folder.resolve(name + ".new");
        Files.deleteIfExists(beside);
        Files.createFile(beside);
        restrict(beside, "rw-------");
        Files.writeString(beside, secret);
        Files.move(beside, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Where the secret of that name lies. */
    Path file(String name) {
        return folder.resolve(name);
    }

    private static void restrict(Path path, String permissions) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }
}
