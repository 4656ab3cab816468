package io.quittance.app;

import picocli.CommandLine.IVersionProvider;

/** The version of the jar, and of the Java that runs it. */
final class Version implements IVersionProvider {
    /** The version of the jar, or that there is none. */
    static String number() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(not from a jar)" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "quittance " + number(), "Java " + Runtime.version(),
        };
    }
}
