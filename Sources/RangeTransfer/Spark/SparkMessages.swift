/// One try of Spark to do a shard of a wave; those of a shard are numbered upwards.
struct SparkAttempt: Hashable, Sendable {
  let wave, shard, number: Int
}

extension SparkAttempt: Codable {
  init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    let parts = text.split(separator: ".").map { Int($0) }
    guard parts.count == 3, let wave = parts[0], let shard = parts[1], let number = parts[2] else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath, debugDescription: "\(text) is no attempt"))
    }
    self.init(wave: wave, shard: shard, number: number)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode("\(wave).\(shard).\(number)")
  }
}

/// What is said to the driver: one of the three.
struct SparkOrder: WorkerMessage {
  /// The number of a job of Spark that is to run, and how many tasks it has.
  var wave, shards: Int?
  /// Whose worker is told a line.
  var to: SparkAttempt?
  var line: String?
  /// Whose worker's standard input is to end.
  var close: SparkAttempt?

  /// A job of so many tasks.
  static func wave(_ number: Int, shards: Int) -> SparkOrder {
    SparkOrder(wave: number, shards: shards)
  }

  /// A line for a worker.
  static func tell(_ attempt: SparkAttempt, _ order: WorkerOrder) -> SparkOrder {
    SparkOrder(to: attempt, line: order.encodedLine)
  }

  /// The end of what a worker is told.
  static func close(_ attempt: SparkAttempt) -> SparkOrder { SparkOrder(close: attempt) }
}

/// What the driver says: one thing at a time.
struct SparkReport: WorkerMessage {
  /// Spark runs.
  struct Ready: Codable, Sendable {
    /// What Spark calls the job, and how many tasks it does at once by now.
    var application: String
    var slots: Int
  }

  var ready: Ready?
  /// A worker runs, on this host.
  var opened: SparkAttempt?
  var host: String?
  /// A worker has said a line.
  var from: SparkAttempt?
  var line: String?
  /// A worker has ended, with its status and its last words.
  var closed: SparkAttempt?
  var status: Int?
  var errors: String?
  /// What there is of executors, of tasks that run, and of tasks that could run at once.
  var executors, tasks, slots: Int?
  /// The number of a wave that is over, 0 for Spark itself, and why if it failed.
  var ended: Int?
  var error: String?
}
