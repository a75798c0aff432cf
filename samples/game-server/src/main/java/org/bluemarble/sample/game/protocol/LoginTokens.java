package org.bluemarble.sample.game.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bluemarble.sample.game.economy.PlayerId;

/**
 * Login tokens as an account service would give them out: a keyed hash of the player's name. The shard checks them with
 * the shared secret alone, without asking anyone. Thread-safe.
 */
public final class LoginTokens {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /**
     * Creates tokens of one secret.
     *
     * @param secret shared by shard and account service, not empty
     * @throws IllegalArgumentException if {@code secret} is empty
     */
    public LoginTokens(String secret) {
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("secret was empty but must have at least one character");
        }
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** {@return this player's token, 64 hexadecimal digits} */
    public String tokenFor(PlayerId player) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(player.name().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** {@return whether {@code token} is this player's} Takes the same time whichever digit is wrong. */
    public boolean isValid(PlayerId player, String token) {
        return MessageDigest.isEqual(
                tokenFor(player).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
