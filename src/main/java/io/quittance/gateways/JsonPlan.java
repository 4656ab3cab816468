package io.quittance.gateways;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the declared fields of one message stand in JSON: a tree of names. */
final class JsonPlan {
    /** One name on the way to a field, or the field's own. */
    static final class Node {
        private final Map<String, Node> children = new HashMap<>();
        private final int id;
        private int slot = Fields.ABSENT;
        private boolean wrapper;

        private Node(int id) {
            this.id = id;
        }

        @Nullable Node child(String name) {
            return children.get(name);
        }

        int id() {
            return id;
        }

        int slot() {
            return slot;
        }

        boolean isWrapper() {
            return wrapper;
        }

        boolean isInner() {
            return !children.isEmpty() || wrapper;
        }
    }

    private final Node root = new Node(0);
    private int nodes = 1;

    Node root() {
        return root;
    }

    int nodes() {
        return nodes;
    }

    /** Declares the wrapper: an object at the top. */
    void wrapper(String name) {
        child(root, name).wrapper = true;
    }

    /** Declares a field by its path from the top; false where another field stands there or passes through. */
    boolean field(String path, int slot) {
        Node node = root;
        int from = 0;
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', from)) {
            node = child(node, path.substring(from, dot));
            from = dot + 1;
            if (node.slot != Fields.ABSENT) {
                return false;
            }
        }
        return take(child(node, path.substring(from)), slot);
    }

    /** Declares a field that stands at the top, or inside the wrapper. */
    boolean fieldOrWrapped(String name, @Nullable String wrapper, int slot) {
        boolean free = take(child(root, name), slot);
        return free && (wrapper == null || take(child(child(root, wrapper), name), slot));
    }

    private static boolean take(Node node, int slot) {
        if (node.slot != Fields.ABSENT || node.isInner()) {
            return false;
        }
        node.slot = slot;
        return true;
    }

    private Node child(Node parent, String name) {
        Node known = parent.children.get(name);
        if (known != null) {
            return known;
        }
        Node made = new Node(nodes++);
        parent.children.put(name, made);
        return made;
    }
}
