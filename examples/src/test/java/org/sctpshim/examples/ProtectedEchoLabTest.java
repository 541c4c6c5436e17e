package org.sctpshim.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sctpshim.examples.lab.LabHost;
import org.sctpshim.examples.lab.LabProcess;

/** The README's program, with its server. */
@Tag("lab")
class ProtectedEchoLabTest {
    @AutoClose
    private final LabHost alpha = LabHost.alpha();

    @AutoClose
    private final LabHost beta = LabHost.beta();

    @Test
    void theSentenceComesBackAndTheServerKnowsWhoSaidIt(@TempDir Path folder) throws IOException {
        String key =
                Files.writeString(folder.resolve("psk"), "a secret of both").toString();
        LabProcess server = beta.startJava(ProtectedEchoServer.class, key);
        server.awaitLine("Listening");
        LabProcess client = alpha.startJava(ProtectedEcho.class, key);
        client.awaitLine("Hello over ESP");
        assertThat(server.awaitLine("Association of")).contains("alpha.example");
        assertThat(client.exitStatus(LabHost.PATIENCE)).isZero();
        assertThat(server.exitStatus(LabHost.PATIENCE)).isZero();
    }
}
