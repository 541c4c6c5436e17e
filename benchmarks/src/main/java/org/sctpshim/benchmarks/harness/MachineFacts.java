package org.sctpshim.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a figure depends on beside the program. */
final class MachineFacts {

    private MachineFacts() {}

    /** Facts by name. What cannot be read is "unknown". */
    static Map<String, String> read(int core, String java) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("processor", line("/proc/cpuinfo", "model name"));
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("measured on core", Integer.toString(core));
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("distribution", line("/etc/os-release", "PRETTY_NAME"));
        facts.put("java of the harness", System.getProperty("java.vm.name") + " " + Runtime.version());
        facts.put("java measured in", java);
        facts.put("load at the start", line("/proc/loadavg", ""));
        return facts;
    }

    /** The value of the first line that begins with a word. */
    private static String line(String file, String word) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(word))
                    .map(line -> line.substring(word.length())
                            .replaceFirst("^[\\s:=]+", "")
                            .replace("\"", ""))
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
