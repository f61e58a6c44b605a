internal import MilvusClient

/// What became of loading or releasing collections, a line each.
struct LoadingScreen: Renderable {
  static let schema = "loading/1"
  static let rows: String? = "collections"
  static let isOutcome = true

  /// One collection.
  struct Entry: Sendable, Equatable {
    var collection: String
    /// What it has become; nil if that failed.
    var state: LoadState?
    var time: Duration?
    /// How far its vector indexes are; nil if that is not told.
    var build: IndexBuild?
    /// Why it failed.
    var failure: Report?
  }

  var entries: [Entry]
  /// Whether the indexes were waited for.
  var awaitsIndex = false
  /// What to type next.
  var hint: String?

  var json: JSONObject {
    [
      "collections": .array(
        entries.map { entry in
          var object: JSONObject = [
            "collection": .string(entry.collection), "state": .optional(entry.state?.rawValue),
            "seconds": .optional(entry.time.map(Figures.seconds)),
            "pendingEntities": .optional(entry.build?.pendingRows),
            "indexBuilt": .optional(entry.build?.isFinished),
          ]
          if let failure = entry.failure { object["error"] = failure.json }
          return .object(object)
        })
    ]
  }

  var sections: [Section] {
    let lines = entries.map { entry in
      let time = entry.time.map { ", \(Figures.duration($0))" } ?? ""
      let indexed = awaitsIndex && entry.build?.isFinished == true ? " and indexed" : ""
      let state = entry.state?.rawValue ?? "failed"
      return "\(entry.collection)  \(state)\(indexed)\(time)\(lack(of: entry))"
    }
    return [.lines(lines + (hint.map { ["hint: \($0)"] } ?? []))]
  }

  private func lack(of entry: Entry) -> String {
    guard let build = entry.build else {
      return awaitsIndex && entry.state == .loaded ? "; the server tells nothing of its index" : ""
    }
    if let failed = build.failed { return "; its \(failed.failure)" }
    guard !build.isFinished else { return "" }
    switch build.pendingRows {
    case 0: return "; the index is still being built"
    case 1: return "; 1 entity is still to be indexed"
    case let count: return "; \(Figures.count(count)) entities are still to be indexed"
    }
  }
}

extension IndexDescription {
  /// What is said of an index whose building went wrong.
  var failure: String {
    let reason = stateReason.isEmpty ? "the server does not say why" : stateReason
    return "index \"\(name)\" could not be built: \(reason)"
  }
}

extension LoadingScreen.Entry {
  /// Whether an index may be waited for.
  var isBeingBuilt: Bool { build.map { !$0.isFinished && $0.failed == nil } ?? false }

  /// What is said of a collection with which it failed.
  init(_ collection: LocatedCollection, _ failure: Report) {
    self.init(collection: collection.text, state: nil, time: nil, failure: failure)
  }
}
