/** IPsec ESP in transport mode: the engine, its AEAD providers and its data planes. */
@SuppressWarnings("requires-automatic")
module org.sctpshim.esp {
    requires static transitive org.jspecify;
    requires org.bouncycastle.provider;
    requires com.sun.jna;

    exports org.sctpshim.esp;
    exports org.sctpshim.esp.aead;
    exports org.sctpshim.esp.plane;
}
