package io.quittance.gateways;

import io.quittance.gateways.DialectDefinition.Blanks;
import io.quittance.gateways.DialectDefinition.Recipe;
import io.quittance.gateways.DialectDefinition.Secret;
import io.quittance.gateways.DialectDefinition.SecretPlace;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * The canonical text of one message: which pairs stand in it, in which order, and where the secret goes. Pure: the same fields and the
 * same secret always give the same bytes.
 */
final class SignedText {
    private static final byte[] AND = {'&'};
    private static final byte[] IS = {'='};

    private final Blanks blanks;
    private final @Nullable Secret secret;
    private final byte[] before;
    private final byte[] after;
    private final byte[] secretName;
    private final int[] slots;
    private final byte[][] labels;

    /**
     * With {@code slots} the pairs of those fields in that order, the secret as a parameter standing at {@link Fields#ABSENT}; without,
     * all pairs by name.
     */
    SignedText(Recipe recipe, Charset charset, int @Nullable [] slots, byte[][] labels) {
        this.blanks = recipe.blanks();
        this.secret = recipe.secret();
        this.before = secret == null ? new byte[0] : secret.before().getBytes(charset);
        this.after = secret == null ? new byte[0] : secret.after().getBytes(charset);
        this.secretName = secret == null ? new byte[0] : secret.name().getBytes(charset);
        this.slots = slots == null ? new int[0] : slots;
        this.labels = labels;
    }

    /** Writes the text of the listed fields. */
    void write(Fields fields, byte[] secretText, TextSink out) {
        open(secretText, out);
        boolean first = true;
        for (int i = 0; i < slots.length; i++) {
            boolean isSecret = slots[i] == Fields.ABSENT;
            if (!isSecret && isSkipped(fields, fields.pair(slots[i]))) {
                continue;
            }
            if (!first) {
                out.write(AND);
            }
            first = false;
            out.write(labels[i]);
            if (isSecret) {
                out.write(secretText);
            } else {
                value(fields, fields.pair(slots[i]), out);
            }
        }
        close(secretText, out);
    }

    /** Writes the text of those pairs, which are sorted by name. */
    void writeAll(Fields fields, int[] pairs, byte[] secretText, TextSink out) {
        open(secretText, out);
        boolean secretDue = secret != null && secret.as() == SecretPlace.PARAMETER;
        boolean first = true;
        for (int pair : pairs) {
            if (isSkipped(fields, pair)) {
                continue;
            }
            if (secretDue && fields.compareName(pair, secretName) > 0) {
                secretDue = false;
                parameter(first, secretText, out);
                first = false;
            }
            if (!first) {
                out.write(AND);
            }
            first = false;
            out.write(fields.text(), fields.nameStart(pair), fields.nameEnd(pair) - fields.nameStart(pair));
            out.write(IS);
            value(fields, pair, out);
        }
        if (secretDue) {
            parameter(first, secretText, out);
        }
        close(secretText, out);
    }

    /** Whether the pair leaves no trace in the text: another message without it would have the same signature. */
    boolean isSkipped(Fields fields, int pair) {
        if (blanks == Blanks.KEEP) {
            return false;
        }
        if (pair == Fields.ABSENT) {
            return true;
        }
        int start = fields.valueStart(pair);
        int length = fields.valueEnd(pair) - start;
        return length == 0 || (blanks == Blanks.PHP_EMPTY && length == 1 && fields.text()[start] == '0');
    }

    /** Whether the value 0 leaves no trace in the text. */
    boolean dropsZeros() {
        return blanks == Blanks.PHP_EMPTY;
    }

    /** Whether a received parameter may not have that name, since the secret has it. */
    boolean isSecretName(Fields fields, int pair) {
        return secret != null && secret.as() == SecretPlace.PARAMETER && fields.compareName(pair, secretName) == 0;
    }

    private void parameter(boolean first, byte[] secretText, TextSink out) {
        if (!first) {
            out.write(AND);
        }
        out.write(secretName);
        out.write(IS);
        out.write(secretText);
    }

    private static void value(Fields fields, int pair, TextSink out) {
        if (pair != Fields.ABSENT) {
            int start = fields.valueStart(pair);
            out.write(fields.text(), start, fields.valueEnd(pair) - start);
        }
    }

    private void open(byte[] secretText, TextSink out) {
        if (secret != null && secret.as() == SecretPlace.PREFIX) {
            around(secretText, out);
        }
    }

    private void close(byte[] secretText, TextSink out) {
        if (secret != null && secret.as() == SecretPlace.SUFFIX) {
            around(secretText, out);
        }
    }

    private void around(byte[] secretText, TextSink out) {
        out.write(before);
        out.write(secretText);
        out.write(after);
    }
}
