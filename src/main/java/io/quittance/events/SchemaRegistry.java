package io.quittance.events;

import java.util.List;
import org.apache.avro.Schema;

/** Where schemas are registered; only {@link ConfluentSchemas} knows the client's classes. All methods are thread-safe. */
public interface SchemaRegistry {

    /**
     * Registers the schema under that subject, or finds it there, and returns its id.
     *
     * @throws IncompatibleSchemaException where the registry refuses the schema, with the registry's own words
     * @throws RegistryUnavailableException where the registry is away
     * @throws RegistryRefusedException where it does not let us in
     */
    int register(String subject, Schema schema);

    /**
     * The schema of that id; kept after the first look-up.
     *
     * @throws UnknownSchemaException where the registry has none
     * @throws RegistryUnavailableException where the registry is away
     * @throws RegistryRefusedException where it does not let us in
     */
    Schema byId(int id);

    /** Looks up every version of that subject once, so that {@link #byId} answers for them without the registry. */
    void preload(String subject);

    /** What the registry would say against registering the schema under that subject, in its own words; empty: nothing. */
    List<String> objections(String subject, Schema schema);

    /**
     * Sets the subject's compatibility level, before or after the subject exists, unless it is at that level or a
     * stricter one already. A registry that does not let us change it keeps what it has, and the log says so.
     */
    void requireCompatibility(String subject, String level);

    /**
     * Asks the registry for a sign of life.
     *
     * @throws RegistryUnavailableException where the registry is away
     * @throws RegistryRefusedException where it does not let us in
     */
    void ping();
}
