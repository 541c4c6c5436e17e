package org.sctpshim.shim.ipsec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.sctpshim.ike.crypto.ChildSaKey;
import org.sctpshim.ike.crypto.CipherSpec;
import org.sctpshim.ike.crypto.SecretBytes;

class WiresharkEspTableTest {
    @Test
    void an_aead_has_key_and_salt_in_one_and_no_integrity_key() throws UnknownHostException {
        assertThat(line("10.1.0.1", "10.1.0.2", CipherSpec.AES_GCM_16_128))
                .isEqualTo("\"IPv4\",\"10.1.0.1\",\"10.1.0.2\",\"0x0000abcd\",\"AES-GCM with 16 octet ICV [RFC4106]\","
                        + "\"0x000102030405060708090a0b0c0d0e0f10111213\",\"NULL\",\"\",\"64-bit\",\"0\"");
    }

    @Test
    void a_cipher_and_its_hmac_have_a_key_each() throws UnknownHostException {
        assertThat(line("fd00::1", "fd00::2", CipherSpec.AES_CBC_128_HMAC_SHA2_256))
                .startsWith("\"IPv6\",")
                .endsWith("\"AES-CBC [RFC3602]\",\"0x000102030405060708090a0b0c0d0e0f\",\"HMAC-SHA-256-128 [RFC4868]\","
                        + "\"0x101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f\",\"64-bit\",\"0\"");
    }

    /** Wireshark refuses a table with a name it does not know, and all other lines with it. */
    @Test
    void a_cipher_that_wireshark_cannot_decrypt_is_a_comment() throws UnknownHostException {
        assertThat(line("10.1.0.1", "10.1.0.2", CipherSpec.CHACHA20_POLY1305)).startsWith("# ");
    }

    private static String line(String source, String destination, CipherSpec cipher) throws UnknownHostException {
        byte[] material = new byte[cipher.materialOctets()];
        for (int i = 0; i < material.length; i++) {
            material[i] = (byte) i;
        }
        return WiresharkEspTable.line(
                InetAddress.getByName(source),
                InetAddress.getByName(destination),
                0xabcd,
                new ChildSaKey(cipher, SecretBytes.adopt(material)),
                true);
    }
}
