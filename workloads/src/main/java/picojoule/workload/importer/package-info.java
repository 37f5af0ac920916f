/** Readers of model descriptions that users already have. */
package picojoule.workload.importer;
