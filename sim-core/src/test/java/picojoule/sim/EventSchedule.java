package picojoule.sim;

/** What a random script may ask of an event queue, or of its reference. Events are numbers. */
interface EventSchedule {

  long now();

  void schedule(int event, long time);

  void cancel(int event);

  void reschedule(int event, long time);

  boolean isScheduled(int event);

  long nextTime();

  /** Fires the next event by telling the script of it; false where none waits. */
  boolean fireNext(Script script);

  /** Told of an event when it fires. */
  interface Script {

    void fired(int event, EventSchedule schedule);
  }
}
