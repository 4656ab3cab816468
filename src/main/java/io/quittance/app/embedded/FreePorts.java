package io.quittance.app.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Ports on the loopback address: those of the last start, so that addresses stay as they were, or free ones. These are
 * below what systems give to outgoing connections, so that no client sits on one while its server is away.
 */
final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int AFTER = 32_000;
    private static final int ATTEMPTS = 1_000;
    /** By this process: what is given before it is listened on is not given twice. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private final Path memory;

    /** Ports that are remembered in that file. */
    FreePorts(Path memory) {
        this.memory = memory;
    }

    /** That many different ports, free a moment ago, and remembered. */
    List<Integer> take(int count) throws IOException {
        List<Integer> wanted = remembered();
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(i < wanted.size() ? boundOrOther(wanted.get(i)) : boundToAny());
            }
            List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
            Files.write(memory, ports.stream().map(String::valueOf).toList());
            return ports;
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    /** One port that was free a moment ago; nothing remembers it. */
    static int unused() throws IOException {
        try (ServerSocket socket = boundToAny()) {
            return socket.getLocalPort();
        }
    }

    /** Forgets the ports, since something else holds them. */
    void forget() throws IOException {
        Files.deleteIfExists(memory);
    }

    private List<Integer> remembered() throws IOException {
        if (!Files.exists(memory)) {
            return List.of();
        }
        try {
            return Files.readAllLines(memory).stream().map(Integer::valueOf).toList();
        } catch (NumberFormatException e) {
            return List.of(); // a file cut short by a crash
        }
    }

    private static ServerSocket boundOrOther(int wanted) throws IOException {
        ServerSocket socket = boundOrNull(wanted);
        return socket == null ? boundToAny() : socket;
    }

    private static ServerSocket boundToAny() throws IOException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, AFTER);
            ServerSocket socket = GIVEN.add(port) ? boundOrNull(port) : null;
            if (socket != null) {
                return socket;
            }
        }
        throw new BindException("no free port from " + FIRST + " to " + (AFTER - 1) + " on the loopback address");
    }

    /** Null where something listens there. */
    private static @Nullable ServerSocket boundOrNull(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return socket;
        } catch (BindException e) {
            socket.close();
            return null;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
