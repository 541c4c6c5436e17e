package org.sctpshim.ike.crypto;

import java.util.List;

/** All key exchange methods that we have. There is none below 112 bits of strength. */
final class SupportedKeyExchanges {
    static final List<KeyExchange> ALL = List.of(
            X25519KeyExchange.INSTANCE,
            new EcpKeyExchange(EcpGroup.P_256),
            new EcpKeyExchange(EcpGroup.P_384),
            new EcpKeyExchange(EcpGroup.P_521),
            new ModpKeyExchange(ModpGroup.MODP_2048),
            new ModpKeyExchange(ModpGroup.MODP_3072),
            new ModpKeyExchange(ModpGroup.MODP_4096),
            MlKem768KeyExchange.INSTANCE);

    private SupportedKeyExchanges() {}
}
