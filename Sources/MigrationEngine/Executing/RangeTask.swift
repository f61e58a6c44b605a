internal import MigrationPlanning
internal import MilvusClient

/// One key range that is to be copied, with all that is needed for it.
///
/// It is a value: it names no connection and no credentials, so whoever reaches both ends can do it, in
/// this process or in another.
struct RangeTask: Codable, Equatable, Sendable {
  let route: RowRoute
  let work: RangeWork
  /// How often the range was handed out, this time included: what comes of an earlier hand-out is void.
  let attempt: Int
}
