/**
 * A machine assembled from its config: it executes a program and says what that cost. Start reading
 * at Machine.
 */
package picojoule.accelerator;
