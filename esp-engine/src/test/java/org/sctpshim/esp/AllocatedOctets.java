package org.sctpshim.esp;

/**
 * How much the current thread has allocated. By reflection, since the library's module does not read the management
 * modules and should not for a test's sake.
 */
final class AllocatedOctets {

    private AllocatedOctets() {}

    static long byThisThread() {
        try {
            Object bean = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getThreadMXBean")
                    .invoke(null);
            Object octets = Class.forName("com.sun.management.ThreadMXBean")
                    .getMethod("getCurrentThreadAllocatedBytes")
                    .invoke(bean);
            if (octets instanceof Long count) {
                return count;
            }
            throw new AssertionError("this Java runtime does not count allocations");
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("this Java runtime does not count allocations", e);
        }
    }
}
