package io.quittance.events;

import io.quittance.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.ParsedSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.RestService;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry behind Confluent's own client. The one class that imports the client, in whichever packages it comes.
 */
public final class ConfluentSchemas implements SchemaRegistry, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfluentSchemas.class);
    private static final int CACHED_SCHEMAS = 1000;
    private static final String SSL = "ssl.";
    private static final String CLIENT_NAMESPACE = "schema.registry.";

    /** What we ask of the client where the settings say nothing: its own time-outs are a minute each. */
    private static final Map<String, Object> DEFAULTS = Map.of(
            "http.connect.timeout.ms",
            "3000",
            "http.read.timeout.ms",
            "10000",
            "missing.id.cache.ttl.sec",
            60L,
            "missing.cache.size",
            10_000);

    private final SchemaRegistryClient client;
    private final Call<?> signOfLife;
    private final String name;
    private final Map<Integer, Schema> byId = new ConcurrentHashMap<>();
    private final Set<String> registered = ConcurrentHashMap.newKeySet();

    private ConfluentSchemas(SchemaRegistryClient client, Call<?> signOfLife, String name) {
        this.client = client;
        this.signOfLife = signOfLife;
        this.name = name;
    }

    /** The registry of these settings; nothing is asked of it yet. */
    public static ConfluentSchemas at(Settings.Registry settings) {
        Map<String, Object> configuration = clientSettings(settings.clientSettings());
        RestService rest = new RestService(settings.urls());
        SchemaRegistryClient client = new CachedSchemaRegistryClient(
                rest, CACHED_SCHEMAS, List.of(new AvroSchemaProvider()), configuration, Map.of());
        String name = String.join(
                ", ",
                settings.urls().stream().map(ConfluentSchemas::withoutUser).toList());
        return new ConfluentSchemas(client, rest::getSchemaTypes, name);
    }

    /** A registry in this process, empty, that checks nothing; for tests. */
    public static ConfluentSchemas inMemory() {
        MockSchemaRegistryClient client = new MockSchemaRegistryClient();
        return new ConfluentSchemas(client, client::getAllSubjects, "in memory");
    }

    @Override
    public int register(String subject, Schema schema) {
        int id = ask("registering " + subject, () -> client.register(subject, parsed(schema)));
        byId.put(id, schema);
        registered.add(subject);
        return id;
    }

    @Override
    public Schema byId(int id) {
        Schema known = byId.get(id);
        if (known != null) {
            return known;
        }
        ParsedSchema found = ask("looking up schema " + id, () -> client.getSchemaById(id));
        try {
            Schema schema = new Schema.Parser().parse(found.canonicalString());
            byId.put(id, schema);
            return schema;
        } catch (SchemaParseException e) {
            throw new UnknownSchemaException("schema " + id + " is no Avro schema that stands by itself", e);
        }
    }

    @Override
    public void preload(String subject) {
        List<Integer> versions = ask("listing versions of " + subject, () -> client.getAllVersions(subject));
        if (versions.size() == 1 && registered.contains(subject)) {
            return;
        }
        for (int version : versions) {
            int id = ask("looking up " + subject, () -> client.getSchemaMetadata(subject, version))
                    .getId();
            byId(id);
        }
    }

    @Override
    public List<String> objections(String subject, Schema schema) {
        AvroSchema asked = parsed(schema);
        try {
            List<String> said = ask("checking " + subject, () -> client.testCompatibilityVerbose(subject, asked));
            if (!said.isEmpty() || ask("checking " + subject, () -> client.testCompatibility(subject, asked))) {
                return said;
            }
            return List.of("not compatible with an earlier version; the registry gives no reason");
        } catch (UnknownSchemaException e) {
            return List.of(); // a subject that does not exist yet has nothing to be incompatible with
        } catch (IncompatibleSchemaException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void requireCompatibility(String subject, String level) {
        if (Set.of(level, level.replace("BACKWARD", "FULL")).contains(compatibilityOf(subject))) {
            return;
        }
        try {
            ask("setting compatibility of " + subject, () -> client.updateCompatibility(subject, level));
        } catch (RegistryRefusedException e) {
            LOG.warn("{} keeps its compatibility; set it to {} in the registry: {}", subject, level, e.getMessage());
        }
    }

    @Override
    public void ping() {
        ask("asking for a sign of life", signOfLife);
    }

    /** Its addresses, for people, without user names and passwords. */
    public String name() {
        return name;
    }

    /** Lets go of the connection; what was looked up is still known. */
    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            LOG.debug("closing the connection to schema registry {} failed", name, e);
        }
    }

    private String compatibilityOf(String subject) {
        try {
            return ask("asking for compatibility of " + subject, () -> client.getCompatibility(subject));
        } catch (UnknownSchemaException | RegistryRefusedException e) {
            return ""; // none of its own, or none that we may see
        }
    }

    private <R> R ask(String what, Call<R> call) {
        try {
            return call.call();
        } catch (RestClientException e) {
            throw RegistryAnswers.meaning(
                    e.getStatus(),
                    e.getErrorCode(),
                    "Schema registry " + name + ", " + what + ": " + e.getMessage(),
                    e);
        } catch (IOException e) {
            throw RegistryAnswers.meaning("Schema registry " + name + ", " + what + ": " + e, e);
        }
    }

    /** The client silently ignores credentials without their source, and TLS settings without its own prefix. */
    private static Map<String, Object> clientSettings(Map<String, String> settings) {
        Map<String, Object> all = new HashMap<>(DEFAULTS);
        settings.forEach((name, value) ->
                all.put(name.startsWith(SSL) ? CLIENT_NAMESPACE + name : name, typed(name, value.strip())));
        if (all.containsKey("basic.auth.user.info")) {
            all.putIfAbsent("basic.auth.credentials.source", "USER_INFO");
        }
        if (all.containsKey("bearer.auth.token")) {
            all.putIfAbsent("bearer.auth.credentials.source", "STATIC_TOKEN");
        }
        return all;
    }

    /** The client casts these few instead of reading their text. */
    private static Object typed(String name, String value) {
        try {
            if (name.startsWith("missing.") && name.endsWith(".ttl.sec")) {
                return Long.valueOf(value);
            }
            if (name.equals("bearer.auth.cache.expiry.buffer.seconds")) {
                return Short.valueOf(value);
            }
            boolean isNumber = name.equals("missing.cache.size");
            return isNumber ? Integer.valueOf(value) : value;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("registry setting " + name + " is not a whole number: " + value, e);
        }
    }

    private static AvroSchema parsed(Schema schema) {
        return new AvroSchema(schema.toString());
    }

    private static String withoutUser(String url) {
        URI uri = URI.create(url);
        return uri.getRawUserInfo() == null ? url : url.replace(uri.getRawUserInfo() + "@", "");
    }

    /** A question to the registry. */
    private interface Call<R> {
        R call() throws IOException, RestClientException;
    }
}
