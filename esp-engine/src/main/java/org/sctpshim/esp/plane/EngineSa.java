package org.sctpshim.esp.plane;

import org.sctpshim.esp.OutboundSa;
import org.sctpshim.esp.SaParameters;
import org.sctpshim.esp.SecurityAssociation;

/** An SA of the ESP engine. */
record EngineSa(SecurityAssociation sa) implements PlaneSa {

    @Override
    public int spi() {
        return sa.spi();
    }

    @Override
    public Direction direction() {
        return sa instanceof OutboundSa ? Direction.OUTBOUND : Direction.INBOUND;
    }

    @Override
    public PlanePath path() {
        SaParameters parameters = sa.parameters();
        return direction() == Direction.OUTBOUND
                ? new PlanePath(parameters.source(), parameters.destination())
                : new PlanePath(parameters.destination(), parameters.source());
    }
}
