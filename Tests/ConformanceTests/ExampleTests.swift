internal import Foundation
internal import TestSupport
internal import Testing

/// The scripts that are given as examples, rehearsed between clusters of a fake control plane.
@Suite(.timeLimit(.minutes(15)))
struct ExampleTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "scripts/examples")

  @Test(
    arguments: [
      ("upgrade-plan", "in01-same", CloudStage.key, "verify"),
      ("merge-organizations", "in01-far", CloudStage.farKey, "verify"),
      ("cutover", "in01-same", CloudStage.key, "sync"),
      ("laptop-to-cluster", "in01-same", CloudStage.key, "load"),
      ("nightly-check", "in01-same", CloudStage.key, nil),
    ] as [(String, String, String, String?)])
  func `an example does in a dry run what it says`(
    example: String, target: String, key: String, leftOut: String?
  ) async throws {
    let source = try TestServer.source.address
    let name = "example_" + example.replacing("-", with: "_")
    try await ServerProbe(source).drop(name)
    try await PythonTool.seedRanges.run([source, "300", name])
    try await CloudStage.with { stage in
      let script = Self.folder.appending(path: example + ".vecferry").path
      let end = try await stage.program.run(
        [
          "-v", "SOURCE=in05-here", "-v", "TARGET=\(target)", "-v", "LAPTOP=\(source)",
          "run", "--dry-run", script, name,
        ],
        environment: [
          "VECFERRY_CLOUD_URL": stage.cloud.address, "VECFERRY_SOURCE_KEY": CloudStage.key,
          "VECFERRY_TARGET_KEY": key,
        ])
      #expect(end.end == .exited(0), "\(end)")
      if let leftOut {
        #expect(end.errors.contains("not run in a dry run: \(leftOut) "), "\(end)")
      }
    }
    try await ServerProbe(source).drop(name)
  }

  @Test func `the cutover leads to an equal copy under the aliases of its source`() async throws {
    let (source, target) = (try TestServer.source.address, try TestServer.target.address)
    let name = "cut_over"
    for server in [source, target] { try await ServerProbe(server).drop(name) }
    try await PythonTool.seedRanges.run([source, "300", name])
    let scratch = try Scratch()
    let script = Self.folder.appending(path: "cutover.vecferry").path
    let arguments = [
      "-y", "-v", "SOURCE=\(source)", "-v", "TARGET=\(target)", "-v", "REPORTS=\(scratch.path)",
      "-f", script, name,
    ]
    let end = try await BuiltProgram().run(arguments)
    #expect(end.end == .exited(0), "\(end)")
    #expect(try await ServerProbe(target).aliases(of: name) == ["\(name)_alias"])
    let files = try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted()
    #expect(files == ["\(name)-answers.html", "\(name)-content.json"])
    for server in [source, target] { try await ServerProbe(server).drop(name) }
  }

  @Test func `every example is among them`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
    #expect(
      files == [
        "cutover.vecferry", "laptop-to-cluster.vecferry", "merge-organizations.vecferry",
        "nightly-check.vecferry",
        "upgrade-plan.vecferry",
      ])
  }
}
