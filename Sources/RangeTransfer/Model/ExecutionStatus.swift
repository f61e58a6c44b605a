/// Who copies the key ranges of a job at the moment, where this process does not.
public struct ExecutionStatus: Sendable, Equatable {
  /// What Spark calls the job; nil for workers of this machine.
  public var application: String?
  /// Workers, or executors of Spark.
  public var executors: Int
  /// Tasks of Spark that run; nil for workers of this machine.
  public var tasks: Int?

  /// Says how many there are.
  public init(application: String? = nil, executors: Int = 0, tasks: Int? = nil) {
    (self.application, self.executors, self.tasks) = (application, executors, tasks)
  }
}
