package io.quittance.sandbox;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A merchant's account at one imitated gateway, with what both sides sign with. */
public final class SandboxAccount {
    private static final long OPENING_MINOR = 100_000_000;

    private final String name;
    private final Gateway gateway;
    private final Credentials credentials;
    private final @Nullable PublicKey merchantKey;
    private final long openingMinor;

    private SandboxAccount(
            String name, Gateway gateway, Credentials credentials, @Nullable PublicKey merchantKey, long openingMinor) {
        this.name = name;
        this.gateway = gateway;
        this.credentials = credentials;
        this.merchantKey = merchantKey;
        this.openingMinor = openingMinor;
    }

    /**
     * An account whose both sides share one secret: jings' token, zonghe's secret, the key of juhe and lianhe.
     *
     * @param name the name in the ledger, and in the settings of Quittance
     * @param merchant the merchant's number at the gateway
     */
    public static SandboxAccount sharing(String name, Gateway gateway, String merchant, String secret) {
        if (gateway == Gateway.YIJUHE) {
            throw new IllegalArgumentException("an account at yijuhe needs RSA keys");
        }
        return new SandboxAccount(name, gateway, new Credentials(merchant, secret, null), null, OPENING_MINOR);
    }

    /**
     * An account at yijuhe.
     *
     * @param merchantPublicKey what the merchant's requests verify with: header-less base64 DER (X.509)
     * @param platformPrivateKey what the gateway signs with: header-less base64 DER (PKCS#8)
     * @throws IllegalArgumentException where a key is none; the message does not show it
     */
    public static SandboxAccount yijuhe(
            String name, String merchant, String md5Key, String merchantPublicKey, String platformPrivateKey) {
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            Base64.Decoder base64 = Base64.getDecoder();
            PublicKey ofMerchant = rsa.generatePublic(new X509EncodedKeySpec(base64.decode(merchantPublicKey)));
            PrivateKey ofPlatform = rsa.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(platformPrivateKey)));
            var credentials = new Credentials(merchant, md5Key, ofPlatform);
            return new SandboxAccount(name, Gateway.YIJUHE, credentials, ofMerchant, OPENING_MINOR);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a key of the account " + name + " is no RSA key in base64 DER", e);
        }
    }

    /** The same account with so many fen in it at the start. */
    public SandboxAccount withBalance(long minor) {
        return new SandboxAccount(name, gateway, credentials, merchantKey, minor);
    }

    /** The name in the ledger, and in the settings of Quittance. */
    public String name() {
        return name;
    }

    /** The gateway that it is at. */
    public Gateway gateway() {
        return gateway;
    }

    /** The merchant's number at the gateway. */
    public String merchant() {
        return credentials.merchant();
    }

    /** Fen in the account at the start. */
    long openingMinor() {
        return openingMinor;
    }

    /** What the gateway signs with, and the shared secret. */
    Credentials credentials() {
        return credentials;
    }

    /** What requests of a merchant of yijuhe verify with. */
    PublicKey merchantKey() {
        return Objects.requireNonNull(merchantKey, "only yijuhe has requests that verify with a public key");
    }

    @Override
    public String toString() {
        return "SandboxAccount[" + name + " at " + gateway.dialect() + "]";
    }
}
