/** What a run is told as: a table, JSON, files. */
package picojoule.explore.report;
