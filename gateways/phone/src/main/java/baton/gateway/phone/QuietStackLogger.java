package baton.gateway.phone;

import gov.nist.core.StackLogger;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the SIP stack would like to log. It would write whole messages of strangers with numbers and credentials, so only the
 * kinds of its troubles get through, for those who look for them. Public, because the stack makes it by name.
 */
public final class QuietStackLogger implements StackLogger {

    private static final Logger LOG = LoggerFactory.getLogger("baton.gateway.phone.stack");

    @Override
    public void logException(Throwable trouble) {
        LOG.debug("SIP stack: {}", trouble.getClass().getName());
    }

    @Override
    public void logError(String message, Exception trouble) {
        logException(trouble);
    }

    @Override
    public void logDebug(String message, Exception trouble) {
        LOG.trace("SIP stack: {}", trouble.getClass().getName());
    }

    @Override
    public boolean isLoggingEnabled() {
        return false;
    }

    @Override
    public boolean isLoggingEnabled(int level) {
        return false;
    }

    @Override
    public int getLineCount() {
        return 0;
    }

    @Override
    public String getLoggerName() {
        return LOG.getName();
    }

    @Override
    public void logStackTrace() {}

    @Override
    public void logStackTrace(int level) {}

    @Override
    public void logDebug(String message) {}

    @Override
    public void logTrace(String message) {}

    @Override
    public void logFatalError(String message) {}

    @Override
    public void logError(String message) {}

    @Override
    public void logWarning(String message) {}

    @Override
    public void logInfo(String message) {}

    @Override
    public void disableLogging() {}

    @Override
    public void enableLogging() {}

    @Override
    public void setBuildTimeStamp(String timestamp) {}

    @Override
    public void setStackProperties(Properties properties) {}
}
