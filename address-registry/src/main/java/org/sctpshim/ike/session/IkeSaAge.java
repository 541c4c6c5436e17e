package org.sctpshim.ike.session;

import org.sctpshim.ike.crypto.RandomSource;

/** When one IKE SA is to be replaced, when this host is to authenticate anew, and when the IKE SA is to end. */
final class IkeSaAge {
    private long rekeyNs = Lifetimes.NEVER;
    private long reauthenticationNs = Lifetimes.NEVER;
    private long endNs = Lifetimes.NEVER;
    private long authenticationEndNs = Lifetimes.NEVER;

    /** The IKE SA begins its life. */
    void begin(Lifetimes lifetimes, RandomSource random, long nowNs) {
        rekeyNs = Lifetimes.after(nowNs, lifetimes.shortened(lifetimes.ikeSoftNs(), random));
        endNs = Lifetimes.after(nowNs, lifetimes.ikeHardNs());
    }

    /** The authentication gets old with the first IKE SA in a row, whatever replaced it since. */
    void authenticated(Lifetimes lifetimes, RandomSource random, long nowNs) {
        reauthenticateBy(Lifetimes.after(nowNs, lifetimes.shortened(lifetimes.reauthenticationNs(), random)));
        authenticationEndNs = Lifetimes.after(nowNs, lifetimes.authenticationHardNs());
    }

    /** This host is to authenticate anew no later than then. */
    void reauthenticateBy(long atNs) {
        reauthenticationNs = Math.min(reauthenticationNs, atNs);
    }

    /** What is left of the authentication's life passes on to the IKE SA that takes the place. */
    void inheritAuthentication(IkeSaAge old) {
        reauthenticationNs = old.reauthenticationNs;
        authenticationEndNs = old.authenticationEndNs;
    }

    long rekeyNs() {
        return rekeyNs;
    }

    long endNs() {
        return endNs;
    }

    void rekeyAt(long atNs) {
        rekeyNs = atNs;
    }

    /** Nothing is expected of the IKE SA but its end. */
    void onlyEndAt(long atNs) {
        rekeyNs = Lifetimes.NEVER;
        reauthenticationNs = Lifetimes.NEVER;
        authenticationEndNs = Lifetimes.NEVER;
        endNs = atNs;
    }

    /** Whether it is to be replaced now; true once. */
    boolean takeRekey(long nowNs) {
        boolean due = nowNs >= rekeyNs;
        rekeyNs = due ? Lifetimes.NEVER : rekeyNs;
        return due;
    }

    /** Whether this host is to authenticate anew now; true once. */
    boolean takeReauthentication(long nowNs) {
        boolean due = nowNs >= reauthenticationNs;
        reauthenticationNs = due ? Lifetimes.NEVER : reauthenticationNs;
        return due;
    }

    /** Whether it is to end now; true once. */
    boolean takeEnd(long nowNs) {
        boolean due = nowNs >= Math.min(endNs, authenticationEndNs);
        if (due) {
            endNs = Lifetimes.NEVER;
            authenticationEndNs = Lifetimes.NEVER;
        }
        return due;
    }

    /** When the first of these is due; {@link Long#MAX_VALUE} for never. */
    long deadlineNs() {
        return Math.min(Math.min(rekeyNs, reauthenticationNs), Math.min(endNs, authenticationEndNs));
    }
}
