package io.quittance.bench;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A result as JSON. */
final class BenchFile {
    private static final int VERSION = 1;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private BenchFile() {}

    static void write(BenchResult result, Path file) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("version", VERSION);
        root.put("at", result.machine().at());
        root.put("processors", result.machine().processors());
        root.put("system", result.machine().system());
        root.put("java", result.machine().java());
        root.put("decides", result.decides());
        ArrayNode figures = root.putArray("figures");
        result.figures().forEach(figure -> put(figure, figures.addObject()));
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }

    private static void put(Figure figure, ObjectNode node) {
        node.put("row", figure.row());
        node.put("name", figure.name());
        node.put("unit", figure.unit());
        figure.ours().forEach(node.putArray("ours")::add);
        figure.limit().forEach(node.putArray("limit")::add);
        figure.ratios().forEach(node.putArray("ratios")::add);
        node.put("ratio", figure.ratio().median());
        Figure.Goal goal = figure.goal();
        if (goal != null) {
            node.putObject("goal").put("good", goal.good()).put("excellent", goal.excellent());
        }
        node.put("disturbed", figure.disturbed());
        node.put("verdict", figure.verdict().name().toLowerCase(Locale.ROOT));
    }

    static BenchResult read(Path file) throws IOException {
        try {
            JsonNode root = JSON.readTree(text(file));
            if (root.path("version").asInt() != VERSION) {
                throw refused(file, "is not a result of this version", null);
            }
            List<Figure> figures = new ArrayList<>();
            for (JsonNode node : root.required("figures")) {
                figures.add(figure(node));
            }
            Machine machine = new Machine(
                    root.required("at").asString(),
                    root.required("processors").asInt(),
                    root.required("system").asString(),
                    root.required("java").asString());
            return new BenchResult(machine, root.required("decides").asBoolean(), figures);
        } catch (JacksonException | IllegalArgumentException e) {
            throw refused(file, "is not a result", e);
        }
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw refused(file, "does not exist", e);
        } catch (CharacterCodingException e) {
            throw refused(file, "is not a result", e);
        } catch (IOException e) {
            throw refused(file, "cannot be read", e);
        }
    }

    private static IOException refused(Path file, String why, @Nullable Exception cause) {
        return new IOException(file + " " + why + "; give a file that --json has written", cause);
    }

    private static Figure figure(JsonNode node) {
        List<Double> ours = numbers(node.required("ours"));
        List<Double> limit = numbers(node.required("limit"));
        if (ours.isEmpty() || ours.size() != limit.size()) {
            throw new IllegalArgumentException("a figure without pairs");
        }
        return new Figure(
                node.required("row").asInt(),
                node.required("name").asString(),
                node.required("unit").asString(),
                ours,
                limit,
                goal(node.path("goal")),
                node.required("disturbed").asInt());
    }

    private static Figure.@Nullable Goal goal(JsonNode node) {
        return node.isObject()
                ? new Figure.Goal(
                        node.required("good").asDouble(),
                        node.required("excellent").asDouble())
                : null;
    }

    private static List<Double> numbers(JsonNode node) {
        List<Double> numbers = new ArrayList<>();
        node.forEach(each -> numbers.add(each.asDouble()));
        return numbers;
    }
}
