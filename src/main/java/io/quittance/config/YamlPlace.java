package io.quittance.config;

import org.jspecify.annotations.Nullable;

/**
 * Where in a file a JSON pointer leads; where it leads to nothing written, the nearest part around it.
 *
 * @param path the whole pointer with dots, for people
 */
record YamlPlace(int line, String path) {

    static YamlPlace of(Yaml.Mapping root, String pointer) {
        int line = root.line();
        Yaml value = root;
        StringBuilder path = new StringBuilder();
        for (String name : pointer.split("/", -1)) {
            if (name.isEmpty()) {
                continue;
            }
            String plain = name.replace("~1", "/").replace("~0", "~");
            path.append(path.isEmpty() ? "" : ".").append(plain);
            Yaml.Entry next = value == null ? null : step(value, plain);
            value = next == null ? null : next.value();
            line = next == null ? line : next.line();
        }
        return new YamlPlace(line, path.toString());
    }

    private static Yaml.@Nullable Entry step(Yaml value, String name) {
        return switch (value) {
            case Yaml.Mapping mapping -> mapping.find(name);
            case Yaml.Sequence sequence -> {
                int index = index(name);
                boolean there = index >= 0 && index < sequence.items().size();
                yield there
                        ? new Yaml.Entry(
                                sequence.items().get(index).line(),
                                name,
                                sequence.items().get(index))
                        : null;
            }
            case Yaml.Scalar scalar -> null;
        };
    }

    private static int index(String name) {
        try {
            return Integer.parseInt(name);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
