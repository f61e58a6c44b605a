internal import Foundation
internal import TestSupport
internal import Testing

private let cluster = ProcessInfo.processInfo.environment["VECFERRY_TEST_SPARK"]

/// The program that runs workers on a Spark, with workers that only echo.
@Suite(.serialized, .timeLimit(.minutes(15)), .enabled(if: cluster != nil, "scripts/test spark"))
struct SparkDriverTests {
  @Test(arguments: ["relay", "killed", "secrecy", "missing", "alone"])
  func `a cluster runs workers, and knows no credentials`(course: String) async throws {
    try await PythonTool.driveSpark.run(["spark-submit", try #require(cluster), course])
  }

  @Test(arguments: ["relay", "killed", "secrecy", "nobody"])
  func `one machine runs workers, and says why it cannot`(course: String) async throws {
    try await PythonTool.driveSpark.run(["spark-submit", "local[2,4]", course])
  }

  @Test(arguments: ["torn", "late", "parting"])
  func `the connection of a task disturbs no other, and not its wave`(course: String) async throws {
    try await PythonTool.driveRelay.run([course])
  }
}
