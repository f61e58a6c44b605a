/// Who copies or compares key ranges: a choice of each run, of which the journal knows nothing.
public enum JobExecution: Sendable {
  /// This process.
  case here
  /// So many processes of this machine, each of which `launch` brings about.
  case workers(Int, launch: Launch)
  /// Workers that Spark runs, at most `slots` at once, by a driver that `launch` brings about.
  case spark(slots: Int?, launch: Launch)

  /// Brings about one that works, and returns the line to it.
  public typealias Launch = @Sendable () async throws -> WorkerLink
}

extension JobExecution {
  /// What tasks that are done elsewhere may have in flight there; nil where this process does them.
  package func share(parallel: Int) -> FlightBudget.Share? {
    switch self {
    case .here: nil
    case .workers(let count, _):
      FlightBudget(bytes: count * FlightWindow.usualBytes).share(calls: count * parallel)
    case .spark(let slots, _): share(slots, perTask: 1)
    }
  }

  /// The same of tasks that compare, so many at once in a worker: of Spark's one does several.
  package func chunkShare(parallel: Int) -> FlightBudget.Share? {
    if case .spark(let slots, _) = self { return share(slots, perTask: parallel) }
    return share(parallel: parallel)
  }

  private func share(_ slots: Int?, perTask count: Int) -> FlightBudget.Share {
    FlightBudget(bytes: handedOut(slots) * FlightWindow.usualBytes)
      .share(calls: handedOut(slots) * count)
  }

  /// How many jobs may be done at once where so many are wanted: those of Spark would wait for each
  /// other's executors.
  package func jobsAtOnce(_ wanted: Int) -> Int {
    if case .spark = self { 1 } else { wanted }
  }

  /// Shards of two waves or more: while one is under way the next is gathered.
  private func handedOut(_ slots: Int?) -> Int {
    // 64: nobody knows yet how many slots Spark has.
    4 * (slots ?? 64)
  }

  /// How much a key range is to hold where that is not what a read answers at once.
  package func shardSize(rows: Int64?) -> RangeSize.Shard? {
    guard case .spark(let slots, _) = self else { return nil }
    return RangeSize.Shard(rows: rows.map { Int(clamping: $0) }, parts: 4 * (slots ?? 16))
  }
}
