/**
 * Time, clocks, the event queue, activity counters and timeline hooks: what every component is
 * built on.
 */
package picojoule.sim;
