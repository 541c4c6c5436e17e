package org.sctpshim.examples.lab;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What the JUnit console launcher wrote about the tests that ran in the lab, turned into dynamic tests: each one ends
 * here as it ended there, with its message and stack trace.
 */
record LabReport(List<Outcome> outcomes) {
    /** How one test ended; {@code trouble} is the stack trace or the reason, empty for a passed test. */
    record Outcome(String className, String name, Ending ending, String message, String trouble) {
        DynamicTest replay() {
            return dynamicTest(name, () -> {
                switch (ending) {
                    case PASSED -> {}
                    case SKIPPED -> Assumptions.abort(trouble.strip());
                    case FAILED -> throw new FailedInTheLab(simpleClassName() + "." + name, message, trouble);
                }
            });
        }

        private String simpleClassName() {
            return className.substring(className.lastIndexOf('.') + 1);
        }
    }

    enum Ending {
        PASSED,
        SKIPPED,
        FAILED
    }

    LabReport {
        outcomes = List.copyOf(outcomes);
    }

    /** Reads a report in the usual XML shape of {@code TEST-*.xml}: testcase elements with failure, error or skipped. */
    static LabReport read(Path file) throws IOException {
        try {
            NodeList cases = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getElementsByTagName("testcase");
            List<Outcome> outcomes = new ArrayList<>();
            for (int i = 0; i < cases.getLength(); i++) {
                outcomes.add(outcome((Element) cases.item(i)));
            }
            return new LabReport(outcomes);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + " is no test report", e);
        }
    }

    boolean hasFailure() {
        return outcomes.stream().anyMatch(outcome -> outcome.ending == Ending.FAILED);
    }

    /** A container a test class, a test a test. */
    Stream<DynamicNode> replay() {
        Map<String, List<DynamicTest>> byClass = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            byClass.computeIfAbsent(outcome.className, name -> new ArrayList<>())
                    .add(outcome.replay());
        }
        return byClass.entrySet().stream().map(entry -> dynamicContainer(entry.getKey(), entry.getValue()));
    }

    private static Outcome outcome(Element testcase) {
        Ending ending = Ending.PASSED;
        String message = "";
        String trouble = "";
        for (String kind : List.of("failure", "error", "skipped")) {
            if (testcase.getElementsByTagName(kind).item(0) instanceof Element element) {
                ending = kind.equals("skipped") ? Ending.SKIPPED : Ending.FAILED;
                message = element.getAttribute("message");
                trouble = element.getTextContent();
            }
        }
        return new Outcome(testcase.getAttribute("classname"), testcase.getAttribute("name"), ending, message, trouble);
    }
}
