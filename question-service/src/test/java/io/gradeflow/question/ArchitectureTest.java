package io.gradeflow.question;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

@AnalyzeClasses(packages = "io.gradeflow", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule nothingOfOtherServices = ArchRuleDefinition.noClasses()
            .that()
            .resideInAPackage("io.gradeflow.question..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.gradeflow.attempt..",
                    "io.gradeflow.grader..",
                    "io.gradeflow.analytics..",
                    "io.gradeflow.web..",
                    "io.gradeflow.devstack..");

    @ArchTest
    static final ArchRule featuresWithoutCycles = SlicesRuleDefinition.slices()
            .matching("io.gradeflow.question.(*)..")
            .should()
            .beFreeOfCycles();
}
