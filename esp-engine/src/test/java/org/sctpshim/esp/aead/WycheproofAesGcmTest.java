package org.sctpshim.esp.aead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * All Wycheproof AES-GCM cases with the nonce of 12 octets that ESP uses. The vectors are not part of the repository: they
 * are looked for in {@code ../shared/vectors/wycheproof} beside it, or where the system property {@code
 * sctpshim.vectors} says.
 */
class WycheproofAesGcmTest {

    private static final Pattern GROUP_OR_CASE = Pattern.compile(
            "\"ivSize\"\\s*:\\s*(\\d+)|\\{([^{}\\[\\]]*\"tcId\"[^{}\\[\\]]*(?:\\[[^\\]]*\\][^{}\\[\\]]*)?)\\}");
    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\"\\s*:\\s*\"?([^\",\\[\\]]*)\"?");

    @Test
    void every_case_with_a_12_octet_nonce_ends_as_it_should() throws IOException {
        Path file = folder().resolve("aes_gcm_test.json");
        assumeTrue(Files.isReadable(file), "skipped: no Wycheproof vectors at " + file);
        Matcher matcher = GROUP_OR_CASE.matcher(Files.readString(file));
        int nonceBits = 0;
        int cases = 0;
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                nonceBits = Integer.parseInt(matcher.group(1));
            } else if (nonceBits == AeadAlgorithm.NONCE_BYTES * 8) {
                check(fields(matcher.group(2)));
                cases++;
            }
        }
        assertThat(cases).as("cases in the file").isGreaterThanOrEqualTo(197);
    }

    private static void check(Map<String, String> test) {
        OneJob job = new OneJob(new JdkAeadProvider(), field(test, "key"), field(test, "iv"), field(test, "aad"));
        String sealed = field(test, "ct") + field(test, "tag");
        if (field(test, "result").equals("valid")) {
            assertThat(job.seal(field(test, "msg"))).as("case %s", test).isEqualTo(sealed);
            assertThat(job.open(sealed)).as("case %s", test).isEqualTo(field(test, "msg"));
        } else {
            assertThat(job.open(sealed)).as("case %s", test).isEqualTo("refused");
        }
    }

    private static Map<String, String> fields(String json) {
        Map<String, String> fields = new HashMap<>();
        Matcher matcher = FIELD.matcher(json);
        while (matcher.find()) {
            fields.put(matcher.group(1), matcher.group(2));
        }
        return fields;
    }

    private static String field(Map<String, String> test, String name) {
        String value = test.get(name);
        if (value == null) {
            throw new AssertionError("no " + name + " in " + test);
        }
        return value;
    }

    private static Path folder() {
        String configured = System.getProperty("sctpshim.vectors");
        if (configured != null) {
            return Path.of(configured);
        }
        // Surefire runs in the module's folder; the repository root is its parent.
        return Path.of("..", "..", "shared", "vectors", "wycheproof")
                .toAbsolutePath()
                .normalize();
    }
}
