package picojoule.explore;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The floors of the house: an import only ever points down, and no packages go round in a circle.
 */
@AnalyzeClasses(packages = "picojoule", importOptions = DoNotIncludeTests.class)
class HouseTest {

  @ArchTest
  static final ArchRule importsPointDown =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("explore")
          .definedBy("picojoule.explore..")
          .layer("accelerator")
          .definedBy("picojoule.accelerator..")
          .layer("workloads")
          .definedBy("picojoule.workload..")
          .layer("pe-array")
          .definedBy("picojoule.pe..")
          .layer("memory")
          .definedBy("picojoule.memory..")
          .layer("isa")
          .definedBy("picojoule.isa..")
          .layer("sim-core")
          .definedBy("picojoule.sim..", "picojoule.config..", "picojoule.technology..")
          .whereLayer("explore")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("accelerator")
          .mayOnlyBeAccessedByLayers("explore")
          .whereLayer("workloads")
          .mayOnlyBeAccessedByLayers("accelerator", "explore")
          .whereLayer("pe-array")
          .mayOnlyBeAccessedByLayers("accelerator", "explore")
          .whereLayer("memory")
          .mayOnlyBeAccessedByLayers("accelerator", "explore")
          .whereLayer("isa")
          .mayOnlyBeAccessedByLayers("memory", "pe-array", "workloads", "accelerator", "explore");

  @ArchTest
  static final ArchRule packagesDoNotGoRoundInACircle =
      slices().matching("picojoule.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothingIsCalledUtilOrCommon =
      noClasses()
          .should()
          .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..misc..");

  @ArchTest
  static final ArchRule onlyTheCommandLineEndsTheProcess =
      noClasses()
          .that()
          .resideOutsideOfPackage("picojoule.explore.cli")
          .should()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule onlyExploreKnowsAScreen =
      noClasses()
          .that()
          .resideOutsideOfPackage("picojoule.explore..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.awt..", "org.jfree..", "picocli..", "java.util.concurrent..");
}
