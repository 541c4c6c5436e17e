package org.sctpshim.examples.conformance;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.sctpshim.conformance.Requirement;

/** The compiled tests of every module, read without loading them. */
final class TestClasses {
    private static final Set<String> TESTS = Set.of(
            "org.junit.jupiter.api.Test",
            "org.junit.jupiter.api.TestFactory",
            "org.junit.jupiter.api.RepeatedTest",
            "org.junit.jupiter.params.ParameterizedTest",
            "com.tngtech.archunit.junit.ArchTest");
    private static final String DISABLED = "org.junit.jupiter.api.Disabled";

    private TestClasses() {}

    /**
     * Reads the modules below a folder.
     *
     * @throws IllegalStateException if the tests of a module are not compiled
     */
    static List<Annotated> annotatedBelow(Path root) throws IOException {
        List<Annotated> found = new ArrayList<>();
        for (Path module : modules(root)) {
            Path classes = module.resolve("target/test-classes");
            if (!Files.isDirectory(classes)) {
                throw new IllegalStateException(
                        classes + " is missing: compile all modules first, mvn -DskipLab test-compile");
            }
            Path sources = root.relativize(module).resolve("src/test/java");
            for (JavaClass type : new ClassFileImporter().importPath(classes)) {
                addAnnotated(sources, type, found);
            }
        }
        found.sort(Comparator.comparing(Annotated::label));
        return found;
    }

    private static List<Path> modules(Path root) throws IOException {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("src/test/java")))
                    .sorted()
                    .toList();
        }
    }

    private static void addAnnotated(Path sources, JavaClass type, List<Annotated> found) {
        boolean anyRuns = type.getMethods().stream().anyMatch(method -> runs(type, method));
        if (type.isAnnotatedWith(Requirement.class)) {
            found.add(new Annotated(source(sources, type), outermost(type), "", names(type), anyRuns));
        }
        for (JavaMethod method : type.getMethods()) {
            if (method.isAnnotatedWith(Requirement.class)) {
                found.add(new Annotated(
                        source(sources, type), outermost(type), method.getName(), names(method), runs(type, method)));
            }
        }
    }

    private static boolean runs(JavaClass type, JavaMethod method) {
        return TESTS.stream().anyMatch(method::isAnnotatedWith)
                && !method.isAnnotatedWith(DISABLED)
                && !type.isAnnotatedWith(DISABLED);
    }

    private static List<String> names(HasAnnotations<?> element) {
        JavaAnnotation<?> annotation = element.getAnnotations().stream()
                .filter(any -> any.getRawType().isEquivalentTo(Requirement.class))
                .findFirst()
                .orElseThrow();
        return List.of((String[]) annotation.get("value").orElseThrow());
    }

    private static String outermost(JavaClass type) {
        String name = type.getName().substring(type.getPackageName().length() + 1);
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    private static Path source(Path sources, JavaClass type) {
        return sources.resolve(type.getPackageName().replace('.', '/')).resolve(outermost(type) + ".java");
    }
}
