package org.sctpshim.examples.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabClassesTest {
    @Test
    void findsTheClassesThatCanBeRunAndNoOthers() throws Exception {
        assertThat(LabClasses.below(Path.of("target", "test-classes").toAbsolutePath()))
                .contains(LinksLabTest.class.getName(), XfrmPlaneLabTest.class.getName())
                .doesNotContain(PlaneLabTest.class.getName(), LabClassesTest.class.getName())
                .doesNotHaveDuplicates();
    }

    @Test
    void dealsEveryClassToOneShareWhateverTheirOrder() {
        List<List<String>> shares = LabClasses.deal(List.of("z.OneLabTest", "b.TwoLabTest", "a.ThreeLabTest"), 2);
        assertThat(shares)
                .containsExactly(List.of("z.OneLabTest", "b.TwoLabTest"), List.of("a.ThreeLabTest"))
                .isEqualTo(LabClasses.deal(List.of("a.ThreeLabTest", "z.OneLabTest", "b.TwoLabTest"), 2));
    }

    @Test
    void givesASingleShareEverything() {
        assertThat(LabClasses.deal(List.of("a.OneLabTest", "a.TwoLabTest"), 1))
                .containsExactly(List.of("a.OneLabTest", "a.TwoLabTest"));
    }
}
