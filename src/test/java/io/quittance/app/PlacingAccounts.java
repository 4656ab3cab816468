package io.quittance.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An account at each gateway for tests that place, with the credentials of the golden vectors, all calling one stub. */
final class PlacingAccounts {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/yijuhe.json");

    private PlacingAccounts() {}

    /** Settings of accounts {@code yi}, {@code paced} (the same), {@code ji}, {@code zo}, {@code ju} and {@code li} whose gateways are at that port. */
    static String sections(int port, int edges) throws IOException {
        JsonNode yijuhe =
                JsonMapper.shared().readTree(Files.readAllBytes(GOLDEN)).get(0).get("account");
        String base = "http://127.0.0.1:" + port;
        return """
                http: {host: "127.0.0.1", port: 0, publicUrl: "https://pay.example"}
                edge: {instances: %2$d}
                accounts:
                  yi: {gateway: yijuhe, merchant: "%3$s", baseUrl: "%1$s", keys: [{id: k1, md5Key: "%4$s", platformPublicKey: "%5$s", merchantPrivateKey: "%6$s"}]}
                  paced: {gateway: yijuhe, merchant: "%3$s", baseUrl: "%1$s", keys: [{id: k1, md5Key: "%4$s", platformPublicKey: "%5$s", merchantPrivateKey: "%6$s"}]}
                  ji: {gateway: jings, merchant: "10000001400000", baseUrl: "%1$s", keys: [{id: k1, token: 10665CF54E90822951FE80330E9CF715}]}
                  zo: {gateway: zonghe, merchant: gpu10000000, baseUrl: "%1$s", keys: [{id: k1, secret: c794ab6969a7a25ebe1328a230c045f4}]}
                  ju: {gateway: juhe, merchant: "10023", baseUrl: "%1$s", keys: [{id: k1, key: dd49b9c72368279245978f269c52b2ab}]}
                  li: {gateway: lianhe, merchant: ak_8cd572bc9d, baseUrl: "%1$s", keys: [{id: k1, key: 9297961f608377f62b8a6db2207a21b2}]}
                  mute: {gateway: lianhe, merchant: ak_8cd572bc9d, keys: [{id: k1, key: 9297961f608377f62b8a6db2207a21b2}]}
                """.formatted(
                        base,
                        edges,
                        yijuhe.get("merchant").asString(),
                        yijuhe.get("md5Key").asString(),
                        yijuhe.get("platformPublicKey").asString(),
                        yijuhe.get("merchantPrivateKey").asString());
    }
}
