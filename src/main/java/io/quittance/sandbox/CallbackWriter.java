package io.quittance.sandbox;

import io.quittance.sandbox.Message.Trick;
import java.util.Map;
import java.util.Objects;

/** Writes the body of a message for one try: signed by its gateway, or what a forger makes of it. */
final class CallbackWriter {
    private final Map<Gateway, CallbackForms> honest;
    private final Map<Gateway, CallbackForms> forger;

    /**
     * @param honest each gateway's forms with the account's credentials
     * @param forger the same forms with credentials that are not the account's
     */
    CallbackWriter(Map<Gateway, CallbackForms> honest, Map<Gateway, CallbackForms> forger) {
        this.honest = Map.copyOf(honest);
        this.forger = Map.copyOf(forger);
    }

    /** The body of that try, form-encoded. */
    String body(Message message, Freshness fresh) {
        return form(message, fresh).encoded();
    }

    /** The fields of that try. */
    Form form(Message message, Freshness fresh) {
        Map<Gateway, CallbackForms> signers = message.trick() == Trick.WRONG_KEY ? forger : honest;
        CallbackForms forms = Objects.requireNonNull(signers.get(message.gateway()), "a gateway without credentials");
        Form form = forms.signed(message.callback(), fresh);
        return tampered(form, message);
    }

    private static Form tampered(Form form, Message message) {
        Gateway gateway = message.gateway();
        return switch (message.trick()) {
            case NONE, WRONG_KEY -> form;
            case AMOUNT_RAISED -> form.with(gateway.paidField(), "1" + form.text(gateway.paidField()));
            case ORDER_SWAPPED -> form.with(gateway.orderField(), form.text(gateway.orderField()) + "X");
            case SIGNATURE_LEFT_OUT -> form.without(gateway.signatureField());
        };
    }
}
