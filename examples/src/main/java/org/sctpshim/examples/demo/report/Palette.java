package org.sctpshim.examples.demo.report;

import java.awt.Color;
import java.awt.Font;
import org.sctpshim.examples.demo.capture.PacketKind;

/** Colours and fonts of the pictures. Red is kept for what must not be: clear SCTP, and for the cut. */
final class Palette {
    static final Color INK = new Color(0x22, 0x2b, 0x36);
    static final Color FAINT = new Color(0x6b, 0x77, 0x85);
    static final Color GRID = new Color(0xe3, 0xe7, 0xec);
    static final Color PAPER = Color.WHITE;
    static final Color SILENCE = new Color(0xfd, 0xec, 0xea);
    static final Color CUT = new Color(0xc6, 0x28, 0x28);
    static final Color RESTORED = new Color(0x2e, 0x7d, 0x32);
    static final Color MOVED = new Color(0x6a, 0x1b, 0x9a);
    static final Color WARNING = new Color(0xe6, 0x7e, 0x00);
    static final Color LATENCY = new Color(0x00, 0x79, 0x8c);
    static final Color LINK_1 = new Color(0x90, 0xb4, 0xd8);
    static final Color LINK_2 = new Color(0xd9, 0xb3, 0x82);

    private Palette() {}

    static Color of(PacketKind kind) {
        return switch (kind) {
            case IKE -> MOVED;
            case ESP -> new Color(0x2f, 0x6d, 0xb5);
            case UDP_ESP -> new Color(0x5a, 0xa9, 0xe6);
            case CLEAR_SCTP -> new Color(0xe5, 0x39, 0x35);
            case OTHER -> new Color(0xa0, 0xa7, 0xb0);
        };
    }

    /** The colour of an SCTP path state, by the name the kernel's state has in the log. */
    static Color ofState(String state) {
        return switch (state) {
            case "ACTIVE" -> new Color(0x9c, 0xcf, 0x9f);
            case "POTENTIALLY_FAILED" -> new Color(0xf9, 0xb2, 0x4d);
            case "INACTIVE" -> new Color(0xe5, 0x73, 0x73);
            case "UNCONFIRMED" -> new Color(0xd5, 0xdb, 0xe1);
            default -> GRID;
        };
    }

    static Font font(int pixels) {
        return new Font(Font.SANS_SERIF, Font.PLAIN, pixels);
    }

    static Font bold(int pixels) {
        return new Font(Font.SANS_SERIF, Font.BOLD, pixels);
    }
}
