package io.quittance.edge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the routes of a path, segment by segment; a literal segment goes before a placeholder. */
final class RouteTree {
    private final Node root = new Node();

    /** The routes of a path by method, and the decoded values of its placeholders in their order. */
    record Match(Map<String, Route> routes, List<String> values) {
        /** The methods that are allowed, as the header has them. */
        String allow() {
            TreeSet<String> methods = new TreeSet<>(routes.keySet());
            if (methods.contains("GET")) {
                methods.add("HEAD");
            }
            return String.join(", ", methods);
        }

        /** The values under the names that the route gives them. */
        Map<String, String> valuesFor(Route route) {
            Map<String, String> named = new HashMap<>();
            int next = 0;
            for (String segment : segments(route.template())) {
                if (isPlaceholder(segment)) {
                    named.put(segment.substring(1, segment.length() - 1), values.get(next++));
                }
            }
            return named;
        }
    }

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final Map<String, Route> routes = new HashMap<>();
        private @Nullable Node placeholder;
    }

    RouteTree(List<Route> routes) {
        for (Route route : routes) {
            add(route);
        }
    }

    private void add(Route route) {
        Node node = root;
        for (String segment : segments(route.template())) {
            node = isPlaceholder(segment) ? placeholderOf(node) : literalOf(node, segment);
        }
        if (node.routes.put(route.method(), route) != null) {
            throw new IllegalArgumentException("two routes for " + route.method() + " " + route.template());
        }
    }

    private static Node placeholderOf(Node node) {
        Node next = node.placeholder;
        if (next == null) {
            next = new Node();
            node.placeholder = next;
        }
        return next;
    }

    private static Node literalOf(Node node, String segment) {
        return node.literals.computeIfAbsent(segment, key -> new Node());
    }

    /** The match of a path as received, or null where nothing is there. */
    @Nullable Match find(String rawPath) {
        Node node = root;
        List<String> values = new ArrayList<>(4);
        int start = 1;
        while (start <= rawPath.length()) {
            int slash = rawPath.indexOf('/', start);
            int end = slash < 0 ? rawPath.length() : slash;
            String segment = Target.decoded(rawPath.substring(start, end));
            if (segment == null) {
                return null;
            }
            Node next = node.literals.get(segment);
            if (next == null && !segment.isEmpty()) {
                next = node.placeholder;
                values.add(segment);
            }
            if (next == null) {
                return null;
            }
            node = next;
            start = end + 1;
        }
        return node.routes.isEmpty() ? null : new Match(node.routes, values);
    }

    private static List<String> segments(String template) {
        return List.of(template.substring(1).split("/", -1));
    }

    private static boolean isPlaceholder(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }
}
