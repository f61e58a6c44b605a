internal import MigrationPlanning
internal import MilvusClient

/// One key range that is to be copied, with all that is needed for it.
///
/// It is a value: it names no connection and no credentials, so whoever reaches both ends can do it, in
/// this process or in another.
package struct RangeTask: Codable, Equatable, Sendable {
  /// What all tasks of a job have in common.
  package let route: RowRoute
  /// The range itself.
  package let work: RangeWork
  /// How often the range was handed out, this time included: what comes of an earlier hand-out is void.
  package let attempt: Int

  /// A task that an executor may do anywhere.
  package init(route: RowRoute, work: RangeWork, attempt: Int) {
    (self.route, self.work, self.attempt) = (route, work, attempt)
  }
}
