/** Programs that show the library at work, each as small as its subject allows. */
@NullMarked
package org.sctpshim.examples;

import org.jspecify.annotations.NullMarked;
