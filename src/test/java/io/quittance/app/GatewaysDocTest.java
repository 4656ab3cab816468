package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.DialectFiles;
import io.quittance.gateways.Dialect;
import io.quittance.gateways.MessageType;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;

/** Keeps the tables of docs/gateways.md true: each interface of each gateway with a test of its own. */
class GatewaysDocTest {
    private static final String NO_MESSAGE = "—";

    private final Map<String, Dialect> dialects = DialectFiles.load(null);

    /** A row of a gateway's table. */
    private record Row(String gateway, String described, String message, String test) {}

    @Test
    void shouldHaveATableForEachGateway() throws IOException {
        List<String> gateways =
                dialects.keySet().stream().filter(name -> !name.contains("-")).toList();

        assertThat(rows().stream().map(Row::gateway).distinct()).containsExactlyInAnyOrderElementsOf(gateways);
    }

    @Test
    void shouldHaveARowForEachMessageAndNoneForAMessageThatIsNot() throws IOException {
        for (String gateway : rows().stream().map(Row::gateway).distinct().toList()) {
            List<String> messages = Objects.requireNonNull(dialects.get(gateway)).messages().stream()
                    .map(MessageType::wireName)
                    .toList();

            assertThat(new TreeSet<>(rows().stream()
                            .filter(row -> row.gateway().equals(gateway))
                            .map(Row::message)
                            .filter(message -> !message.equals(NO_MESSAGE))
                            .toList()))
                    .as(gateway)
                    .containsExactlyInAnyOrderElementsOf(messages);
        }
    }

    @Test
    void shouldNameATestOfItsOwnInEachRow() throws Exception {
        List<Row> rows = rows();

        assertThat(rows).extracting(Row::test).doesNotHaveDuplicates();
        for (Row row : rows) {
            assertThat(isTest(row.test())).as(row.gateway() + ": " + row.test()).isTrue();
            assertThat(row.described()).isNotBlank();
        }
    }

    private static boolean isTest(String name) throws ClassNotFoundException {
        int dot = name.lastIndexOf('.');
        Class<?> type = Class.forName("io.quittance." + name.substring(0, dot));
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(name.substring(dot + 1)))
                .anyMatch(GatewaysDocTest::isMarked);
    }

    private static boolean isMarked(Method method) {
        return method.isAnnotationPresent(Test.class)
                || method.isAnnotationPresent(ParameterizedTest.class)
                || method.isAnnotationPresent(TestFactory.class);
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        String gateway = "";
        for (String line : Files.readAllLines(AddAGateway.HOME.resolve("docs/gateways.md"))) {
            if (line.startsWith("## ")) {
                gateway = line.substring(3);
            }
            String[] cells = line.split("\\|", -1);
            boolean isRow = cells.length == 5 && !cells[1].startsWith("---") && !cells[3].isBlank();
            if (isRow && !cells[2].strip().equals("Message")) {
                rows.add(new Row(gateway, cells[1].strip(), plain(cells[2]), plain(cells[3])));
            }
        }
        return rows;
    }

    private static String plain(String cell) {
        return cell.replace("`", "").strip();
    }
}
