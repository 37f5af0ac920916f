package picojoule.sim;

/** The event queue under the interface that it shares with its reference. */
final class EventQueueSchedule implements EventSchedule {

  private final EventQueue queue;
  private final Event[] events;
  private Script script;

  EventQueueSchedule(EventQueue queue, int... priorities) {
    this.queue = queue;
    events = new Event[priorities.length];
    for (int i = 0; i < priorities.length; i++) {
      int index = i;
      events[i] =
          new Event(priorities[i]) {
            @Override
            protected void fire(long now) {
              script.fired(index, EventQueueSchedule.this);
            }
          };
    }
  }

  @Override
  public long now() {
    return queue.now();
  }

  @Override
  public void schedule(int event, long time) {
    queue.schedule(events[event], time);
  }

  @Override
  public void cancel(int event) {
    queue.cancel(events[event]);
  }

  @Override
  public void reschedule(int event, long time) {
    queue.reschedule(events[event], time);
  }

  @Override
  public boolean isScheduled(int event) {
    return events[event].isScheduled();
  }

  @Override
  public long nextTime() {
    return queue.nextTime();
  }

  @Override
  public boolean fireNext(Script script) {
    this.script = script;
    return queue.fireNext();
  }
}
