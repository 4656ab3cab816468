package io.quittance.sandbox;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What Quittance answered to a placing.
 *
 * @param status of HTTP; 0: no answer came
 * @param retryAfterSeconds what the answer asks to wait, 0 where it says nothing
 * @param body as it came
 */
record PlacingReply(int status, int retryAfterSeconds, String body) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String STATE = "/placing/state";
    private static final String ACTION = "/placing/form/action";
    private static final String FIELDS = "/placing/form/fields/";

    /** A form that the payer's browser is to post. */
    record Page(URI action, Form form) {}

    /** Whether the placing is answered, if only by saying that nobody knows. */
    boolean isAnswered() {
        return status == 200 || status == 202;
    }

    /** What the answer says that became of the placing. */
    PlacingState state() {
        String state = texts().get(STATE);
        if (state == null) {
            throw new IllegalStateException("Quittance answered a placing without its state: " + body);
        }
        return PlacingState.valueOf(state);
    }

    /** The form in the answer, or null where there is nothing for a browser to do. */
    @Nullable Page page() {
        Form form = new Form();
        String action = null;
        for (Map.Entry<String, String> text : texts().entrySet()) {
            if (text.getKey().equals(ACTION)) {
                action = text.getValue();
            } else if (text.getKey().startsWith(FIELDS)) {
                form.with(text.getKey().substring(FIELDS.length()), text.getValue());
            }
        }
        return action == null ? null : new Page(URI.create(action), form);
    }

    /** Every text of the document by its place. */
    private Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    texts.put(parser.streamReadContext().pathAsPointer().toString(), parser.getString());
                }
            }
        } catch (JacksonException e) {
            throw new IllegalStateException("Quittance answered a placing with what is no JSON: " + body, e);
        }
        return texts;
    }
}
