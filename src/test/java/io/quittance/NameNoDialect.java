package io.quittance;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Neither a class's name nor a text in it names one of the gateways: what is special about one stands in its file. */
final class NameNoDialect extends ArchCondition<JavaClass> {
    private final List<String> names = names();

    NameNoDialect() {
        super("name no gateway");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        tell(type, type.getName(), events);
        for (PoolEntry entry : ClassFiles.of(type).constantPool()) {
            if (entry instanceof StringEntry text) {
                tell(type, text.stringValue(), events);
            }
        }
    }

    private void tell(JavaClass type, String text, ConditionEvents events) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (names.stream().anyMatch(lower::contains)) {
            events.add(SimpleConditionEvent.violated(type, type.getName() + " says \"" + text + "\""));
        }
    }

    private static List<String> names() {
        Path folder = Path.of(System.getProperty("quittance.basedir", "."), "src/main/resources/gateways");
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.substring(0, name.length() - ".yaml".length()))
                    .toList();
            if (names.isEmpty()) {
                throw new IllegalStateException("no gateways in " + folder);
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
