internal import Foundation
internal import TestSupport
internal import Testing

/// Files of Milvus Lite as a source and as a target, with real servers that the program starts itself.
@Suite(.timeLimit(.minutes(15)), .enabled(if: LiteHome.hasOldRelease))
struct LocalFileTests {
  private let home: LiteHome

  init() throws {
    home = try LiteHome()
  }

  /// What is in the file of a notebook: 500 rows, and the sum of a column.
  private static let content = "500 \((0..<500).reduce(0) { $0 + $1 * 3 })\n"

  // MARK: - The examples of the README

  @Test func `a notebook's file goes to a cluster`() async throws {
    let target = try TestServer.target.address
    let name = "docs_of_notebook"
    try await ServerProbe(target).drop(name)
    try await home.notebook(["make", "milvus_demo.db", name, "500"])
    let end = try await replay("notebook-to-cluster", ["TARGET": target])
    #expect(end.end == .exited(0), "\(end)")
    #expect(end.errors.contains("copying "), "\(end)")
    #expect(try await ServerProbe(target).count(name) == 500)
    #expect(home.serverFolders.isEmpty)
    #expect(try await home.notebook(["read", "milvus_demo.db", name]) == Self.content)
    try await ServerProbe(target).drop(name)
  }

  @Test func `a file of Milvus Lite 2 becomes one of Milvus Lite 3, and stays as it is`()
    async throws
  {
    try await home.notebook(["make", "milvus_demo.db", "docs", "500"], isOld: true)
    let before = FileManager.default.contents(atPath: home.path(of: "work/milvus_demo.db"))
    let end = try await replay("old-file-to-new", [:])
    #expect(end.end == .exited(0), "\(end)")
    #expect(try await home.notebook(["read", "new.db", "docs"]) == Self.content)
    let compared = try await home.run([
      "-c",
      "connect source ./milvus_demo.db --lite-python ~/milvus-lite-2.5.1; connect target ./new.db; verify docs; repair docs",
    ])
    #expect(compared.end == .exited(0), "\(compared)")
    let after = FileManager.default.contents(atPath: home.path(of: "work/milvus_demo.db"))
    #expect(before == after)
    let names = try FileManager.default.contentsOfDirectory(atPath: home.path(of: "work"))
    #expect(names.sorted() == ["milvus_demo.db", "new.db", "old-file-to-new.vecferry"])
  }

  @Test func `a collection of a cluster goes into a file for a laptop`() async throws {
    let source = try TestServer.source.address
    try await ServerProbe(source).drop("docs")
    try await home.notebook(["make", source, "docs", "500"])
    let end = try await replay("cluster-to-laptop", ["SOURCE": source])
    #expect(end.end == .exited(0), "\(end)")
    #expect(try await home.notebook(["read", "laptop.db", "docs"]) == Self.content)
    try await ServerProbe(source).drop("docs")
  }

  private func replay(
    _ name: String, _ environment: [String: String]
  ) async throws -> ProgramEnd {
    let file = name + ".vecferry"
    try PrintedScript(file).text.write(
      toFile: home.path(of: "work/\(file)"), atomically: true, encoding: .utf8)
    return try await home.run(["-x", "-f", file], environment: environment)
  }

  // MARK: - Refusals

  @Test(arguments: [
    ("connect source ./none.db", 1, "there is no file"),
    ("connect source ./no/none.db", 1, "there is no folder"),
    ("connect source ./text.db", 64, "is no database of Milvus Lite"),
    ("connect source ./folder.db", 64, "is a folder that no Milvus Lite made"),
    ("connect target ./new", 64, "does not end in .db"),
    ("connect target /proc/new.db", 1, "cannot write"),
    ("connect source 10.0.0.7 --in-place", 64, "belongs to a file"),
    ("connect source ./old.db", 69, "was found:"),
    ("connect source ./old.db", 69, "milvus-lite 3.2.2"),
    ("connect source ./old.db", 69, "bin/pip install milvus-lite==2.5.1, then: connect source "),
    ("connect source ./old.db --lite-python /bin/false", 69, "/bin/false has none"),
    ("connect target ./new.db --lite-python /bin/false", 69, "milvus-lite==3.2.2 pymilvus"),
  ])
  func `what cannot be is refused with the way out`(
    line: String, status: Int32, words: String
  ) async throws {
    let files = FileManager.default
    _ = files.createFile(atPath: home.path(of: "work/text.db"), contents: Data("text".utf8))
    try files.createDirectory(
      atPath: home.path(of: "work/folder.db/x"), withIntermediateDirectories: true)
    let old = Data("SQLite format 3\0 CREATE TABLE collection_meta".utf8)
    _ = files.createFile(atPath: home.path(of: "work/old.db"), contents: old)
    let end = try await home.run(["-c", line])
    #expect(end.end == .exited(status), "\(end)")
    #expect(end.errors.contains(words), "\(end)")
    #expect(home.serverFolders.isEmpty)
  }

  @Test(
    arguments: [true, false],
    Cases.few(
      2, of: ["connect source FILE", "connect source FILE --in-place", "connect target FILE"]))
  func `a file that a notebook has open is not touched`(isOld: Bool, command: String) async throws {
    // Milvus Lite 2 takes no blank in a name.
    let file = isOld ? "my-notes.db" : "my notes.db"
    try await home.notebook(["make", file, "docs", "5"], isOld: isOld)
    let python = isOld ? home.path(of: "milvus-lite-2.5.1") : home.python
    let line = command.replacing("FILE", with: "'./\(file)'") + " --lite-python '\(python)'"
    let holder = isOld ? python + "/bin/python3" : python
    let end = try await home.run(["-c", line])
    #expect(end.end == .exited(0), "\(end)")
    let script = """
      { "\(holder)" -B "\(PythonTool.notebook.path)" hold "\(file)" <hold >open & } ; \
      exec 7>hold; while [ ! -s open ]; do sleep 0.05; done; \
      for N in 1 2; do "$V" -c "\(line)"; echo $? >status; done; \
      exec 7>&-; wait
      """
    let held = try await shell("mkfifo hold; \(script)")
    #expect(held.errors.contains("is open in another program"), "\(held)")
    let status = try String(contentsOfFile: home.path(of: "work/status"), encoding: .utf8)
    #expect(status == "69\n")
  }

  /// Runs a line of the system's shell in the folder of the program, which is `$V`.
  private func shell(_ line: String) async throws -> ProgramEnd {
    let own = ProcessInfo.processInfo.environment
    var environment = own.filter { ["PATH", "LD_LIBRARY_PATH"].contains($0.key) }
    environment["HOME"] = home.path(of: "")
    environment["V"] = try Executable.path(of: "vecferry")
    return try await Program.run(
      "/bin/sh", ["-c", "cd '\(home.path(of: "work"))' && \(line)"], environment: environment)
  }

  // MARK: - Ends

  @Test func `a killed program leaves neither a server nor a copy behind`() async throws {
    try await home.notebook(["make", "milvus_demo.db", "docs", "5"])
    let waiting = home.path(of: "waiting")
    let lines = """
      connect source ./milvus_demo.db; connect target ./new.db
      login source --key-command 'touch \(waiting); sleep 20; echo'
      """
    let killed = try await home.run(["-c", lines]) { program in
      _ = try await waitUntil("the question for a key") {
        FileManager.default.fileExists(atPath: waiting) ? true : nil
      }
      #expect(home.serverFolders.count == 2)
      program.send(SIGKILL)
    }
    #expect(killed.end == .killed(SIGKILL), "\(killed)")
    let end = try await home.run(["-c", "connect source ./milvus_demo.db; connect target new.db"])
    #expect(end.end == .exited(0), "\(end)")
    #expect(home.serverFolders.isEmpty)
    let left = try await Program.run(
      "/usr/bin/pgrep", ["-f", home.path(of: "state")], environment: [:])
    #expect(left.output.isEmpty, "\(left)")
  }

  @Test func `a file is closed by disconnect, and the next one takes its place`() async throws {
    try await home.notebook(["make", "one.db", "docs", "5"])
    let lines = """
      connect target ./one.db; connect target ./two.db; connect target ./one.db; disconnect target
      connect source ./one.db --in-place; list collections; disconnect; connect source one.db/
      """
    let end = try await home.run(["-c", lines])
    #expect(end.end == .exited(0), "\(end)")
    #expect(end.output.contains("docs"), "\(end)")
    #expect(home.serverFolders.isEmpty)
  }

  @Test func `a job between files goes on in another process, which knows them`() async throws {
    try await home.notebook(["make", "one.db", "docs", "500"])
    let connect = "connect source ./one.db --save notes; connect target ./two.db; "
    let paused = try await home.run(["-c", connect + "migrate docs --yes --rate 1kB/s"]) {
      program in
      _ = try await waitUntil("a job") {
        let journal = home.path(of: "state/vecferry/journal.sqlite")
        return FileManager.default.fileExists(atPath: journal) ? true : nil
      }
      program.send(SIGINT)
    }
    #expect(paused.end == .exited(75) || paused.end == .exited(130), "\(paused)")
    let resumed = try await home.run(["resume", "1", "--rate", "1GB/s"])
    #expect(resumed.end == .exited(0), "\(resumed)")
    #expect(resumed.errors.contains("job 1 needs its source: connect source notes"), "\(resumed)")
    #expect(try await home.notebook(["read", "two.db", "docs"]) == Self.content)
  }

  @Test func `a socket is an address`() async throws {
    let socket = home.path(of: "s")
    let line = """
      "\(home.python)" -B -m milvus_lite server --data-dir x.db --host "unix:\(socket)" --port 0 \
      >log 2>&1 & P=$!; while [ ! -S "\(socket):0" ]; do sleep 0.05; done; \
      export https_proxy=http://127.0.0.1:9
      "$V" -c 'connect target "unix:\(socket):0"'
      "$V" -c 'connect target "unix:\(socket):0" --proxy http://127.0.0.1:9'; kill $P; wait
      """
    let end = try await shell(line)
    #expect(end.output.contains("unix:\(socket):0   Milvus Lite 3.2.2"), "\(end)")
    #expect(end.errors.contains("no proxy leads to unix:\(socket):0"), "\(end)")
    let gone = try await home.run(["-c", "connect source unix:/no/such.sock"])
    #expect(gone.end == .exited(69) && gone.errors.contains("there is no such socket"), "\(gone)")
  }
}
