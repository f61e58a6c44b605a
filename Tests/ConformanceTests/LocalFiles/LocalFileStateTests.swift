internal import Foundation
internal import TestSupport
internal import Testing

/// Files of Milvus Lite that are damaged, open, gone, or not loaded, with real servers.
@Suite(.timeLimit(.minutes(15)), .enabled(if: LiteHome.hasOldRelease))
struct LocalFileStateTests {
  private let home: LiteHome

  init() throws {
    home = try LiteHome()
  }

  @Test(arguments: ["source ./one.db", "source ./one.db --in-place", "target ./one.db"])
  func `a folder without its entities is refused`(place: String) async throws {
    try await home.notebook(["make", "one.db", "docs", "500"])
    let whole = try await home.run(["-c", "connect \(place)"])
    #expect(whole.end == .exited(0), "\(whole)")
    let partition = home.path(of: "work/one.db/collections/docs/partitions/_default")
    try FileManager.default.removeItem(atPath: partition + "/data")
    let end = try await home.run(["-c", "connect \(place)"])
    #expect(end.end == .exited(1), "\(end)")
    #expect(end.errors.contains(".parquet\" is missing"), "\(end)")
    #expect(end.errors.contains("code:  usage.fileDamaged"), "\(end)")
    #expect(home.serverFolders.isEmpty)
  }

  @Test(arguments: [
    ("connect target ./one.db; connect source ./one.db", "target", "source"),
    ("connect source ./one.db --in-place; connect target ./one.db", "source", "target"),
    ("connect target ./one.db; connect target ./one.db", "target", "target"),
  ])
  func `a file that the session has open is said to be that`(
    line: String, side: String, wanted: String
  ) async throws {
    try await home.notebook(["make", "one.db", "docs", "5"])
    let end = try await home.run(["-c", line])
    #expect(end.end == .exited(69), "\(end)")
    #expect(end.errors.contains("is open as the \(side) of this session"), "\(end)")
    let way = "disconnect \(side), then: connect \(wanted) \(home.path(of: "work/one.db"))\n"
    #expect(end.errors.contains(way), "\(end)")
  }

  @Test func `a job goes on with its options, and not without its file`() async throws {
    try await home.notebook(["make", "old.db", "docs", "500"], isOld: true)
    let connect = """
      connect source ./old.db --lite-python ~/milvus-lite-2.5.1; connect target ./new.db
      """
    let lines = connect + "; migrate docs --yes --rate 1kB/s"
    let paused = try await home.run(["-c", lines]) { program in
      _ = try await waitUntil("a job") {
        let journal = home.path(of: "state/vecferry/journal.sqlite")
        return FileManager.default.fileExists(atPath: journal) ? true : nil
      }
      program.send(SIGINT)
    }
    #expect(paused.end == .exited(75) || paused.end == .exited(130), "\(paused)")
    let (file, aside) = (home.path(of: "work/new.db"), home.path(of: "work/aside.db"))
    try FileManager.default.moveItem(atPath: file, toPath: aside)
    let refused = try await home.run(["resume", "1"])
    #expect(refused.end == .exited(1), "\(refused)")
    #expect(refused.errors.contains("there is no file \"\(file)\", the target of job 1"))
    #expect(!FileManager.default.fileExists(atPath: file))
    #expect(!refused.errors.contains("copying"), "\(refused)")
    try FileManager.default.moveItem(atPath: aside, toPath: file)
    let resumed = try await home.run(["resume", "1", "--rate", "1GB/s"])
    #expect(resumed.end == .exited(0), "\(resumed)")
    let again = try await home.run(["resume", "1"])
    #expect(again.end == .exited(64), "\(again)")
    #expect(!again.errors.contains("copying"), "\(again)")
  }

  @Test(arguments: [true, false])
  func `a check reads some of a file, and says what serves it`(isOld: Bool) async throws {
    try await home.notebook(["make", "one.db", "docs", "500"], isOld: isOld)
    let python = isOld ? " --lite-python ~/milvus-lite-2.5.1" : ""
    let lines = """
      connect source ./one.db\(python); connect target ./two.db; check docs --fail-on unknown
      """
    let end = try await home.run(["-c", lines])
    #expect(end.output.contains("source Milvus Lite \(isOld ? "2." : "3.")"), "\(end)")
    #expect(!end.output.contains("no entity could be read"), "\(end)")
    if !isOld { #expect(end.end == .exited(0), "\(end)") }
  }
}
