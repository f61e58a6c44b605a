/// What an operator can set on a fake server, and how it is moody.
package struct FakeSettings: Sendable {
  /// What is random, such as the order of columns on 2.3, follows from this.
  package var seed: UInt64 = 1
  /// What is told of the version; nil for the release.
  package var versionText: String?
  /// The longest request in bytes.
  package var longestRequest = 64 << 20
  /// The longest answer in bytes.
  package var longestAnswer = 100 << 20
  /// How many times a further flush of a collection is refused by the rate limit, from 2.4 on.
  package var refusedFlushes = 0
  /// Bytes per second of writes; nil takes all that come.
  package var writeRate: Double?
  /// Whether refusals of writes name that rate.
  package var namesWriteRate = true
  /// Of how many rows an index overlooks one, the same always, as approximate ones do; nil of none.
  package var overlooksOneOf: Int?
  /// Whether live rows can be counted, which the first releases cannot.
  package var countsRows = true
  /// Whether pages of a scan are cut at random lengths, which they may be.
  package var variesPages = false
  /// How long a partition is being loaded.
  package var loadTime = Duration.zero
  /// How long after it was loaded a partition is not read from, as Milvus 2.3.5 has it on busy cores.
  package var lateness = Duration.zero
  /// Whether collections and aliases may have any name, as Milvus Lite lets them.
  package var takesAnyName = false
  /// Whether replaced and deleted rows are forgotten at once, so that statistics do not count them.
  package var compactsAtOnce = false
  /// Whether values are taken that releases refuse, as older ones and Milvus Lite do.
  ///
  /// They are numbers that are none, and undeclared fields with the names of declared ones.
  package var takesAnyValue = false
  /// Types that no release has, with the way in which their values travel.
  package var futureTypes: [Int32: FakeStorage] = [:]

  /// The usual settings.
  package init() {}
}
