internal import Foundation
internal import TestSupport
internal import Testing

/// A secret that is typed where it is asked for is afterwards on no screen and in no file.
@Suite(.timeLimit(.minutes(15)))
struct TypedSecretTests {
  private static let key = "north-owner-5f0c2a"

  @Test func `the key of a login is taken and not kept`() async throws {
    try await withFakeCloud(.sample()) { cloud in
      let home = try ShellAtTerminal(changing: ["VECFERRY_CLOUD_URL": cloud.address])
      let shell = try await home.start()
      shell.enter("login")
      try await shell.expect("a question") { $0.cursorLine.hasSuffix("(not shown):") }
      shell.enter(Self.key)
      try await shell.expectLine(ShellAtTerminal.prompt)
      shell.enter("list clusters")
      try await shell.expect("in01-books")
      try await shell.expectLine(ShellAtTerminal.prompt)
      shell.press(.controlD)
      #expect(try await shell.end() == .exited(0))
      #expect(!shell.rawOutput.contains(Self.key))
      #expect(try files(in: home.home).allSatisfy { !$0.contains(Self.key) })
      // The search would find what is there.
      #expect(try files(in: home.home).contains { $0.contains("list clusters") })
    }
  }

  @Test func `the secret of an address that was typed wrongly is not kept`() async throws {
    let home = try ShellAtTerminal()
    let shell = try await home.start(
      ["--events", home.home + "/events", "--log", home.home + "/log", "--log-level", "trace"],
      columns: 120, rows: 80)
    for (index, line) in MistypedAddress.lines(with: Self.key).enumerated() {
      shell.enter(line)
      try await shell.expect("code:", count: index + 1)
      try await shell.expectLine(ShellAtTerminal.prompt)
    }
    shell.press(.controlD)
    _ = try await shell.end()
    #expect(try files(in: home.home).allSatisfy { !$0.contains(Self.key) })
    // The search would find what is there.
    #expect(try files(in: home.home + "/state").contains { $0.contains(MistypedAddress.host) })
    #expect(try files(in: home.home).count { $0.contains(MistypedAddress.host) } > 1)
  }

  /// What is in the files of a folder, and of those in it.
  private func files(in folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).compactMap {
      FileManager.default.contents(atPath: "\(folder)/\($0)")
    }.map { String(decoding: $0, as: UTF8.self) }
  }
}
