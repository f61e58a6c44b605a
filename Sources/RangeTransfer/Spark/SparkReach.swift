internal import MigrationPlanning
internal import MilvusClient

/// What the workers of a first wave say of the ends: whether each host reaches both; pure.
///
/// A worker that has said it keeps its slot until the others run, too: else one of them would follow
/// it on its executor, and another executor would not be asked.
struct SparkReach {
  /// What may keep a host from an end, in the order in which it was found.
  private(set) var troubles: [String] = []
  private var hosts: [SparkAttempt: String] = [:]
  /// Shards that are waited for: no worker of theirs has run.
  private var awaited: Set<Int>
  /// Workers that have said all, and wait.
  private var waiting: [SparkAttempt] = []

  /// Waits for so many workers.
  init(probes: Int) { awaited = Set(0..<probes) }

  /// Notes where a worker runs; returns those that need not wait any longer.
  mutating func opened(_ attempt: SparkAttempt, on host: String) -> [SparkAttempt] {
    hosts[attempt] = host
    awaited.remove(attempt.shard)
    return released()
  }

  /// Notes what a worker has found; returns those that need not wait any longer.
  mutating func found(
    _ attempt: SparkAttempt, source: Failure?, target: Failure?
  ) -> [SparkAttempt] {
    let host = hosts[attempt] ?? "?"
    for (side, failure) in [(Side.source, source), (.target, target)] {
      guard let failure else { continue }
      let trouble = "host \(host) cannot use the \(side.rawValue): \(failure.message)"
      if !troubles.contains(trouble) { troubles.append(trouble) }
    }
    waiting.append(attempt)
    return released()
  }

  /// Waits for nobody from now on; returns those that need not wait any longer.
  mutating func waitedEnough() -> [SparkAttempt] {
    awaited = []
    return released()
  }

  private mutating func released() -> [SparkAttempt] {
    guard awaited.isEmpty else { return [] }
    defer { waiting = [] }
    return waiting
  }

  /// Why no shard is to be sent there; nil if nothing is known against it.
  var failure: Failure? {
    guard !troubles.isEmpty else { return nil }
    // 4: hosts of one network fail alike.
    let rest = troubles.count > 4 ? "; and \(troubles.count - 4) more" : ""
    return Failure(.workersFailed, troubles.prefix(4).joined(separator: "; ") + rest)
  }
}
