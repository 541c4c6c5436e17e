package org.sctpshim.ike.auth;

import org.sctpshim.ike.wire.Bytes;

/** What is known of the answers to revocation queries. */
@FunctionalInterface
public interface RevocationAnswers {
    /** Nobody asks the network: every query counts as having failed. */
    RevocationAnswers OFFLINE = query -> Answer.FAILED;

    /** What is known of one query. */
    sealed interface Answer {
        /** It was asked, and no answer came in time. */
        Answer FAILED = new Failed();

        /** It has to be asked yet. */
        Answer NOT_ASKED = new NotAsked();

        /** What came, as it came: nobody has verified it. */
        record Came(Bytes content) implements Answer {}

        /** See {@link #FAILED}. */
        record Failed() implements Answer {}

        /** See {@link #NOT_ASKED}. */
        record NotAsked() implements Answer {}
    }

    /** What is known of the query now. */
    Answer of(RevocationQuery query);
}
