internal import Foundation
internal import MilvusClient
internal import TestSupport
internal import Testing

@testable internal import Shell

/// What lists show of two clusters.
@Suite(.timeLimit(.minutes(5))) struct ListTests {
  /// Runs a line between two fakes and returns what it printed.
  private func results(
    of line: String, from source: FakeMilvus, to target: FakeMilvus = FakeMilvus("2.3.5")
  ) async throws -> String {
    let recorded = RecordedSession(tree: .standard)
    return try await withFakeMilvus(source) { sourceAccess in
      try await withFakeMilvus(target) { targetAccess in
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask { await recorded.session.connections.run() }
          defer { group.cancelAll() }
          _ = try await recorded.run(
            "connect source \(sourceAccess.endpoint) -q; connect target \(targetAccess.endpoint) -q"
          )
          let before = recorded.outputs.results.count
          let outcome = try await recorded.run(line)
          #expect(outcome.status == .done, "\(recorded.outputs.messages)")
          return String(recorded.outputs.results.dropFirst(before))
        }
      }
    }
  }

  @Test(arguments: [
    ("list partitions docs", ["_default", "y2025", "stats"]),
    ("list indexes docs", ["INDEX", " v "]),
  ])
  func `the parts of a collection have a row each`(line: String, words: [String]) async throws {
    let fake = FakeMilvus("2.3.5")
    var docs = SampleCollection("docs")
    docs.partitions = ["y2025"]
    try docs.make(on: fake)
    let results = try await results(of: line, from: fake)
    for word in words { #expect(results.contains(word), "\(results)") }
  }

  @Test(arguments: [
    ("list collections", ["default.docs -"]),
    ("list collections 'sales.*'", ["sales.docs same", "sales.images -"]),
    ("list collections --database sales", ["sales.docs same", "sales.images -"]),
    (
      "list collections --all-databases",
      ["default.docs -", "sales.docs same", "sales.images -", "trial.docs -"]
    ),
    ("use target:sales; list collections", ["default.docs same"]),
  ])
  func `what is on the other side is looked for in the database of that name`(
    line: String, rows: [String]
  ) async throws {
    let (source, target) = (FakeMilvus("2.3.5"), FakeMilvus("2.3.5"))
    for (database, name) in [
      ("", "docs"), ("sales", "docs"), ("sales", "images"), ("trial", "docs"),
    ] {
      try make(name, in: database, on: source)
    }
    for (database, name) in [("", "images"), ("sales", "docs")] {
      try make(name, in: database, on: target)
    }
    let text = try await results(of: "\(line) --count none -o json", from: source, to: target)
    let last = try #require(text.split(separator: "\n").last)
    let table = try #require(
      try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any])
    let collections = try #require(table["collections"] as? [[String: Any]])
    let found = collections.map { row in
      let database = row["database"] as? String ?? ""
      let isThere = row["onOtherSide"] as? Bool
      return "\(database).\(row["name"] as? String ?? "") \(isThere == true ? "same" : "-")"
    }
    #expect(found == rows)
  }

  @Test(arguments: [
    ("count SALES.docs", "did you mean sales.docs? "),
    ("count slaes.docs", "did you mean sales.docs? "),
    ("count docs.sales", "did you mean sales.docs? "), ("count nowhere.docs", "list databases"),
  ])
  func `a database in other capitals, misspelt or behind the name is found`(
    line: String, hint: String
  ) async throws {
    let (fake, recorded) = (FakeMilvus("2.3.5"), RecordedSession(tree: .standard))
    try make("docs", in: "sales", on: fake)
    try await withFakeMilvus(fake) { access in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await recorded.session.connections.run() }
        defer { group.cancelAll() }
        _ = try await recorded.run("connect source \(access.endpoint)")
        #expect(try await recorded.run(line).status == .failed)
      }
    }
    #expect(recorded.outputs.messages.contains("hint:  \(hint)"), "\(recorded.outputs.messages)")
  }

  private func make(_ name: String, in database: String, on fake: FakeMilvus) throws {
    var collection = SampleCollection(name)
    collection.database = database
    try collection.create(on: fake)
  }
}
