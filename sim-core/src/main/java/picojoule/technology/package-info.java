/** Prices of actions and components in energy, power and area, each with its source. */
package picojoule.technology;
