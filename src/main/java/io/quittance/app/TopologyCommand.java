package io.quittance.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The topology as it runs, for people. */
@Command(
        name = "topology",
        description = "Describes the Kafka Streams topology.",
        subcommands = TopologyCommand.Describe.class)
public final class TopologyCommand {

    /** {@code topology describe}: prints the topology, or writes its documents into a folder. */
    @Command(
            name = "describe",
            description = "Prints the topology as Kafka Streams describes it, or writes it with a diagram and tables.")
    static final class Describe implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        @Option(
                names = "--write",
                paramLabel = "FOLDER",
                description = "Write topology.txt and topology.md into that folder.")
        private @Nullable Path folder;

        @Override
        public Integer call() throws IOException {
            if (spec == null) {
                throw new IllegalStateException("picocli gives a command its spec");
            }
            PrintWriter out = spec.commandLine().getOut();
            TopologyDocs docs = TopologyDocs.ofRunning();
            if (folder == null) {
                out.print(docs.text());
                out.flush();
                return 0;
            }
            Files.createDirectories(folder);
            for (Map.Entry<String, String> file : docs.files().entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
                out.println("wrote " + folder.resolve(file.getKey()));
            }
            return 0;
        }
    }
}
