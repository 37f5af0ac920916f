/** The command line. */
package picojoule.explore.cli;
