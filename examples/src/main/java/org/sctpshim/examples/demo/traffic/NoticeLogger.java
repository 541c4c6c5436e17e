package org.sctpshim.examples.demo.traffic;

import com.sun.nio.sctp.AbstractNotificationHandler;
import com.sun.nio.sctp.AssociationChangeNotification;
import com.sun.nio.sctp.HandlerResult;
import com.sun.nio.sctp.Notification;
import com.sun.nio.sctp.PeerAddressChangeNotification;
import com.sun.nio.sctp.SendFailedNotification;
import com.sun.nio.sctp.ShutdownNotification;
import org.sctpshim.examples.demo.event.EventKind;
import org.sctpshim.examples.demo.event.EventLog;

/** Writes what SCTP tells its application into the event log. */
final class NoticeLogger extends AbstractNotificationHandler<EventLog> {
    @Override
    public HandlerResult handleNotification(Notification notice, EventLog log) {
        return noted(log, notice.getClass().getSimpleName());
    }

    @Override
    public HandlerResult handleNotification(AssociationChangeNotification notice, EventLog log) {
        return noted(log, "association " + notice.event());
    }

    @Override
    public HandlerResult handleNotification(PeerAddressChangeNotification notice, EventLog log) {
        return noted(log, "address " + notice.address() + " " + notice.event());
    }

    @Override
    public HandlerResult handleNotification(SendFailedNotification notice, EventLog log) {
        return noted(log, "send failed, error " + notice.errorCode());
    }

    @Override
    public HandlerResult handleNotification(ShutdownNotification notice, EventLog log) {
        return noted(log, "shutdown");
    }

    private static HandlerResult noted(EventLog log, String what) {
        log.add(EventKind.SCTP_NOTICE, what);
        return HandlerResult.CONTINUE;
    }
}
