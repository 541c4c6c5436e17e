package org.sctpshim.shim.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sctpshim.ike.auth.CertificateCredential;
import org.sctpshim.ike.auth.TrustAnchors;
import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.shim.Peer;
import org.sctpshim.shim.SctpShim;

/** Keys and certificates from files that the JDK's own keytool made. */
class CredentialFilesTest {
    private static final String PASSWORD = "a password";

    @TempDir
    static Path folder;

    private static Path p12;

    @BeforeAll
    static void make() throws Exception {
        p12 = keytool("alpha", "EC", "secp256r1");
    }

    private static Path keytool(String name, String kind, String group) throws Exception {
        Path file = folder.resolve(name + kind + group + ".p12");
        String size = kind.equals("RSA") ? "-keysize" : "-groupname";
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        kind,
                        size,
                        group,
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name + ".example",
                        "-storetype",
                        "pkcs12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return file;
    }

    private static KeyStore.PrivateKeyEntry entry(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(Files.readAllBytes(file)), PASSWORD.toCharArray());
        String alias = store.aliases().nextElement();
        return (KeyStore.PrivateKeyEntry)
                store.getEntry(alias, new KeyStore.PasswordProtection(PASSWORD.toCharArray()));
    }

    private static Path pem(String name, String label, byte[] content) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                "some text before\n-----BEGIN " + label + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + label
                        + "-----\n");
    }

    @Test
    void aPkcs12FileGivesKeyAndCertificateAndItsPasswordIsWiped() throws Exception {
        char[] password = PASSWORD.toCharArray();
        CertificateCredential alpha = Pkcs12File.credential(p12, password);
        assertThat(alpha.holds(Identification.fqdn("alpha.example"))).isTrue();
        assertThat(alpha.holds(Identification.fqdn("beta.example"))).isFalse();
        assertThat(password).containsOnly('\0');
    }

    @Test
    void aWrongPasswordAndAMissingFileAreNamed() {
        char[] wrong = "wrong".toCharArray();
        assertThatThrownBy(() -> Pkcs12File.credential(p12, wrong))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(p12 + " cannot be opened: is it PKCS#12, and is the password right?");
        assertThat(wrong).containsOnly('\0');
        Path nowhere = folder.resolve("nowhere.p12");
        assertThatThrownBy(() -> Pkcs12File.credential(nowhere, new char[0]))
                .hasMessage("there is no file " + nowhere + ": correct the path");
        assertThatThrownBy(() -> Pkcs12File.certificates(p12, PASSWORD.toCharArray()))
                .hasMessageStartingWith(p12 + " has no trusted certificate");
    }

    @ParameterizedTest
    @CsvSource({"EC, secp384r1", "RSA, 2048", "EdDSA, ed25519"})
    void pemFilesHoldEveryKindOfKey(String kind, String group) throws Exception {
        KeyStore.PrivateKeyEntry entry = entry(keytool("alpha", kind, group));
        Path key = pem(kind + ".key", "PRIVATE KEY", entry.getPrivateKey().getEncoded());
        Path certificate =
                pem(kind + ".crt", "CERTIFICATE", entry.getCertificate().getEncoded());
        assertThat(PemFiles.credential(key, certificate).certificate()).isEqualTo(entry.getCertificate());
        assertThat(PemFiles.certificates(certificate)).hasSize(1);
    }

    /** The key was made and encrypted by OpenSSL 3, as "openssl pkcs8" does by default. */
    @Test
    void anEncryptedKeyNeedsItsPassword() throws Exception {
        Path key = resource("sealed-key.pem");
        Path certificate = resource("sealed-certificate.pem");
        char[] password = PASSWORD.toCharArray();
        assertThat(PemFiles.credential(key, password, certificate).toString())
                .isEqualTo("CertificateCredential(\"CN=sealed\")");
        assertThat(password).containsOnly('\0');
        assertThatThrownBy(() -> PemFiles.credential(key, certificate))
                .hasMessage(key + " is encrypted: give its password");
        assertThatThrownBy(() -> PemFiles.credential(key, "wrong".toCharArray(), certificate))
                .hasMessageStartingWith(key + ": its key cannot be decrypted: is the password right?");
        Path old = resource("sealed-3des-key.pem");
        assertThatThrownBy(() -> PemFiles.credential(old, PASSWORD.toCharArray(), certificate))
                .hasMessageStartingWith(
                        old + " is damaged, or encrypted in a way that this Java platform does not know")
                .hasMessageContaining("openssl pkcs8 -topk8 -v2 aes256 -in " + old);
    }

    private static Path resource(String name) throws IOException {
        try (InputStream in = CredentialFilesTest.class.getResourceAsStream(name)) {
            return Files.write(
                    folder.resolve(name), Objects.requireNonNull(in, name).readAllBytes());
        }
    }

    @Test
    void whatIsWrongWithAPemFileIsSaid() throws Exception {
        KeyStore.PrivateKeyEntry entry = entry(p12);
        Certificate other = entry(keytool("other", "EC", "secp256r1")).getCertificate();
        Path key = pem("right.key", "PRIVATE KEY", entry.getPrivateKey().getEncoded());
        Path wrong = pem("other.crt", "CERTIFICATE", other.getEncoded());
        assertThatThrownBy(() -> PemFiles.credential(key, wrong))
                .hasMessageContaining("the private key fits none of the 1 certificates");
        Path old = pem("old.key", "EC PRIVATE KEY", new byte[] {1});
        assertThatThrownBy(() -> PemFiles.credential(old, wrong))
                .hasMessageStartingWith(
                        old + " has a key in an old format (EC PRIVATE KEY): convert it with \"openssl");
        Path none = Files.writeString(folder.resolve("none.pem"), "nothing\n");
        assertThatThrownBy(() -> PemFiles.certificates(none)).hasMessageStartingWith(none + " is no PEM file");
        assertThatThrownBy(() -> PemFiles.certificates(key)).hasMessageStartingWith(key + " has no certificate");
        assertThatThrownBy(() -> PemFiles.crls(none)).hasMessageStartingWith(none + " has no revocation list");
    }

    // ---- What a shim is told of them ----

    private static TrustAnchors anchors() throws Exception {
        return TrustAnchors.named("test")
                .trust(List.of(
                        Pkcs12File.credential(p12, PASSWORD.toCharArray()).certificate()))
                .build();
    }

    @Test
    void aPeerThatShowsACertificateNeedsAShimThatHasOne() throws Exception {
        Peer beta = Peer.named("beta.example").certificate(anchors()).build();
        assertThatThrownBy(() ->
                        SctpShim.builder().identity("alpha.example").peer(beta).config())
                .hasMessage("peer beta.example is to see one of our certificates, and there is none:"
                        + " give credentials(...)");
        assertThat(SctpShim.builder()
                        .identity("alpha.example")
                        .credentials(Pkcs12File.credential(p12, PASSWORD.toCharArray()))
                        .peer(beta)
                        .config()
                        .credentials())
                .hasSize(1);
    }

    @Test
    void aPeerAuthenticatesInOneWay() throws Exception {
        SecretBytes key = SecretBytes.copyOf(new byte[] {1, 2, 3});
        assertThatThrownBy(() -> Peer.named("beta").preSharedKey(key).certificate(anchors()))
                .hasMessage("peer beta authenticates by a pre-shared key or by certificates: choose one of both");
    }
}
