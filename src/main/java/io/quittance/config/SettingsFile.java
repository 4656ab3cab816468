package io.quittance.config;

import io.quittance.gateways.Dialect;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code quittance.yaml} whole and says everything that is wrong with it at once. */
public final class SettingsFile {
    private static final int MAX_CHARACTERS = 4_000_000;

    private SettingsFile() {}

    /** The settings of that file, secrets from this process's environment; throws with every fault at once. */
    public static Settings load(Path file) throws InvalidSettings {
        return load(file, System.getenv());
    }

    /** The settings of that file, secrets from that environment; throws with every fault at once. */
    public static Settings load(Path file, Map<String, String> environment) throws InvalidSettings {
        Path folder = file.toAbsolutePath().getParent();
        try {
            if (Files.size(file) > MAX_CHARACTERS) {
                throw new InvalidSettings(List.of(file + ":1: too large for settings; name the right file"));
            }
            return parse(file.toString(), Files.readString(file), folder == null ? file : folder, environment);
        } catch (CharacterCodingException e) {
            throw new InvalidSettings(file + ":1: not UTF-8 text; save it as UTF-8", e);
        } catch (IOException e) {
            throw new InvalidSettings(
                    file + ":1: cannot be read; name a settings file (quittance.example.yaml is one to begin with)", e);
        }
    }

    /** The settings of that text; paths in it are relative to {@code base}, references to that environment. */
    public static Settings parse(String yaml, Path base, Map<String, String> environment) throws InvalidSettings {
        return parse("quittance.yaml", yaml, base, environment);
    }

    private static Settings parse(String name, String yaml, Path base, Map<String, String> environment)
            throws InvalidSettings {
        Faults faults = new Faults(name);
        Yaml.Mapping root = new YamlReader(faults).read(yaml);
        if (root == null) {
            throw faults.all();
        }
        References references = new References(base, environment);
        boolean plainSecrets = new Section("", root, new Scalars(faults, references, false))
                .optional("unsafePlainSecrets", Values::flag)
                .orElse(false);
        return settings(new Section("", root, new Scalars(faults, references, plainSecrets)), base, faults);
    }

    private static Settings settings(Section root, Path base, Faults faults) throws InvalidSettings {
        Map<String, Dialect> dialects = dialects(root, base, faults);
        Section accountSection = root.section("accounts");
        Set<String> accountNames = new HashSet<>(accountSection.otherNames());
        ClientSections clients = new ClientSections(accountNames);
        root.written("unsafePlainSecrets");
        Settings settings = new Settings(
                ServerSections.kafka(root.section("kafka")),
                ServerSections.registry(root.section("registry")),
                ServerSections.http(root.section("http")),
                ServerSections.topics(root.section("topics")),
                ServerSections.edge(root.section("edge")),
                ServerSections.topology(root.section("topology"), base),
                ServerSections.poller(root.section("poller")),
                AskingSection.read(root.section("asking")),
                BalanceSections.read(root.section("balances")),
                ServerSections.metrics(root.section("metrics")),
                clients.tokens(root.sections("tokens")),
                dialects,
                new AccountSections(dialects).read(accountSection),
                clients.webhooks(root.sections("webhooks")));
        root.tellUnknownNames();
        if (accountNames.isEmpty()) {
            root.fault("accounts", "needs at least one account; quittance.example.yaml shows one for each gateway");
        }
        faults.throwIfAny();
        return settings;
    }

    private static Map<String, Dialect> dialects(Section root, Path base, Faults faults) {
        try {
            return DialectFiles.load(root.optional("gateways", base::resolve).orElse(null));
        } catch (InvalidDialects e) {
            faults.addElsewhere(e.faults());
            return DialectFiles.load(null);
        }
    }
}
