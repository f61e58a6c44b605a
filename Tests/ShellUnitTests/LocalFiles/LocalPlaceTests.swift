internal import Foundation
internal import MigrationEngine
internal import TestSupport
internal import Testing

@testable internal import Shell

/// What is taken for a file, and what to type where something else was.
@Suite struct LocalPlaceTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test(arguments: [
    ("./docs", true), ("../docs", true), (".", true), ("..", true), ("/docs", true),
    ("docs.db", true), ("docs.db/", true), ("docs.db//", true), ("docs", false),
    ("10.0.0.7", false), ("milvus.example.org", false), ("host:19530", false), ("no/docs", false),
    ("unix:/docs.db", false), ("UNIX:/docs.db", false), ("http://docs.db", false),
  ])
  func `a file is told from an address`(place: String, isFile: Bool) {
    #expect((LocalPlace.path(of: place) != nil) == isFile)
  }

  @Test(arguments: [
    ("docs", Side.source, "connect source ./docs"), ("docs", .target, "connect target ./docs.db"),
    ("no/docs", .source, "connect source ./no/docs"), ("my docs", .source, "'./my docs'"),
    ("docs/", .source, "connect source ./docs"),
  ])
  func `a host that may be a file is said to be one`(place: String, side: Side, line: String)
    throws
  {
    let hint = try #require(LocalPlace.meant(by: place, on: side))
    #expect(hint.hasPrefix("\"\(place)\" was taken for a host; "), "\(hint)")
    #expect(hint.hasSuffix(line), "\(hint)")
  }

  @Test(arguments: [
    ("file:///srv/docs.db", "/srv/docs.db"), ("file://docs.db", "docs.db"),
    ("FILE://localhost/docs", "/docs"), ("file:docs", "./docs"),
    ("file:///my docs.db", "'/my docs.db'"), ("file:///my%20docs.db", "'/my docs.db'"),
    ("file:///100%.db", "/100%.db"),
  ])
  func `the URL of a file is answered with its path`(place: String, path: String) async throws {
    let recorded = RecordedSession(tree: .standard)
    #expect(try await recorded.run("connect source '\(place)'").status == .usage)
    let hint = "hint:  a file is written as its path: connect source \(path)\n"
    #expect(recorded.outputs.messages.contains(hint), "\(recorded.outputs.messages)")
  }

  @Test(arguments: [
    "10.0.0.7", "10.0.0.7/sales", "milvus.example.org", "localhost", "host:19530",
    "http://host/sales", "ann:secret@host", "docs.db", "in01-2f3a9c", "",
  ])
  func `an address is no file`(place: String) {
    #expect(LocalPlace.meant(by: place, on: .source) == nil)
  }

  @Test(arguments: Side.allCases)
  func `a link to nothing is named, with what it leads to`(side: Side) throws {
    let path = scratch.path(of: "docs.db")
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: "/nonexistent/docs.db")
    let error = #expect(throws: UsageError.self) {
      _ = try side == .source ? LocalFile.source(path) : LocalFile.target(path)
    }
    #expect(
      error?.message == "\"\(path)\" is a link to \"/nonexistent/docs.db\", which is not there")
    #expect(error?.hint?.hasSuffix("rm \(path)") == true)
  }

  @Test(arguments: Side.allCases)
  func `a socket is written in another way`(side: Side) throws {
    let path = scratch.path(of: "x.sock")
    let look = { try side == .source ? LocalFile.source(path) : LocalFile.target(path) }
    let missing = #expect(throws: UsageError.self) { _ = try look() }
    #expect(missing?.hint == "a socket is written with unix: in front: unix:\(path)")
    try #require(mknod(path, S_IFSOCK | 0o600, 0) == 0)
    let error = #expect(throws: UsageError.self) { _ = try look() }
    #expect(error?.message == "\"\(path)\" is a socket")
    #expect(error?.hint == "write unix:\(path)")
  }

  @Test(arguments: [
    (["--lite-python", "/nonexistent"], "no program \"/nonexistent\", which --lite-python names"),
    (
      ["VECFERRY_LITE_PYTHON", "python9"],
      "no program \"python9\", which VECFERRY_LITE_PYTHON names"
    ),
    (["--lite-python", "/proc"], "no bin/python3 in \"/proc\", which --lite-python names"),
  ])
  func `a Python that is not there is said not to be`(words: [String], message: String) async {
    let isOption = words[0].hasPrefix("--")
    let search = LiteSearch(
      environment: isOption ? [:] : [words[0]: words[1]], named: isOption ? words[1] : nil)
    let error = await #expect(throws: UsageError.self) {
      _ = try await search.find(.folder, for: "/x.db", "source")
    }
    #expect(error?.message == "there is \(message)")
    #expect(error?.hint?.contains("connect source /x.db --lite-python ") == true)
  }

  @Test func `a Python is looked for in no empty variable`() async {
    let names = ["VIRTUAL_ENV", "PATH", LiteSearch.variable]
    let search = LiteSearch(environment: Dictionary(uniqueKeysWithValues: names.map { ($0, "") }))
    let error = await #expect(throws: UsageError.self) {
      _ = try await search.find(.folder, for: "/x.db", "source")
    }
    #expect(error?.message.hasSuffix("there is no python3 in $VIRTUAL_ENV and $PATH") == true)
  }
}
