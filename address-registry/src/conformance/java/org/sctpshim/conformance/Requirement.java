package org.sctpshim.conformance;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The rows of the conformance ledger that a test shows to hold.
 *
 * <p>A row is named by its document and its id, {@code "RFC 4555 M16"} or {@code "RFC 7296 2.3-1"}; the rows stand in
 * {@code docs/conformance}, one file a document. A whole section may be named too, {@code "RFC 7296 2.3"}: the ledger
 * then lists the test beside the section, and no row is thereby shown. On a class it speaks of all its tests.
 *
 * <p>The build fails where a name is no row's and no section's.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Requirement {
    /** The rows. */
    String[] value();
}
