package import MigrationEngine
package import MilvusClient
package import TestSupport

/// The way of one collection to the target: it is made there, rows are copied, both are compared.
///
/// Whoever implements it takes any plan that a check allows, in any order and any number of times.
package protocol SchemaCrossing: Sendable {
  /// Carries out the plan with random rows.
  ///
  /// - Throws: `FuzzFault` if what arrives is not what left.
  func cross(
    _ plan: MigrationPlan, to version: ServerVersion, using generator: inout SeededGenerator
  ) async throws
}
