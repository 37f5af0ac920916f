/**
 * Published systems beside ours: the work that their authors describe, run as they run it and
 * honestly, row by row beside their figures. What is here are studies of publications; what
 * machines are made of is in the modules below. Reference figures come from {@code
 * configs/validation} and go into rows alone, never into a model.
 */
package picojoule.explore.validate;
