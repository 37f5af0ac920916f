package picojoule.sim;

/**
 * Where components tell what they were doing when. With {@link #OFF}, which keeps nothing, a call
 * is an empty method that the compiler removes.
 */
public interface Timeline {

  /** Keeps nothing. */
  Timeline OFF =
      new Timeline() {
        @Override
        public int track(String name) {
          return 0;
        }

        @Override
        public void span(int track, String what, long begin, long end) {}
      };

  /**
   * Makes a track, for instance one per engine.
   *
   * @return its number for {@link #span}
   */
  int track(String name);

  /**
   * Records that something went on from one tick to another.
   *
   * @param what a constant or reused name: nothing is built for a timeline that is off
   */
  void span(int track, String what, long begin, long end);
}
