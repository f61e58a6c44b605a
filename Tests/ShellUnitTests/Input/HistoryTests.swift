internal import Foundation
internal import Testing

@testable internal import Shell

/// Commands on disk and what comes back of them.
struct HistoryTests {
  private let folder: URL
  private let path: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "history-\(UUID())")
    path = folder.appending(path: "vecferry/history").path
  }

  @Test func `an entry is read back as it was written`() throws {
    let entry = makeEntry("count docs_v1 --where 'a > \"1\"\n'", status: 3, source: "prod")
    try open().append(entry)
    #expect(try open().entries().map(\.entry) == [entry])
    remove()
  }

  @Test func `folder and file are for their owner only`() throws {
    try open().append(makeEntry("version"))
    #expect(try permissions(of: path) == 0o600)
    #expect(try permissions(of: folder.appending(path: "vecferry").path) == 0o700)
    remove()
  }

  @Test func `two sessions at once keep the entries of both`() throws {
    let first = open()
    let second = open()
    for number in 1...20 {
      try first.append(makeEntry("echo first \(number)"))
      try second.append(makeEntry("echo second \(number)"))
    }
    #expect(try open().entries().count == 40)
    remove()
  }

  @Test func `many threads at once write whole lines`() async throws {
    let history = open()
    try await withThrowingTaskGroup { group in
      for number in 1...50 {
        group.addTask { try history.append(makeEntry("echo \(number) " + longText(500))) }
      }
      try await group.waitForAll()
    }
    #expect(try open().entries().count == 50)
    remove()
  }

  @Test func `lines that cannot be read are passed over and kept`() throws {
    let history = open()
    try history.append(makeEntry("echo one"))
    try appendRaw(Data([0xff, 0xfe]) + Data("\n{\"command\":\"half".utf8))
    try history.append(makeEntry("echo two"))
    #expect(try open().entries().map(\.entry.command) == ["echo one", "echo two"])
    #expect(try open().delete(1))
    #expect(try open().entries().map(\.entry.command) == ["echo two"])
    let content = try Data(contentsOf: URL(filePath: path))
    #expect(content.contains(0xff))
    remove()
  }

  @Test func `a command of 5,000 characters survives`() throws {
    let command = "echo " + longText(5_000)
    try open().append(makeEntry(command))
    #expect(open().recallableCommands() == [command])
    remove()
  }

  @Test func `a line that begins with a blank is not kept`() throws {
    let history = open()
    try history.append(makeEntry(" echo hidden"))
    #expect(try history.entries().isEmpty)
    #expect(history.recallableCommands().isEmpty)
    #expect(!History.keeps(" x"))
    #expect(!History.keeps(""))
    #expect(History.keeps("x"))
    remove()
  }

  @Test func `Up finds each command once, those of this folder first`() throws {
    let elsewhere = History(path: path, directory: "/elsewhere")
    for command in ["a", "b", "a"] { try elsewhere.append(makeEntry(command, in: "/elsewhere")) }
    try open().append(makeEntry("c"))
    try elsewhere.append(makeEntry("d", in: "/elsewhere"))
    #expect(open().recallableCommands() == ["b", "a", "d", "c"])
    let fromElsewhere = History(path: path, directory: "/elsewhere")
    #expect(fromElsewhere.recallableCommands() == ["c", "b", "a", "d"])
    remove()
  }

  @Test func `Up finds what this session added, newest last`() throws {
    try open().append(makeEntry("old"))
    let history = open()
    #expect(history.recallableCommands() == ["old"])
    try history.append(makeEntry("new"))
    try history.append(makeEntry("old"))
    #expect(history.recallableCommands() == ["new", "old"])
    remove()
  }

  @Test func `entries are filtered by folder, outcome, session, text and number`() throws {
    try open().append(makeEntry("echo one"))
    let history = open()
    try history.append(makeEntry("echo two", status: 1))
    try history.append(makeEntry("count x", in: "/elsewhere"))
    #expect(try commands(history) { $0.here = true } == ["echo one", "echo two"])
    #expect(try commands(history) { $0.failed = true } == ["echo two"])
    #expect(try commands(history) { $0.session = true } == ["echo two", "count x"])
    #expect(try commands(history) { $0.pattern = "echo" } == ["echo one", "echo two"])
    #expect(try commands(history) { $0.limit = 1 } == ["count x"])
    remove()
  }

  @Test func `a deleted entry is gone from the file and from Up`() throws {
    let history = open()
    for command in ["one", "two", "three"] { try history.append(makeEntry(command)) }
    #expect(try history.delete(2))
    #expect(try !history.delete(9))
    #expect(try open().entries().map(\.number) == [1, 2])
    #expect(history.recallableCommands() == ["one", "three"])
    try history.deleteAll()
    #expect(try open().entries().isEmpty)
    #expect(history.recallableCommands().isEmpty)
    #expect(try permissions(of: path) == 0o600)
    remove()
  }

  @Test(arguments: ["abc", "0", "-1"])
  func `what is no number of a command is refused`(word: String) async throws {
    let recorded = RecordedSession()
    #expect(try await recorded.run("history delete \(word)").status == .usage)
    #expect(recorded.outputs.messages.hasPrefix("error: "))
  }

  @Test func `a rewrite loses nothing that another session adds meanwhile`() async throws {
    let first = open()
    let second = open()
    try await withThrowingTaskGroup { group in
      group.addTask { for number in 1...100 { try first.append(makeEntry("echo \(number)")) } }
      group.addTask {
        for number in 1...20 {
          try second.append(makeEntry("delete me \(number)"))
          let doomed = try second.entries().first { $0.entry.command.hasPrefix("delete") }
          _ = try doomed.map { try second.delete($0.number) }
        }
      }
      try await group.waitForAll()
    }
    #expect(try open().entries().count == 100)
    remove()
  }

  @Test func `a file that others could read is theirs no more`() throws {
    try open().append(makeEntry("one"))
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    try open().append(makeEntry("two"))
    #expect(try permissions(of: path) == 0o600)
    remove()
  }

  @Test func `a folder in its place is named in words`() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let reading = #expect(throws: UsageError.self) { try open().entries() }
    let writing = #expect(throws: UsageError.self) { try open().append(makeEntry("x")) }
    for error in [reading, writing] {
      #expect(error?.message.hasSuffix(": Is a directory") == true)
    }
    remove()
  }

  @Test func `a file that has grown too large keeps its newest lines`() throws {
    try open().append(makeEntry("old"))
    let line =
      try #require(String(data: makeEntry(longText(400)).encoded(), encoding: .utf8)) + "\n"
    try appendRaw(Data(String(repeating: line, count: 40_000).utf8))
    try open().append(makeEntry("new"))
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    #expect((size ?? 0) <= 8 * 1024 * 1024)
    var filter = HistoryFilter()
    filter.limit = 1
    #expect(try open().entries(filter).map(\.entry.command) == ["new"])
    remove()
  }

  @Test func `what failed when it was run last is not suggested`() throws {
    try open().append(makeEntry("mended", status: 1))
    try open().append(makeEntry("broken"))
    let history = open()
    try history.append(makeEntry("mended"))
    try history.append(makeEntry("broken", status: 64))
    #expect(history.recallableCommands() == ["mended", "broken"])
    #expect(history.suggestedCommands() == ["mended"])
    remove()
  }

  @Test func `without a file the history lasts as long as the session`() throws {
    let history = History(path: nil, directory: "/here")
    try history.append(makeEntry("echo one"))
    #expect(history.recallableCommands() == ["echo one"])
    #expect(try history.entries().map(\.number) == [1])
    #expect(try history.delete(1))
    #expect(history.recallableCommands().isEmpty)
  }

  private func open() -> History {
    History(path: path, directory: "/here")
  }

  private func commands(
    _ history: History, _ change: (inout HistoryFilter) -> Void
  ) throws -> [String] {
    var filter = HistoryFilter()
    change(&filter)
    return try history.entries(filter).map(\.entry.command)
  }

  private func appendRaw(_ data: Data) throws {
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    try file.seekToEnd()
    try file.write(contentsOf: data)
    try file.close()
  }

  private func permissions(of path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  private func remove() {
    try? FileManager.default.removeItem(at: folder)
  }
}

private func makeEntry(
  _ command: String, in directory: String = "/here", status: Int32 = 0, source: String? = nil
) -> HistoryEntry {
  HistoryEntry(
    time: Date(timeIntervalSince1970: 1_800_000_000.25), directory: directory, source: source,
    command: command, status: status, took: .milliseconds(1_234))
}

private func longText(_ count: Int) -> String {
  String(repeating: "q", count: count)
}
