package io.quittance.app;

import picocli.CommandLine.IVersionProvider;

/** The version of the jar, and of the Java that runs it. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "quittance " + (version == null ? "(not from a jar)" : version), "Java " + Runtime.version(),
        };
    }
}
