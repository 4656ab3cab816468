package io.quittance.app.embedded;

import java.io.IOException;

/** For servers whose address others must know before they start. */
public final class FreePort {
    private FreePort() {}

    /** A port that is free now and that no outgoing connection is given. */
    public static int find() throws IOException {
        return FreePorts.unused();
    }
}
