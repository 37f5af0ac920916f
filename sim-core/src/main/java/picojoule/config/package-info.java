/**
 * Strict typed configuration: YAML files with units, {@code extends}, and no key that nobody reads.
 */
package picojoule.config;
