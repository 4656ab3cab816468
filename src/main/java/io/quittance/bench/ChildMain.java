package io.quittance.bench;

import java.io.IOException;
import java.util.Arrays;

/** The main class of every measured process: runs another main class, and ends when the benchmark does, however that ends. */
public final class ChildMain {
    private ChildMain() {}

    /** Runs the main class named first with the other arguments. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread.ofPlatform().daemon().name("parent-watch").start(ChildMain::endWithTheParent);
        String[] others = Arrays.copyOfRange(arguments, 1, arguments.length);
        Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) others);
    }

    /** The operating system closes our standard input when the parent dies. */
    private static void endWithTheParent() {
        try {
            while (System.in.read() >= 0) {
                // nothing is ever said; only the end matters
            }
        } catch (IOException e) {
            // as good as the end
        }
        Runtime.getRuntime().halt(0);
    }
}
