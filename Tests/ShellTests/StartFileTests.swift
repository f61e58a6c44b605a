internal import Foundation
internal import TestSupport
internal import Testing

/// The commands that a session at a prompt begins with.
@Suite(.timeLimit(.minutes(15)))
struct StartFileTests {
  private func home(_ text: String) throws -> ShellAtTerminal {
    let home = try ShellAtTerminal()
    let folder = home.home + "/config/vecferry"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: folder + "/rc"))
    return home
  }

  @Test func `what fails in the file is named by its line, and the rest counts`() async throws {
    let home = try home("let WHERE here\nnonsense\nshortcut say echo over\n")
    let shell = try await home.start(columns: 110)
    #expect(shell.picture.count(of: "config/vecferry/rc:2: error: unknown command") == 1)
    shell.enter("say $WHERE")
    try await shell.expect("the shortcut and the variable") { $0.lines.contains("over here") }
    try await shell.expectLine(ShellAtTerminal.prompt)
    shell.press(.controlD)
    #expect(try await shell.end() == .exited(0))
  }

  @Test(arguments: ["echo 'open\n", "exit 3\n"])
  func `a session begins whatever the file says`(text: String) async throws {
    let shell = try await home(text).start()
    shell.enter("echo alive")
    try await shell.expect("an answer") { $0.lines.contains("alive") }
  }

  @Test(arguments: [["-c", "echo $WHERE"], ["--no-rc", "-c", "echo $WHERE"]])
  func `a script does not depend on the file`(arguments: [String]) async throws {
    let home = try home("let WHERE here\n")
    let end = try await Program.run(
      try Executable.path(of: "vecferry"), arguments, environment: home.environment)
    #expect(end.end == .exited(64), "\(end)")
  }
}
