package org.sctpshim.shim.metrics;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.sctpshim.shim.status.SecurityStatus;
import org.sctpshim.shim.status.SecurityView;

/** A view that shows what a test says, and counts how often it was asked. */
final class ScriptedView implements SecurityView {
    private SecurityStatus status;
    private @Nullable Exception failure;
    private int readings;

    ScriptedView(SecurityStatus status) {
        this.status = status;
    }

    void shows(SecurityStatus next) {
        status = next;
        failure = null;
    }

    void fails(Exception next) {
        failure = next;
    }

    int readings() {
        return readings;
    }

    @Override
    public SecurityStatus status() throws IOException {
        readings++;
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        return status;
    }
}
