/** Protected multihomed SCTP associations for Java programs. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module org.sctpshim.shim {
    requires static transitive org.jspecify;
    requires transitive jdk.sctp;
    requires transitive micrometer.core;
    requires transitive org.sctpshim.registry;
    requires transitive org.sctpshim.esp;

    exports org.sctpshim.shim;
    exports org.sctpshim.shim.channel;
    exports org.sctpshim.shim.credentials;
    exports org.sctpshim.shim.kernel;
    exports org.sctpshim.shim.metrics;
    exports org.sctpshim.shim.protection;
    exports org.sctpshim.shim.status;
}
