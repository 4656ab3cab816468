package io.quittance.gateways;

import io.quittance.gateways.DialectDefinition.CredentialKind;
import io.quittance.gateways.DialectDefinition.Recipe;
import io.quittance.gateways.DialectDefinition.Rsa;
import io.quittance.gateways.DialectDefinition.RsaOver;
import io.quittance.gateways.DialectDefinition.Secret;
import io.quittance.gateways.DialectDefinition.SecretPlace;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a signature recipe must be to mean something: its credentials exist, and nobody without them could sign. */
final class RecipeRules {
    private final Map<String, CredentialKind> credentials;
    private final Faults faults;

    RecipeRules(Map<String, CredentialKind> credentials, Faults faults) {
        this.credentials = credentials;
        this.faults = faults;
    }

    void check(String name, Recipe recipe) {
        String pointer = "/recipes/" + Faults.escaped(name);
        Secret secret = recipe.secret();
        if (secret != null) {
            checkSecret(pointer + "/secret", secret);
        }
        if (recipe.digest().keyed()) {
            credential(pointer + "/hmacKey", recipe.hmacKey(), CredentialKind.SECRET);
        } else if (recipe.hmacKey() != null) {
            faults.add(pointer + "/hmacKey", "only a digest that begins with hmac- has a key");
        }
        Rsa rsa = recipe.rsa();
        if (rsa != null) {
            checkRsa(pointer, recipe, rsa);
        } else if (recipe.digest() == DigestWord.NONE) {
            faults.add(pointer + "/digest", "without rsa there must be a digest");
        } else if (secret == null && !recipe.digest().keyed()) {
            faults.add(pointer, "without a secret, an hmac- digest or rsa anybody could sign");
        }
    }

    private void checkSecret(String pointer, Secret secret) {
        credential(pointer + "/credential", secret.credential(), CredentialKind.SECRET);
        if (secret.as() == SecretPlace.PARAMETER && secret.name().isEmpty()) {
            faults.add(pointer, "a secret that is a parameter needs a name");
        }
    }

    private void checkRsa(String pointer, Recipe recipe, Rsa rsa) {
        if (rsa.over() == RsaOver.DIGEST && recipe.digest() == DigestWord.NONE) {
            faults.add(pointer + "/digest", "rsa over the digest needs a digest");
        }
        if (rsa.over() == RsaOver.TEXT && recipe.digest() != DigestWord.NONE) {
            faults.add(pointer + "/digest", "rsa over the text has no digest of its own: write none");
        }
        if (rsa.publicKey() == null && rsa.privateKey() == null) {
            faults.add(pointer + "/rsa", "rsa needs the credential that verifies, the one that signs, or both");
        }
        if (rsa.publicKey() != null) {
            credential(pointer + "/rsa/verify", rsa.publicKey(), CredentialKind.RSA_PUBLIC_KEY);
        }
        if (rsa.privateKey() != null) {
            credential(pointer + "/rsa/sign", rsa.privateKey(), CredentialKind.RSA_PRIVATE_KEY);
        }
    }

    private void credential(String pointer, @Nullable String name, CredentialKind kind) {
        if (name == null) {
            faults.add(pointer, "names no credential");
        } else if (!credentials.containsKey(name)) {
            faults.addUnknown(pointer, "credential", name, credentials.keySet());
        } else if (credentials.get(name) != kind) {
            faults.add(pointer, "the credential " + name + " is of another kind");
        }
    }
}
