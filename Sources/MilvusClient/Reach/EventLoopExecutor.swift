internal import NIOCore

/// Runs tasks on the event loop of a connection, so that a call wakes no other thread.
///
/// Only what moves bytes may run here: whatever else takes its time holds up every call of the connection.
final class EventLoopExecutor: TaskExecutor {
  /// What moves the bytes of the connection.
  let loop: any EventLoop

  init(_ loop: any EventLoop) {
    self.loop = loop
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
