package io.quittance.sandbox;

import java.util.Map;

/** Signs the fields of one gateway's callback; the fields are decoded text, the signature field may be among them. */
interface GatewaySigner {

    /** The text for the signature field. */
    String sign(Map<String, String> fields);
}
