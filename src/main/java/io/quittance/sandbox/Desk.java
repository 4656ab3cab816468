package io.quittance.sandbox;

/** The endpoints of one gateway, as its document describes them. */
interface Desk {

    /** Answers a request to one of them; 404 where there is none. */
    WebAnswer serve(WebRequest request);
}
