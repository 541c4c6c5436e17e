package org.sctpshim.examples.lab;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * When a test fails, adds to its report all that the programs on the test's {@link LabHost}s had written: a daemon that
 * was not asked by the test knows best what went wrong.
 */
public final class TellsWhatHostsSaid
        implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {
    /** The evidence; its own stack trace would tell nothing. */
    private static final class HostsSaid extends AssertionError {
        private static final long serialVersionUID = 1L;

        HostsSaid(String transcripts) {
            super(transcripts);
            setStackTrace(new StackTraceElement[0]);
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained(context, failure);
    }

    private static Throwable explained(ExtensionContext context, Throwable failure) throws IllegalAccessException {
        List<String> transcripts = new ArrayList<>();
        Object test = context.getRequiredTestInstance();
        for (Class<?> type = test.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getType() == LabHost.class) {
                    field.setAccessible(true);
                    transcripts.add(((LabHost) field.get(test)).outputs());
                }
            }
        }
        failure.addSuppressed(new HostsSaid(String.join("\n", transcripts)));
        return failure;
    }
}
