package org.sctpshim.shim.credentials;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Private keys in PKCS#8, in clear or encrypted by PBES2 (RFC 5958, RFC 8018). */
final class Pkcs8 {
    private static final List<String> KINDS = List.of("RSA", "EC", "Ed25519", "RSASSA-PSS");

    private Pkcs8() {}

    static PrivateKey read(Path file, PemBlock block, char[] password) throws IOException {
        return switch (block.label()) {
            case "PRIVATE KEY" -> key(file, block.content());
            case "ENCRYPTED PRIVATE KEY" -> decrypted(file, block.content(), password);
            default ->
                throw new IOException(file + " has a key in an old format (" + block.label()
                        + "): convert it with \"openssl pkcs8 -topk8 -in " + file + " -out new.pem\"");
        };
    }

    private static PrivateKey key(Path file, byte[] content) throws IOException {
        PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(content);
        try {
            for (String kind : KINDS) {
                try {
                    return KeyFactory.getInstance(kind).generatePrivate(encoded);
                } catch (InvalidKeySpecException e) {
                    // It is of another kind.
                }
            }
        } catch (GeneralSecurityException e) {
            throw PemFiles.unreadable(file, "this Java platform cannot read its key", e);
        }
        throw new IOException(file + " has a key that is damaged, or neither RSA, ECDSA nor Ed25519");
    }

    private static EncryptedPrivateKeyInfo encrypted(Path file, byte[] content) throws IOException {
        try {
            return new EncryptedPrivateKeyInfo(content);
        } catch (IOException e) {
            throw new IOException(
                    file
                            + " is damaged, or encrypted in a way that this Java platform does not know (\"openssl req\" uses"
                            + " 3DES): encrypt it anew with \"openssl pkcs8 -topk8 -v2 aes256 -in " + file
                            + " -out new.pem\"",
                    e);
        }
    }

    private static PrivateKey decrypted(Path file, byte[] content, char[] password) throws IOException {
        if (password.length == 0) {
            throw new IOException(file + " is encrypted: give its password");
        }
        PBEKeySpec secret = new PBEKeySpec(password);
        try {
            EncryptedPrivateKeyInfo info = encrypted(file, content);
            // The platform names what PBES2 is made of by its parameters only.
            boolean pbes2 =
                    info.getAlgName().equals("PBES2") || info.getAlgName().equals("1.2.840.113549.1.5.13");
            String algorithm = pbes2 ? info.getAlgParameters().toString() : info.getAlgName();
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(secret),
                    info.getAlgParameters());
            byte[] clear = cipher.doFinal(info.getEncryptedData());
            try {
                return key(file, clear);
            } finally {
                Arrays.fill(clear, (byte) 0);
            }
        } catch (GeneralSecurityException e) {
            throw PemFiles.unreadable(
                    file,
                    "its key cannot be decrypted: is the password right? If it is, encrypt it anew with"
                            + " \"openssl pkcs8 -topk8 -v2 aes256\"",
                    e);
        } finally {
            secret.clearPassword();
        }
    }
}
