package io.quittance.config;

import io.quittance.gateways.DialectFault;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows {@code sameAs} from one named part of a dialect file to the part that it changes. */
final class SameAs {
    private final String section;
    private final List<Yaml.Entry> entries;
    private final List<DialectFault> faults;

    SameAs(String section, List<Yaml.Entry> entries, List<DialectFault> faults) {
        this.section = section;
        this.entries = entries;
        this.faults = faults;
    }

    /** The part itself first, then what it is the same as; a name that leads nowhere or in a circle is a fault. */
    List<Yaml.Mapping> layers(Yaml.Entry entry) {
        List<Yaml.Mapping> layers = new ArrayList<>();
        Yaml.Entry next = entry;
        while (next != null && next.value() instanceof Yaml.Mapping mapping && !layers.contains(mapping)) {
            layers.add(mapping);
            String target = DialectPart.of(mapping).text("sameAs").orElse(null);
            if (target == null) {
                return layers;
            }
            next = find(target);
        }
        faults.add(new DialectFault(
                "/" + section + "/" + entry.name() + "/sameAs",
                "leads " + (next == null ? "to nothing that is there" : "in a circle")));
        return layers;
    }

    private Yaml.@Nullable Entry find(String name) {
        for (Yaml.Entry entry : entries) {
            if (entry.name().equals(name)) {
                return entry;
            }
        }
        return null;
    }
}
