// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.support;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;

/** The stacks of all threads, virtual ones too where there are any; printed when a test exceeds its time. */
public final class ThreadDump implements PreInterruptCallback {

    @Override
    public void beforeThreadInterrupt(PreInterruptContext context, ExtensionContext test) throws Exception {
        System.out.println(test.getUniqueId() + " hangs in " + context.getThreadToInterrupt() + take());
    }

    public static String take() throws Exception {
        return Kind.VIRTUAL.isAvailable() ? withVirtualThreads() : platformThreads();
    }

    /** HotSpotDiagnosticMXBean.dumpThreads, which JDK 17 does not have. */
    private static String withVirtualThreads() throws Exception {
        Class<?> format = Class.forName(HotSpotDiagnosticMXBean.class.getName() + "$ThreadDumpFormat");
        Path file = Files.createTempDirectory("wakegate").resolve("threads.txt");
        HotSpotDiagnosticMXBean.class.getMethod("dumpThreads", String.class, format).invoke(
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class),
                file.toString(), format.getField("TEXT_PLAIN").get(null));
        String dump = Files.readString(file);
        Files.delete(file);
        Files.delete(file.getParent());
        return "\n" + dump;
    }

    private static String platformThreads() {
        StringBuilder dump = new StringBuilder();
        for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
            dump.append("\n\n").append(entry.getKey()).append(' ').append(entry.getKey().getState());
            for (StackTraceElement frame : entry.getValue()) {
                dump.append("\n    at ").append(frame);
            }
        }
        return dump.append('\n').toString();
    }
}
