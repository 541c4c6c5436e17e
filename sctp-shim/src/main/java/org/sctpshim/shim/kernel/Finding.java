package org.sctpshim.shim.kernel;

/**
 * What a check found.
 *
 * @param severity how bad it is
 * @param sentence one sentence for a person: what is the matter and what to do
 */
public record Finding(Severity severity, String sentence) {
    /** How bad a finding is. */
    public enum Severity {
        /** Nothing will work until it is put right. */
        FAILURE,
        /** Works, but not as one would expect, or not always. */
        WARNING,
        /** Good to know. */
        NOTE
    }

    static Finding failure(String sentence) {
        return new Finding(Severity.FAILURE, sentence);
    }

    static Finding warning(String sentence) {
        return new Finding(Severity.WARNING, sentence);
    }

    static Finding note(String sentence) {
        return new Finding(Severity.NOTE, sentence);
    }

    @Override
    public String toString() {
        return severity + ": " + sentence;
    }
}
