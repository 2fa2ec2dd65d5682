package io.quipu.architecture;

import com.tngtech.archunit.lang.ArchRule;

/**
 * A rule about who may know whom.
 *
 * @param name what it says, for reports
 * @param plantedBreaker simple name of the planted class that breaks it
 */
record Wall(String name, ArchRule rule, String plantedBreaker) {

  @Override
  public String toString() {
    return name;
  }
}
