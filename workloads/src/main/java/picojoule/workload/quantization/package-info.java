/** Which format each operand of each layer has. */
package picojoule.workload.quantization;
