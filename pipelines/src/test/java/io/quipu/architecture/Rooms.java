package io.quipu.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URL;

/** The classes that the walls are held against. */
final class Rooms {

  static final String ROOT = "io.quipu";

  /** Root of classes that each break one wall, in rooms of the same names. */
  static final String PLANTED_ROOT = "io.quipu.architecture.planted";

  private Rooms() {}

  /** Everything that is shipped: all modules, without tests. */
  static JavaClasses shipped() {
    URL tests = Rooms.class.getProtectionDomain().getCodeSource().getLocation();
    return new ClassFileImporter()
        .withImportOption(location -> !location.contains(tests.getPath()))
        .importPackages(ROOT);
  }

  static JavaClasses planted() {
    return new ClassFileImporter().importPackages(PLANTED_ROOT);
  }
}
