/**
 * Functions of one number, and piecewise-linear tables of them in INT8 (GQA-LUT, arXiv 2403.19591).
 */
package picojoule.pe.vector.table;
