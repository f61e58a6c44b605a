internal import Foundation
internal import Testing

@testable internal import Shell

@Suite struct ScriptFileTests {
  /// Runs the body with a folder of scripts, which is removed afterwards.
  private func withScripts(
    _ files: [String: String], _ body: (String) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "scripts-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appending(path: "sub"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    try await body(folder.path)
  }

  @Test func `a script runs others, found from its own folder`() async throws {
    try await withScripts([
      "a": "run sub/b first\necho a", "sub/b": "echo b $1\nrun c", "sub/c": "echo c",
    ]) { folder in
      let recorded = RecordedSession()
      let status = try await recorded.run("run \(folder)/a").status
      #expect(status == .done)
      #expect(recorded.outputs.results == "b first\nc\na\n")
    }
  }

  @Test func `a script that runs itself is an error`() async throws {
    try await withScripts(["a": "run b", "b": ". a"]) { folder in
      let recorded = RecordedSession()
      let status = try await recorded.run("run \(folder)/a").status
      #expect(status == .usage)
      #expect(recorded.outputs.messages.contains("b:1: error: the script \"a\" runs itself"))
      #expect(recorded.outputs.messages.contains("stopped at \(folder)/a:1\n"))
    }
  }

  @Test func `scripts are nested sixteen deep and no deeper`() async throws {
    var files = ["s17": "echo too deep"]
    for number in 1...16 { files["s\(number)"] = "run s\(number + 1)" }
    try await withScripts(files) { folder in
      let recorded = RecordedSession()
      let status = try await recorded.run("run \(folder)/s1").status
      #expect(status == .usage)
      #expect(recorded.outputs.messages.contains("\"s17\" would be the script number 17"))
      let fewer = try await recorded.run("run \(folder)/s2").status
      #expect(fewer == .done)
    }
  }

  @Test func `a mistake in the syntax runs nothing`() async throws {
    try await withScripts(["a": "echo one\necho 'two"]) { folder in
      let recorded = RecordedSession()
      let status = try await recorded.run("run \(folder)/a").status
      #expect(status == .usage)
      #expect(recorded.outputs.results.isEmpty)
      #expect(
        recorded.outputs.messages.hasPrefix("\(folder)/a:2: error: the quote ' is not closed"))
    }
  }

  @Test func `a file that is not there is named`() async throws {
    let recorded = RecordedSession()
    #expect(try await recorded.run("run nothing.vecferry").status == .usage)
    #expect(
      recorded.outputs.messages.hasPrefix("error: the script \"nothing.vecferry\" cannot be read"))
  }

  @Test func `checking finds every mistake and runs nothing`() async throws {
    let text = """
      let A 1
      echo $A
      echo $B
      mgirate x
      copy a --ot b
      unset A
      echo $A
      list things --limit many
      li things
      """
    try await withScripts(["a": text]) { folder in
      let recorded = RecordedSession()
      let status = try await recorded.run("run -n \(folder)/a").status
      #expect(status == .usage)
      let errors = recorded.outputs.messages.split(separator: "\n").filter { $0.contains("error:") }
      #expect(
        errors.map { $0.dropFirst(folder.count + 1) } == [
          "a:3: error: the variable \"B\" is not set",
          "a:4: error: unknown command \"mgirate\"",
          "a:5: error: unknown option \"--ot\" of copy",
          "a:7: error: the variable \"A\" is not set",
          "a:8: error: \"many\" is no value of --limit",
          "a:9: error: \"li\" is an abbreviation, which only a prompt understands",
        ])
      #expect(recorded.outputs.results.isEmpty)
    }
  }
}
