package io.quittance.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What docs/add-a-gateway.md tells its readers to write and to run, taken out of the page itself. */
final class AddAGateway {
    static final Path HOME =
            Path.of(System.getProperty("quittance.basedir", ".")).toAbsolutePath();

    private static final Path PAGE = HOME.resolve("docs/add-a-gateway.md");

    /** A block of the page: what stands behind its three backticks, and its lines. */
    record Block(String language, String text) {}

    private AddAGateway() {}

    /** All blocks, in their order. */
    static List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        String language = null;
        for (String line : Files.readAllLines(PAGE)) {
            if (!line.startsWith("```")) {
                text.append(line).append('\n');
            } else if (language == null) {
                language = line.substring(3);
                text.setLength(0);
            } else {
                blocks.add(new Block(language, text.toString()));
                language = null;
            }
        }
        return blocks;
    }

    /** The texts of the blocks of that language. */
    static List<String> blocks(String language) throws IOException {
        return blocks().stream()
                .filter(block -> block.language().equals(language))
                .map(Block::text)
                .toList();
    }

    /** Makes the folder's gateways/linhai.yaml with the page's own commands, and gives that file. */
    static Path writeGateway(Path folder) throws IOException, InterruptedException {
        String commands = blocks("").stream()
                .filter(block -> block.contains("sed -n"))
                .findFirst()
                .orElseThrow()
                .replace("docs/add-a-gateway.md", PAGE.toString());
        Process shell = new ProcessBuilder("sh", "-e", "-c", commands)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!shell.waitFor(10, TimeUnit.SECONDS) || shell.exitValue() != 0) {
            throw new AssertionError("the page's commands failed: " + said);
        }
        return folder.resolve("gateways/linhai.yaml");
    }

    /** The page's part of quittance.yaml. */
    static String settings() throws IOException {
        return blocks("yaml title=\"quittance.yaml\"").getFirst();
    }
}
