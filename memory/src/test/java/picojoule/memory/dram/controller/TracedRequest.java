package picojoule.memory.dram.controller;

import java.util.Iterator;
import java.util.List;
import picojoule.memory.dram.replay.RequestSource;

/** A request of a trace: one burst. */
record TracedRequest(boolean isWrite, long address, long earliestTick) {

  /** A trace of requests in a list. */
  static RequestSource source(List<TracedRequest> requests) {
    Iterator<TracedRequest> left = requests.iterator();
    return new RequestSource() {
      private TracedRequest at;

      @Override
      public boolean next() {
        if (!left.hasNext()) {
          return false;
        }
        at = left.next();
        return true;
      }

      @Override
      public boolean isWrite() {
        return at.isWrite();
      }

      @Override
      public long address() {
        return at.address();
      }

      @Override
      public long earliestTick() {
        return at.earliestTick();
      }
    };
  }
}
