/** Many design points from one file, on all cores, into one CSV. */
package picojoule.explore.sweep;
