package org.sctpshim.examples.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows and the tests that name them, and what is wrong between the two. */
final class Ledger {
    private final List<RowFile> files;
    private final List<Annotated> annotated;
    private final Map<String, List<Annotated>> byName = new HashMap<>();

    Ledger(List<RowFile> files, List<Annotated> annotated) {
        this.files = files;
        this.annotated = annotated;
        for (Annotated test : annotated) {
            for (String name : test.names()) {
                byName.computeIfAbsent(name, any -> new ArrayList<>()).add(test);
            }
        }
    }

    List<RowFile> files() {
        return files;
    }

    /** The tests that name a row or a section. */
    List<Annotated> naming(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /** What is wrong, one sentence each; empty where nothing is. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> sections = new HashSet<>();
        for (Row row : files.stream().flatMap(file -> file.rows().stream()).toList()) {
            if (!names.add(row.name())) {
                faults.add(row.name() + " is there twice");
            }
            sections.add(row.sectionName());
            addFaultsOf(row, faults);
        }
        for (Annotated test : annotated) {
            if (!test.runs()) {
                faults.add(test.label() + " names rows and is no test that runs");
            }
            test.names().stream()
                    .filter(name -> !names.contains(name) && !sections.contains(name))
                    .forEach(name -> faults.add(test.label() + " names no row and no section: " + name));
        }
        return faults;
    }

    private void addFaultsOf(Row row, List<String> faults) {
        boolean tested = !naming(row.name()).isEmpty();
        if (tested && row.skipped().isPresent()) {
            faults.add(row.name() + " has a test: take away its reason for skipping");
        } else if (!tested && row.skipped().isEmpty() && row.level() == Level.MUST) {
            faults.add(row.name() + " is a MUST with neither a test nor a reason for skipping: " + row.text());
        }
    }
}
