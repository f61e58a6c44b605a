internal import Foundation
internal import MilvusClient
internal import TestSupport
internal import Testing

/// What whoever starts the program may have done to it: signals, descriptors, variables, bytes.
@Suite(.timeLimit(.minutes(15)))
struct ProcessTests {
  /// Runs a line of the system's shell, in which `$V` is the program; in a folder of its own.
  private func run(
    _ line: String, changing changes: [String: String?] = [:]
  ) async throws -> (end: ProgramEnd, folder: String, home: ShellAtTerminal) {
    let home = try ShellAtTerminal()
    let folder = home.home + "/work"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var environment = home.environment
    environment["V"] = try Executable.path(of: "vecferry")
    for (name, value) in changes { environment[name] = value }
    let end = try await TestSupport.Program.run(
      "/bin/sh", ["-c", "cd '\(folder)' && \(line)"], environment: environment)
    return (end, folder, home)
  }

  @Test(
    arguments: [
      ("HUP", SIGHUP), ("TERM", SIGTERM), ("INT", SIGINT), ("TSTP", SIGTSTP),
    ] as [(String, Int32)])
  func `a signal that was ignored at the start stays ignored`(name: String, signal: Int32)
    async throws
  {
    let home = try ShellAtTerminal()
    let program = try Executable.path(of: "vecferry")
    let shell = try TerminalSession(
      "/bin/sh", ["-c", "trap '' \(name); exec \(program)"], environment: home.environment)
    try await shell.expectLine("vecferry>")
    shell.type("echo half a li")
    try await shell.expectLine("vecferry> echo half a li")
    shell.send(signal: signal)
    shell.enter("ne")
    try await shell.expect("the answer and another prompt") {
      $0.lines.contains("half a line") && $0.count(of: "vecferry>") == 2
    }
    shell.press(.controlD)
    #expect(try await shell.end() == .exited(0))
  }

  @Test(arguments: [
    ("$V <&-", 0, ""), ("$V version >&-", 1, "Bad file descriptor"),
    ("$V version <&- >&- 2>&-", 1, ""), ("$V version >/dev/full", 1, "No space left on device"),
    ("$V -o json version >/dev/full", 1, "No space left on device"),
    ("echo version | $V >/dev/full", 1, "No space left on device"),
    ("$V --version >/dev/full", 1, "No space left on device"),
  ])
  func `closed descriptors and lost results are noticed`(
    line: String, status: Int32, words: String
  ) async throws {
    let end = try await run(line).end
    #expect(end.end == .exited(status), "\(end)")
    #expect(words.isEmpty ? end.errors.isEmpty : end.errors.contains(words), "\(end)")
  }

  @Test func `a reader that leaves is no failure`() async throws {
    let end = try await run("{ $V help; echo $? >&2; } | true").end
    #expect(end.errors == "0\n")
  }

  @Test(arguments: [
    ("echo 'echo one $1' | $V -f /dev/stdin two", "one two\n"),
    ("echo 'echo one $1' | $V -f - two", "one two\n"),
    ("mkfifo p && { printf 'echo one\r\necho two\r\n' > p & $V -f p; }", "one\ntwo\n"),
    (
      "printf '\\357\\273\\277echo one \\\\\r\n two\r\n' > f && $V -f f && $V < f",
      "one two\none two\n"
    ),
    ("printf '\\357\\273\\277# note\necho x' > f && $V -n -f f && $V -c 'run f'", "x\n"),
    ("mkdir -p \"$HOME\" && echo 'echo at home' > \"$HOME/s\" && $V -c 'run ~/s'", "at home\n"),
    ("$V -n version; $V -n -c 'echo x'", ""),
    ("$V -c 'echo one' -c 'echo $1; echo b' two", "one\ntwo\nb\n"),
    ("printf 'echo a\necho b\n' | $V --from 2 -f -", "b\n"),
  ])
  func `scripts come from pipes, with marks and carriage returns`(line: String, output: String)
    async throws
  {
    let end = try await run(line).end
    #expect(end.output == output && end.errors.isEmpty, "\(end)")
  }

  @Test(arguments: [
    (
      "printf 'echo caf\\351\n' | $V",
      "standard input:1: error: this line is no UTF-8 text: byte E9"
    ),
    ("printf 'echo caf\\351\n' > f; $V -f f", "the script \"f\" is no UTF-8 text: byte E9"),
    ("printf '\\377\\376h\\0' > f; $V -f f", "it looks like UTF-16"),
    ("$V echo \"$(printf 'a\\377')\"", "argument 2 is no UTF-8 text: byte FF at byte 2"),
    ("$V -f .", "the script \".\" cannot be read: Is a directory"),
    ("$V -n list things", "unknown command \"list things\""),
    ("$V -c 'echo x' -c nonsense -c 'echo y'", "-c:2: error: unknown command \"nonsense\""),
    ("$V -c 'echo x' -c nonsense -c 'echo y'", "stopped at -c:2; line 3 not run"),
    ("$V -n version --nonsense", "unknown option \"--nonsense\""),
  ])
  func `what is no text is refused with its place`(line: String, words: String) async throws {
    let end = try await run(line).end
    #expect(end.end == .exited(64), "\(end)")
    #expect(end.errors.contains(words), "\(end)")
  }

  @Test(arguments: [
    ("$V --events f -c 'echo x' && stat -c %a f && grep -c vecferry.event/1 f", "x\n600\n4\n"),
    ("$V --events f version >g; $V --events f version >g; grep -c session.finished f", "2\n"),
    ("$V --events - echo x | grep -vc '^{'", "1\n"),
    ("mkfifo p; cat p >f & $V --events p echo x && wait && grep -c event f", "x\n4\n"),
    ("$V --events /dev/full echo x; echo $?", "x\n0\n"),
    ("$V --events /none/f echo x; echo $?", "1\n"),
    ("$V --log f echo x && stat -c %a f && grep -c 'command ended' f", "x\n600\n1\n"),
    ("$V --log /dev/full echo x; echo $?", "x\n0\n"),
    ("$V --log f --log-level loud echo x; echo $?; ls", "64\n"),
  ])
  func `events and the log go where they are wanted, and nothing waits for them`(
    line: String, output: String
  ) async throws {
    let end = try await run(line).end
    #expect(end.output == output, "\(end)")
    #expect(end.errors.split(separator: "\n").count { $0.contains("be written: ") } <= 1)
  }

  @Test(arguments: ["$V -f f.vecferry", "$V -c 'run f.vecferry'", "$V run f.vecferry"])
  func `a script that fails names file and line, and what was not run`(line: String) async throws {
    let end = try await run("printf 'echo a\\nnosuch\\necho b\\n' > f.vecferry; \(line)").end
    #expect(end.end == .exited(64) && end.output == "a\n", "\(end)")
    #expect(end.errors.hasPrefix("f.vecferry:2: error: unknown command \"nosuch\"\n"), "\(end)")
    #expect(end.errors.contains("\nstopped at f.vecferry:2; line 3 not run\n"), "\(end)")
  }

  @Test(arguments: [
    ("", false), ("--color auto", false), ("--color never", false), ("--color always", true),
  ])
  func `results in a pipe have colour where it is asked for`(
    option: String, hasColor: Bool
  ) async throws {
    let line = "$V \(option) -c 'profile set prod place=10.0.0.7 protect=true; profile list'"
    let end = try await run(line).end
    #expect(end.end == .exited(0), "\(end)")
    #expect(end.output.contains("\u{1b}[33myes") == hasColor, "\(end)")
    #expect(end.output.contains("\u{1b}") == hasColor, "\(end)")
  }

  @Test func `piped commands give JSON alone, and no escape`() async throws {
    try await withFakeMilvus(FakeMilvus("2.6.18")) { access in
      let line = "printf 'list collections\\ncount nosuch\\n' | $V -o json --source"
      let end = try await run("\(line) \(access.endpoint)").end
      #expect(end.end == .exited(1), "\(end)")
      let forms = try objects(in: end.output).compactMap { $0["schema"] }
      #expect(forms == ["vecferry.collections/1"])
      let codes = try objects(in: end.errors).compactMap { $0["code"] }
      #expect(codes == ["collection.notFound"], "\(end)")
      #expect(!(end.output + end.errors).contains("\u{1b}"))
    }
  }

  /// The texts in the JSON objects of which each is a line.
  private func objects(in text: String) throws -> [[String: String]] {
    try text.split(separator: "\n").map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return try #require(object, "\(line)").compactMapValues { $0 as? String }
    }
  }

  @Test(arguments: [nil, ""] as [String?])
  func `without HOME nothing is written where one stands`(home: String?) async throws {
    let (end, folder, kept) = try await run(
      "$V jobs", changing: ["HOME": home, "XDG_STATE_HOME": String?.none])
    #expect(end.end == .exited(0), "\(end)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    _ = kept
  }
}
