package org.sctpshim.esp.plane;

/** Is told of events on a plane's own thread: it must hand them on and return at once, and may not throw. */
@FunctionalInterface
public interface PlaneListener {

    /** Something has happened. */
    void on(PlaneEvent event);
}
