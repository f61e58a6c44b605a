extension MilvusError {
  /// What the rate limit counts that a request exceeded.
  public enum Meter: Sendable {
    /// Requests, whatever they hold: of a definition, a flush or a query.
    case calls
    /// Bytes of rows that are written.
    case writtenBytes
    /// Bytes of what names the rows that are deleted.
    case deletedBytes
  }

  /// What the server takes per second of what the meter counts, if its words name that.
  ///
  /// Milvus says `rate limit exceeded[rate=4.194304e+06]`.
  public var namedRate: Double? {
    guard code == .rateLimited, let words = serverWords,
      let start = words.firstRange(of: "[rate=")?.upperBound
    else { return nil }
    return Double(words[start...].prefix { $0 != "]" }).flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
  }

  /// The failure of a call of which the server counts something else than calls.
  func metered(_ meter: Meter) -> MilvusError {
    var failure = self
    failure.meter = meter
    return failure
  }
}
