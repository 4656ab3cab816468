package io.quittance.edge;

/** One thing that must be so before this process is ready for work; asked on each {@code /readyz}, so it must not block. */
@FunctionalInterface
public interface Readiness {
    /** How it stands now. */
    Check check();

    /**
     * One line of {@code /readyz}.
     *
     * @param name kebab-case
     * @param detail for people, without secrets
     */
    record Check(String name, boolean ready, String detail) {}
}
