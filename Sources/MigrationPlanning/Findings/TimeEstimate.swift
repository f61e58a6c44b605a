internal import MilvusClient

/// How much there is to move and how long it takes at best, with what was assumed.
public struct TimeEstimate: Sendable, Codable, Equatable {
  /// Bytes on the wire.
  public var bytes: Int64
  /// Bytes per second that the slowest part is assumed to bear.
  public var bytesPerSecond: Double
  /// Seconds, if nothing gets in the way.
  public var seconds: Double
  /// Where the rate comes from ("write limit of a Dedicated cluster with 2 CU").
  public var assumption: String

  /// Makes an estimate from its parts.
  public init(bytes: Int64, bytesPerSecond: Double, assumption: String) {
    self.bytes = bytes
    self.bytesPerSecond = bytesPerSecond
    self.seconds = Double(bytes) / bytesPerSecond
    self.assumption = assumption
  }
}

extension TimeEstimate {
  /// Estimates by a sample of rows and by the slower end; nil if there was nothing to sample.
  init?(
    _ facts: CollectionFacts, from source: EndFacts, to target: EndFacts, atMost rate: Double? = nil
  ) {
    guard let rows = facts.bestRows, let rowBytes = facts.rowBytes else { return nil }
    let (bytes, overflows) = rows.multipliedReportingOverflow(by: Int64(rowBytes))
    guard !overflows else { return nil }
    let asked = rate.map { Pace(bytesPerSecond: $0, assumption: "--rate") }
    let paces = [source.readingPace, target.writingPace(shards: facts.shards), asked]
    guard let slower = paces.compactMap(\.self).min(by: { $0.bytesPerSecond < $1.bytesPerSecond })
    else { return nil }
    self.init(
      bytes: bytes, bytesPerSecond: slower.bytesPerSecond, assumption: slower.assumption)
  }
}

extension CollectionFacts {
  /// The mean size of a sampled row.
  var rowBytes: Int? {
    guard let sample, sample.rows > 0 else { return nil }
    return max(1, sample.bytes / sample.rows)
  }
}

/// A rate, and where it comes from.
private struct Pace {
  let bytesPerSecond: Double
  let assumption: String
}

extension EndFacts {
  /// Measured on one machine with two cores; larger ones are faster.
  fileprivate var readingPace: Pace {
    !version.supports(.concurrentReaders)
      ? Pace(bytesPerSecond: 9e6, assumption: "reading from Milvus Lite as measured on two cores")
      : Pace(
        bytesPerSecond: 185e6, assumption: "reading from Milvus 2.3.5 as measured on two cores")
  }

  fileprivate func writingPace(shards: Int) -> Pace {
    if let learnedRate {
      return Pace(bytesPerSecond: learnedRate, assumption: "the target's limit, as it was met last")
    }
    let limits = PlanLimits.of(profile, version)
    if let rate = limits.writeRate {
      // A shard of a Dedicated cluster takes 32 MB/s, whatever the size of the cluster.
      let byShards = profile.kind == .dedicated ? Double(max(1, shards)) * 32e6 : .infinity
      return Pace(bytesPerSecond: min(rate, byShards), assumption: "write limit of \(limits.owner)")
    }
    if profile.kind == .dedicated {
      return Pace(bytesPerSecond: 17e6, assumption: "write limit of a Dedicated cluster with 1 CU")
    }
    if !version.supports(.concurrentWriters) {
      return Pace(
        bytesPerSecond: 15e6, assumption: "writing to Milvus Lite as measured on two cores")
    }
    return Pace(
      bytesPerSecond: 70e6, assumption: "writing to Milvus 2.3.5 as measured on two cores")
  }
}
