/** Lowers a quantized model to a program for a target. */
package picojoule.workload.compiler;
