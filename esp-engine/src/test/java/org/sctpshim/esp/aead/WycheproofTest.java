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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All Wycheproof cases with the nonce of 12 octets that ESP uses, on every provider. The vectors are not part of the
 * repository: they are looked for in {@code ../shared/vectors/wycheproof} beside it, or where the system property {@code
 * sctpshim.vectors} says.
 */
class WycheproofTest {

    private static final Pattern GROUP_OR_CASE = Pattern.compile(
            "\"ivSize\"\\s*:\\s*(\\d+)|\\{([^{}\\[\\]]*\"tcId\"[^{}\\[\\]]*(?:\\[[^\\]]*\\][^{}\\[\\]]*)?)\\}");
    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\"\\s*:\\s*\"?([^\",\\[\\]]*)\"?");
    private static final int NONCE_BITS = 96;

    @ParameterizedTest
    @MethodSource("org.sctpshim.esp.aead.Providers#all")
    void every_aes_gcm_case_ends_as_it_should(AeadProvider provider) throws IOException {
        int cases = check(provider, "aes_gcm_test.json", AeadConstruction.GCM);
        assertThat(cases).as("cases in the file").isGreaterThanOrEqualTo(197);
    }

    @ParameterizedTest
    @MethodSource("org.sctpshim.esp.aead.Providers#all")
    void every_gmac_case_ends_as_it_should(AeadProvider provider) throws IOException {
        int cases = check(provider, "aes_gmac_test.json", AeadConstruction.GMAC);
        assertThat(cases).as("cases in the file").isEqualTo(207);
    }

    @ParameterizedTest
    @MethodSource("org.sctpshim.esp.aead.Providers#all")
    void every_chacha20_poly1305_case_ends_as_it_should(AeadProvider provider) throws IOException {
        int cases = check(provider, "chacha20_poly1305_test.json", AeadConstruction.CHACHA20_POLY1305_AEAD);
        assertThat(cases).as("cases in the file").isEqualTo(316);
    }

    private static int check(AeadProvider provider, String name, AeadConstruction construction) throws IOException {
        Path file = folder().resolve(name);
        assumeTrue(Files.isReadable(file), "skipped: no Wycheproof vectors at " + file);
        Matcher matcher = GROUP_OR_CASE.matcher(Files.readString(file));
        int nonceBits = 0;
        int cases = 0;
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                nonceBits = Integer.parseInt(matcher.group(1));
            } else if (nonceBits == NONCE_BITS) {
                check(provider, construction, fields(matcher.group(2)));
                cases++;
            }
        }
        return cases;
    }

    private static void check(AeadProvider provider, AeadConstruction construction, Map<String, String> test) {
        String key = field(test, "key");
        // A MAC's case has a message that stays in clear, and no additional data.
        boolean mac = construction == AeadConstruction.GMAC;
        OneJob job = new OneJob(
                provider,
                OneJob.aes(construction, key.length()),
                key,
                field(test, "iv"),
                mac ? "" : field(test, "aad"));
        String sealed = field(test, mac ? "msg" : "ct") + field(test, "tag");
        if (field(test, "result").equals("invalid")) {
            assertThat(job.open(sealed)).as("case %s", test).isEqualTo("refused");
        } else {
            assertThat(job.seal(field(test, "msg"))).as("case %s", test).isEqualTo(sealed);
            assertThat(job.open(sealed)).as("case %s", test).isEqualTo(field(test, "msg"));
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
