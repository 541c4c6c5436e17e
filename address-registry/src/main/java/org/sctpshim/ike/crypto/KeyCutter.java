package org.sctpshim.ike.crypto;

/** Cuts keying material into keys, from the front, each a secret of its own. */
final class KeyCutter {
    private final SecretBytes material;
    private int position;

    KeyCutter(SecretBytes material) {
        this.material = material;
    }

    SecretBytes next(int length) {
        SecretBytes key = material.slice(position, position + length);
        position += length;
        return key;
    }
}
