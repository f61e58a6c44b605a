internal import FuzzSubjects
internal import Testing

/// A short series for each subject; `scripts/fuzz` runs long ones with other seeds.
@Suite(.timeLimit(.minutes(5))) struct FuzzTests {
  @Test(arguments: FuzzCatalog.subjects.map(\.name))
  func `random inputs break nothing`(_ name: String) async throws {
    let subject = try #require(FuzzCatalog.subjects.first { $0.name == name })
    let report = try await FuzzRun(seed: 1, inputs: 0..<3_000).feed(subject)
    #expect(report.inputs == 3_000)
  }

  @Test(arguments: Array(1...8) as [UInt64])
  func `random collections arrive as they left`(_ seed: UInt64) async throws {
    let report = try await FuzzRun(seed: seed, inputs: 0..<25).feed(FuzzCatalog.crossing)
    #expect(report.inputs == 25)
  }
}
