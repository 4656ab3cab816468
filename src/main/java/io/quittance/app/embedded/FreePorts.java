package io.quittance.app.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Ports on the loopback address: those of the last start, so that addresses stay as they were, or free ones. */
final class FreePorts {
    private static final int NONE = 0;

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
                held.add(bound(i < wanted.size() ? wanted.get(i) : NONE));
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

    private static ServerSocket bound(int wanted) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(loopback, wanted));
        } catch (IOException e) {
            socket.close();
            if (wanted == NONE) {
                throw e;
            }
            return bound(NONE);
        }
        return socket;
    }
}
