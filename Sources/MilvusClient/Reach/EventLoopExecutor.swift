internal import NIOCore

/// Runs tasks on the thread of a connection, so that a call wakes no other thread.
final class LoopExecutor: TaskExecutor {
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
