internal import MigrationEngine
internal import MilvusClient

extension ShellCompleter {
  /// What could be the value of an option or an operand.
  func values(
    _ choices: [String], _ subject: CompletionSubject?, _ word: String, given operands: [String]
  ) -> Candidates {
    guard choices.isEmpty else { return Candidates(words: choices) }
    return switch subject {
    case .files:
      Candidates(words: FileCompletion.candidates(for: word, home: session.variable("HOME")))
    case .names(.partitions): parts(.partitions, of: operands.first)
    case .names(.fields): parts(.fields, of: operands.first)
    case .names(.settingValues): settingValues(of: operands.first, word)
    case .names(let names): self.names(names, word)
    case .words(let words): Candidates(words: words)
    case nil: Candidates()
    }
  }

  private func names(_ kind: CompletedNames, _ word: String) -> Candidates {
    switch kind {
    case .collections: sided(.collections, word, .source)
    case .collectionsTargetFirst: sided(.collections, word, .target)
    case .sourceCollections: sided(.collections, word, .source, of: [.source])
    case .targetCollections: sided(.collections, word, .target, of: [.target])
    case .partitions, .fields, .settingValues: Candidates()
    case .jobs: Candidates(words: session.jobNumbers)
    case .databases: sided(.databases, word, .source)
    case .sourceDatabases: databases(.source)
    case .targetDatabases: databases(.target)
    case .clusters: Candidates(words: session.clusterIDs)
    case .places: places(word)
    case .profiles: Candidates(words: profileNames)
    case .topics:
      // There are hundreds of codes, and whoever means one has typed its dot.
      Candidates(
        words: session.tree.words(after: []) + HelpTopic.allCases.map(\.rawValue)
          + (word.contains(".") ? CodePage.all : []))
    case .settings: Candidates(words: SettingKey.allCases.map(\.rawValue))
    case .variables: Candidates(words: Array(session.variables.keys))
    case .shortcuts: Candidates(words: Array(session.shortcuts.lines.keys))
    }
  }

  /// Profiles, clusters, and files: without a folder before them those that end as pymilvus wants it.
  private func places(_ word: String) -> Candidates {
    let files = FileCompletion.candidates(for: word, home: session.variable("HOME"))
    let isPath = word.contains("/")
    return Candidates(
      words: profileNames + session.clusterIDs
        + files.filter { isPath || $0.hasSuffix(".db") || $0.hasSuffix(".db/") })
  }

  /// Partitions or fields of a collection of the source, as an option takes them: their own names.
  private func parts(_ kind: NameKind, of typed: String?) -> Candidates {
    guard session.cluster(.source) != nil, let typed,
      let address = try? TypedAddress(parsing: typed), address.side != .target,
      let collection = address.name.name,
      let database = try? address.databaseName(current: session.database(.source))
    else { return Candidates() }
    let names = session.names.names(kind, on: .source, database: database, of: collection)
    return Candidates(
      words: names.map(\.text),
      note: names.isEmpty ? "asking the source for the \(kind.rawValue) of \(collection)" : nil)
  }

  private func settingValues(of typed: String?, _ word: String) -> Candidates {
    guard let key = typed.flatMap(SettingKey.init) else { return Candidates() }
    guard key == .events else { return Candidates(words: key.choices + key.words) }
    let files = FileCompletion.candidates(for: word, home: session.variable("HOME"))
    return Candidates(words: key.words + files)
  }

  private var profileNames: [String] { ((try? session.profiles.all()) ?? [:]).keys.sorted() }

  private func databases(_ side: Side) -> Candidates {
    guard session.cluster(side) != nil else { return Candidates() }
    let names = session.names.names(.databases, on: side, database: session.database(side))
    return Candidates(
      words: names.map(\.text),
      note: names.isEmpty ? "asking the \(side.rawValue) for its databases" : nil)
  }

  /// Names of the typed side, else those of the command's usual side and the sides themselves.
  private func sided(
    _ kind: NameKind, _ word: String, _ usual: Side, of sides: [Side] = Side.allCases
  ) -> Candidates {
    let open = sides.filter { session.cluster($0) != nil }
    let typed = open.first { word.hasPrefix("\($0.rawValue):") }
    let start = typed.map { "\($0.rawValue):" } ?? ""
    let side = typed ?? usual
    var candidates = Candidates()
    if open.contains(side) {
      candidates = known(kind, side, word.dropFirst(start.count))
      candidates.words = candidates.words.map { start + $0 }
    }
    if typed == nil { candidates.words += open.map { "\($0.rawValue):" } }
    return candidates
  }

  /// Names as the cache has them and as they are typed, with the database before them if one is.
  private func known(_ kind: NameKind, _ side: Side, _ word: Substring) -> Candidates {
    let parts = EscapedText.parts(of: String(word), at: ".", maxSplits: 1)
    let typed = kind == .collections && parts.count == 2 ? parts.first : nil
    let database = typed.flatMap { NamePattern($0).name }
    let names = session.names.names(
      kind, on: side, database: database ?? session.database(side))
    return Candidates(
      words: names.map { (typed.map { "\($0)." } ?? "") + NameSpelling.escaped($0) },
      note: names.isEmpty ? "asking the \(side.rawValue) for its \(kind.rawValue)" : nil)
  }
}
