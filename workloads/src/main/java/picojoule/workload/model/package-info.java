/** What a model is, before any machine: its dimensions, its phases, its operators. */
package picojoule.workload.model;
