package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECParameterSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sctpshim.ike.auth.CertificateAuthentication;
import org.sctpshim.ike.auth.CertificateCredential;
import org.sctpshim.ike.auth.RsaPadding;
import org.sctpshim.ike.auth.TestAuthority;
import org.sctpshim.ike.auth.TestKey;
import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.ike.sa.PostquantumKey;
import org.sctpshim.ike.wire.Bytes;

/** What is left of long-term keys once their host is closed, and what is printed of them before and after. */
class WipedSecretsTest {
    private static final TestAuthority ROOT = TestAuthority.root("wiping root");
    private static final CertificateAuthentication TRUSTED =
            new CertificateAuthentication(ROOT.trusted().build());

    /** A key that can be destroyed, as those of hardware modules and unlike the platform's own. */
    private static final class DestroyableKey implements ECPrivateKey {
        private static final long serialVersionUID = 1;

        private final transient ECPrivateKey inner;
        private boolean destroyed;

        DestroyableKey(KeyPair keys) {
            inner = (ECPrivateKey) keys.getPrivate();
        }

        @Override
        public BigInteger getS() {
            return inner.getS();
        }

        @Override
        public ECParameterSpec getParams() {
            return inner.getParams();
        }

        @Override
        public String getAlgorithm() {
            return inner.getAlgorithm();
        }

        @Override
        public String getFormat() {
            return inner.getFormat();
        }

        @Override
        public byte[] getEncoded() {
            return inner.getEncoded();
        }

        @Override
        public void destroy() {
            destroyed = true;
        }
    }

    private final KeyPair pair = TestKey.P256.pair("to be destroyed");
    private final DestroyableKey key = new DestroyableKey(pair);
    private final CertificateCredential own = CertificateCredential.of(
            key, List.of(ROOT.issue("CN=alpha").dns("alpha.example").issue(pair.getPublic())));

    @Test
    void keysSharedWithPeersAreWiped() {
        HostSetup setup = HostSetup.alpha();
        SecretBytes postquantum = SecretBytes.copyOf(
                Bytes.utf8("a postquantum key of thirty-two o").toArray());
        setup.postquantumKey = Optional.of(new PostquantumKey(Bytes.utf8("ppk"), postquantum, true));
        HostParameters parameters = setup.parameters();
        assertThat(parameters.toString()).doesNotContain(HostSetup.KEY, "a postquantum key");

        parameters.wipe();

        assertThat(setup.key.isWiped()).isTrue();
        assertThat(postquantum.isWiped()).isTrue();
        assertThat(parameters.toString())
                .contains("SecretBytes(28 octets, wiped)", "SecretBytes(33 octets, wiped)")
                .doesNotContain(HostSetup.KEY, "a postquantum key");
    }

    @Test
    void aPrivateKeyIsDestroyedAndSignsNothingAnyMoreInAnyWay() {
        HostSetup setup = HostSetup.alpha().certificates(TRUSTED, own.signingWith(RsaPadding.PKCS1));
        setup.parameters().wipe();
        assertThat(key.destroyed).isTrue();

        Ladder ladder = new Ladder(
                HostSetup.alpha().certificates(TRUSTED, own),
                HostSetup.beta()
                        .certificates(
                                TRUSTED,
                                ROOT.issue("CN=beta").dns("beta.example").credential(TestKey.P256)));
        ladder.alpha.opens();
        ladder.settle();
        assertThat(ladder.alpha.lastEnd())
                .isEqualTo(
                        "this host cannot authenticate to peer \"beta\": the key of CertificateCredential(\"CN=alpha\")"
                                + " does not sign: the private key is wiped");
    }

    @Test
    void aKeyThatThePlatformCannotDestroyIsLetGoOfAllTheSame() {
        CertificateCredential platform =
                ROOT.issue("CN=alpha").dns("alpha.example").credential(TestKey.RSA_2048);
        platform.close();
        platform.close();
        Ladder ladder = new Ladder(
                HostSetup.alpha().certificates(TRUSTED, platform),
                HostSetup.beta()
                        .certificates(
                                TRUSTED,
                                ROOT.issue("CN=beta").dns("beta.example").credential(TestKey.P256)));
        ladder.alpha.opens();
        ladder.settle();
        assertThat(ladder.alpha.lastEnd()).endsWith("does not sign: the private key is wiped");
    }
}
