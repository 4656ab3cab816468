package io.quittance.sandbox;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Accounts whose credentials are files in a folder that only its owner may read: made once, found again by the next start,
 * and referred to by the settings of Quittance. Never printed.
 */
public final class SandboxAccounts {
    private static final String TOKEN = "sandbox-token";
    private static final long USUAL_BALANCE_MINOR = 100_000_000;

    private final SecretStore secrets;
    private final String token;
    private final List<SandboxAccount> accounts = new ArrayList<>();

    private SandboxAccounts(SecretStore secrets) throws IOException {
        this.secrets = secrets;
        this.token = secrets.get(TOKEN, SandboxAccounts::random);
    }

    /**
     * An account to be.
     *
     * @param name its name, {@code [a-z0-9-]+}
     * @param merchant the merchant's number at the gateway
     */
    public record Wanted(String name, Gateway gateway, String merchant) {
        public Wanted {
            boolean named = !name.isEmpty()
                    && name.chars().allMatch(c -> c == '-' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
            boolean numbered =
                    !merchant.isEmpty() && merchant.chars().allMatch(c -> c > ' ' && c < 127 && c != '"' && c != '\\');
            if (!named) {
                throw new IllegalArgumentException("an account's name has letters a to z, digits and -, not " + name);
            }
            if (!numbered) {
                throw new IllegalArgumentException("a merchant's number has plain characters, not " + merchant);
            }
        }

        /** The account that {@code NAME=GATEWAY} or {@code NAME=GATEWAY:MERCHANT} asks for. */
        public static Wanted of(String text) {
            int equals = text.indexOf('=');
            int colon = text.indexOf(':', Math.max(0, equals));
            if (equals < 0) {
                throw new IllegalArgumentException("an account is NAME=GATEWAY or NAME=GATEWAY:MERCHANT, not " + text);
            }
            String dialect = text.substring(equals + 1, colon < 0 ? text.length() : colon);
            Gateway gateway = Gateway.ofDialect(dialect)
                    .orElseThrow(() -> new IllegalArgumentException("there is no gateway " + dialect));
            String merchant = colon < 0 ? usualMerchant(gateway) : text.substring(colon + 1);
            return new Wanted(text.substring(0, equals), gateway, merchant);
        }

        /** One account at each gateway. */
        public static List<Wanted> usual() {
            List<Wanted> wanted = new ArrayList<>();
            for (Gateway gateway : Gateway.values()) {
                wanted.add(new Wanted(gateway.account(), gateway, usualMerchant(gateway)));
            }
            return wanted;
        }

        private static String usualMerchant(Gateway gateway) {
            return switch (gateway) {
                case YIJUHE -> "20000";
                case JINGS -> "10000001400000";
                case ZONGHE -> "gpu10000000";
                case JUHE -> "10023";
                case LIANHE -> "ak_8cd572bc9d";
            };
        }
    }

    /** The accounts, with the credentials that are in the folder, or new ones where there are none. */
    public static SandboxAccounts open(Path folder, List<Wanted> wanted, long balanceMinor) throws IOException {
        SandboxAccounts opened = new SandboxAccounts(new SecretStore(folder));
        for (Wanted account : wanted) {
            opened.accounts.add(opened.account(account).withBalance(balanceMinor));
        }
        return opened;
    }

    /** One account at each gateway with a million yuan in it, with the credentials that are in the folder, or new ones. */
    public static SandboxAccounts usual(Path folder) throws IOException {
        return open(folder, Wanted.usual(), USUAL_BALANCE_MINOR);
    }

    /** The bearer token of the settings, which may do everything. */
    public String token() {
        return token;
    }

    /** The file that holds the token and nothing else, for command lines that shall not show it. */
    public Path tokenFile() {
        return secrets.file(TOKEN);
    }

    /** The accounts, in the order asked for. */
    public List<SandboxAccount> list() {
        return List.copyOf(accounts);
    }

    /**
     * A whole {@code quittance.yaml} for a broker, a registry and a Quittance of this machine, with these accounts.
     *
     * @param sandbox the address of the sandbox
     * @param file where it will be written: the files of the credentials are named from its folder
     */
    public String settings(URI sandbox, Path file) {
        String servers = """
                # Accounts at the imitated gateways of %s, written by ./quittance sandbox. Broker, registry and addresses
                # are those of one machine: change what is otherwise.
                kafka: {bootstrapServers: "127.0.0.1:9092"}
                registry: {url: "http://127.0.0.1:8081"}
                http: {host: "127.0.0.1", port: 8080, publicUrl: "http://127.0.0.1:8080"}
                topics: {unsafeSingleBroker: true}
                """.formatted(sandbox);
        return servers + sections(sandbox, file);
    }

    /**
     * The sections {@code tokens} and {@code accounts} of a {@code quittance.yaml}.
     *
     * @param sandbox the address of the sandbox; null: the accounts only call back, nobody can place or ask
     * @param file where it will be written: the files of the credentials are named from its folder
     */
    public String sections(@Nullable URI sandbox, Path file) {
        Function<String, String> reference = name -> reference(file, name);
        StringBuilder yaml = new StringBuilder("""
                tokens:
                  - {name: sandbox, token: %s, scopes: [read, place, relay, operate]}
                accounts:
                """.formatted(reference.apply(TOKEN)));
        for (SandboxAccount account : accounts) {
            String dialect = account.gateway().dialect();
            yaml.append("  ").append(account.name()).append(":\n");
            line(yaml, "gateway: " + dialect);
            line(yaml, "merchant: \"" + account.merchant() + "\"");
            if (sandbox != null) {
                line(yaml, "baseUrl: \"" + sandbox + "/" + dialect + "\"");
                line(yaml, "returnUrl: \"" + sandbox + "/\"");
            }
            line(yaml, "keys:");
            line(yaml, "  - id: k1");
            yaml.append(keys(account, reference));
        }
        return yaml.toString();
    }

    @Override
    public String toString() {
        return "SandboxAccounts" + accounts;
    }

    private static void line(StringBuilder yaml, String text) {
        yaml.append("    ").append(text).append('\n');
    }

    private static String keys(SandboxAccount account, Function<String, String> reference) {
        String name = account.name();
        return switch (account.gateway()) {
            case YIJUHE ->
                "        md5Key: " + reference.apply(name + "-md5-key") + "\n        platformPublicKey: "
                        + reference.apply(name + "-platform-public-key") + "\n        merchantPrivateKey: "
                        + reference.apply(name + "-merchant-private-key") + "\n";
            case JINGS -> "        token: " + reference.apply(name + "-secret") + "\n";
            case ZONGHE -> "        secret: " + reference.apply(name + "-secret") + "\n";
            case JUHE, LIANHE -> "        key: " + reference.apply(name + "-secret") + "\n";
        };
    }

    private String reference(Path file, String name) {
        Path from = file.toAbsolutePath().normalize().getParent();
        Path secret = secrets.file(name).toAbsolutePath().normalize();
        Path shown = from == null ? secret : from.relativize(secret);
        return "\"${file:" + shown.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "}\"";
    }

    private SandboxAccount account(Wanted wanted) throws IOException {
        String name = wanted.name();
        if (wanted.gateway() != Gateway.YIJUHE) {
            String secret = secrets.get(name + "-secret", SandboxAccounts::random);
            return SandboxAccount.sharing(name, wanted.gateway(), wanted.merchant(), secret);
        }
        makePair(name + "-merchant");
        makePair(name + "-platform");
        return SandboxAccount.yijuhe(
                name,
                wanted.merchant(),
                secrets.get(name + "-md5-key", SandboxAccounts::random),
                secrets.read(name + "-merchant-public-key"),
                secrets.read(name + "-platform-private-key"));
    }

    /** The public key goes last: while it is missing, the private one may be of a start that died in between. */
    private void makePair(String owner) throws IOException {
        if (secrets.has(owner + "-public-key")) {
            return;
        }
        KeyPair pair = RsaKeys.pair(RsaKeys.USUAL_BITS);
        secrets.put(
                owner + "-private-key",
                Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
        secrets.put(
                owner + "-public-key",
                Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
    }

    private static String random() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
