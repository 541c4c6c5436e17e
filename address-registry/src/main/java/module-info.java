/** Addresses and paths of SCTP associations, and the IKEv2 and MOBIKE that authorise and key them. */
module org.sctpshim.registry {
    requires static transitive org.jspecify;
    requires org.bouncycastle.provider;

    exports org.sctpshim.ike.auth;
    exports org.sctpshim.ike.crypto;
    exports org.sctpshim.ike.wire;
    exports org.sctpshim.ike.sa;
    exports org.sctpshim.ike.endpoint;
    exports org.sctpshim.ike.exchange;
    exports org.sctpshim.ike.session;
    exports org.sctpshim.ike.host;
    exports org.sctpshim.registry;
}
