/** Protected multihomed SCTP associations for Java programs. */
@SuppressWarnings("requires-automatic")
module org.sctpshim.shim {
    requires static org.jspecify;
    requires jdk.sctp;
    requires micrometer.core;
    requires transitive org.sctpshim.registry;
    requires transitive org.sctpshim.esp;
}
