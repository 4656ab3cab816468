package io.quittance.app.embedded;

import java.io.IOException;

/**
 * The main class of the registry's process: the registry's own main, and a thread that ends the process as soon as its
 * standard input is closed, which the operating system does when the parent dies, however it dies. Knows only the JDK:
 * of our classes this one alone is on the class path there.
 */
final class RegistryProcess {
    private static final String SERVER = "io.quarkus.runner.GeneratedMain";

    private RegistryProcess() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread watch = new Thread(RegistryProcess::endWithTheParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        Class.forName(SERVER).getMethod("main", String[].class).invoke(null, (Object) arguments);
    }

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
