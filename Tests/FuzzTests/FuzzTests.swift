internal import FuzzSubjects
internal import TestSupport
internal import Testing

/// A short series for each subject; `scripts/fuzz` runs long ones with other seeds.
@Suite(.timeLimit(.minutes(15))) struct FuzzTests {
  @Test(arguments: FuzzCatalog.subjects.map(\.name))
  func `random inputs break nothing`(_ name: String) async throws {
    let subject = try #require(FuzzCatalog.subjects.first { $0.name == name })
    let report = try await FuzzRun(seed: 1, inputs: 0..<3_000).feed(subject)
    #expect(report.inputs == 3_000)
  }

  @Test(arguments: Cases.few(2, of: Array(1...8) as [UInt64]))
  func `random collections arrive as they left`(_ seed: UInt64) async throws {
    let report = try await FuzzRun(seed: seed, inputs: 0..<25).feed(FuzzCatalog.copy)
    #expect(report.inputs == 25)
  }

  /// Pauses behind which the first keys are doubled and refused, and lone keys that no server lists.
  @Test(arguments: [1874, 2700, 4234, 5110, 6338, 9140])
  func `a collection that once went wrong arrives as it left`(_ number: Int) async throws {
    let run = FuzzRun(seed: 20_261_130, inputs: number..<number + 1)
    #expect(try await run.feed(FuzzCatalog.copy).inputs == 1)
  }
}
