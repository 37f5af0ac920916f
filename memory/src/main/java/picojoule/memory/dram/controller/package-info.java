/** Controllers of DRAM channels: who goes first, how long rows stay open, when to refresh. */
package picojoule.memory.dram.controller;
