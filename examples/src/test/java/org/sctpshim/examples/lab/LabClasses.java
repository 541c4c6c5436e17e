package org.sctpshim.examples.lab;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The classes of lab tests, and their shares for labs that run beside each other. */
final class LabClasses {
    private static final String ENDING = "LabTest.class";

    private LabClasses() {}

    /** The names of all classes below a folder of compiled ones that are called {@code …LabTest} and can be run. */
    static List<String> below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(folder::relativize)
                    .map(Path::toString)
                    .filter(file -> file.endsWith(ENDING))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .filter(LabClasses::canBeRun)
                    .toList();
        }
    }

    private static boolean canBeRun(String name) {
        try {
            Class<?> found = Class.forName(name, false, LabClasses.class.getClassLoader());
            return !Modifier.isAbstract(found.getModifiers());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("no class " + name + " on the class path", e);
        }
    }

    /**
     * Deals classes out as cards are dealt, in the order of their simple names: classes of one kind, which take about the
     * same time, end with the same words or begin with them, and no share gets all of them. The same classes are always
     * dealt the same way.
     */
    static List<List<String>> deal(List<String> classes, int shares) {
        List<String> sorted = classes.stream()
                .sorted(Comparator.comparing(LabClasses::simpleName).thenComparing(name -> name))
                .toList();
        List<List<String>> dealt = new ArrayList<>();
        for (int share = 0; share < shares; share++) {
            dealt.add(new ArrayList<>());
        }
        for (int i = 0; i < sorted.size(); i++) {
            dealt.get(i % shares).add(sorted.get(i));
        }
        return dealt;
    }

    private static String simpleName(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
