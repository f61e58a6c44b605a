internal import MigrationEngine
internal import MilvusClient

/// What a check forbids of what was asked for, and how to leave just that out.
struct BlockedCollections: Sendable {
  /// A collection, or all of a database, with what stands in its way.
  struct Entry: Sendable {
    var database: ServerName
    /// The collection; nil is all of the database.
    var collection: ServerName?
    var blockers: [Finding]
  }

  /// The collections with a blocker, in the order of the requests.
  private(set) var entries: [Entry] = []
  /// Whether something stands in the way of them all.
  private(set) var isEverything: Bool

  private let spansDatabases: Bool

  init(in requests: [MigrationRequest], of report: CheckReport) {
    let databases = report.blockers.compactMap { blocker -> ServerName? in
      if case .database(let name) = blocker.subject { name } else { nil }
    }
    spansDatabases = requests.count > 1 || !databases.isEmpty
    for database in Set(databases).sorted() {
      entries.append(
        Entry(
          database: database,
          blockers: report.blockers.filter { $0.subject == .database(database) }))
    }
    for request in requests {
      for choice in request.collections {
        let address = CollectionAddress(database: request.sourceDatabase, name: choice.source)
        let blockers = report.blockers.filter { $0.subject == .collection(address) }
        if !blockers.isEmpty {
          entries.append(
            Entry(
              database: address.database, collection: address.name, blockers: blockers))
        }
      }
    }
    let known = entries.reduce(0) { $0 + $1.blockers.count }
    isEverything = report.plans.isEmpty || known < report.blockers.count
  }

  /// The options that leave out what is blocked; nil if nothing would be left.
  var exclusions: String? {
    guard !entries.isEmpty, !isEverything else { return nil }
    return entries.map { entry in
      guard let collection = entry.collection else {
        return "--exclude \(TypedAddress.everything(in: entry.database))"
      }
      let address = CollectionAddress(database: entry.database, name: collection)
      let name =
        spansDatabases
        ? NameSpelling.escaped(address, in: "") : NameSpelling.escaped(collection)
      // After a blank, a name with a minus would be taken for an option.
      return "--exclude\(name.hasPrefix("-") ? "=" : " ")\(Quoting.quoted(name))"
    }.joined(separator: " ")
  }

  /// Why nothing can start.
  func refusal(of report: CheckReport) -> any Error {
    let count = Figures.count(report.blockers.count, of: "blocker")
    let error = MigrationError(.blocked, "cannot start the migration: \(count)")
    guard let exclusions else { return error }
    return AdvisedError(
      error: error, advice: "move the others with --skip-blocked, or with \(exclusions)")
  }
}

extension BlockedCollections.Entry {
  /// What is said of it beside what was moved.
  var line: String {
    let name = collection.map { "\(CollectionAddress(database: database, name: $0))" }
    return "\(name ?? "database \(database)")  left out: "
      + blockers.map(\.text).joined(separator: "; ")
  }

  /// The collection as JSON, with what stands in its way.
  var document: JSONValue {
    [
      "database": .string(database), "collection": .optional(collection?.text),
      "blockers": .array(
        blockers.map { ["code": .string($0.code.rawValue), "text": .string($0.text)] }),
    ]
  }
}
