internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

/// One search that both ends are asked.
struct SearchQuestion: Sendable {
  let subject: ComparedQuery.Subject
  let input: SearchInput
  /// The keys that somebody judged to be right answers.
  var relevant: [PrimaryKey]?
  /// The exact neighbours, where they were asked for.
  var exact: [Neighbour]?

  /// The numbers of the vector that is searched for; nil for a text.
  var vector: VectorValue? { VectorValue(input.type, bytes: input.bytes) }
}

/// Where the searches come from: rows of the source, or a file.
struct SearchQuestions {
  private let verifier: Verifier
  private let described: Verifier.Described
  private let fields: [SearchField]
  private let options: SearchOptions

  init(
    _ verifier: Verifier, _ described: Verifier.Described, _ fields: [SearchField],
    _ options: SearchOptions
  ) {
    (self.verifier, self.described) = (verifier, described)
    (self.fields, self.options) = (fields, options)
  }

  /// The searches by each field, and where no row was found that could ask one.
  func all() async throws -> (
    byField: [(field: SearchField, questions: [SearchQuestion])], absence: ComparedField.Absence?
  ) {
    switch options.queries {
    case .sample(let count, let seed):
      let drawn = try await draw(count, seed: seed)
      return (try await questions(of: drawn), drawn.isEmpty ? absence : nil)
    case .list(let queries): return (try listed(queries), nil)
    }
  }

  private var absence: ComparedField.Absence {
    if options.filter != nil { return .filter }
    return options.partitions == nil ? .collection : .partitions
  }

  // MARK: - Rows of the source

  /// What rows of the source ask; one without a vector asks nothing, nor does one that is gone.
  func questions(
    of rows: [KeyDraw.Drawn]
  ) async throws -> [(field: SearchField, questions: [SearchQuestion])] {
    let columns = [described.key.name] + Set(fields.map(\.column)).sorted()
    let reader = try await verifier.source.rows(key: described.key, columns: columns)
    var questions: [[SearchQuestion]] = fields.map { _ in [] }
    for drawn in rows {
      try await reader.eachPage(of: drawn.keys, partition: drawn.partition) { page in
        let keys = try page.keys()
        for (place, field) in fields.enumerated() {
          questions[place] += zip(keys, try page.values(of: field.column)).compactMap {
            key, value in
            value.flatMap { field.input($0) }.map {
              SearchQuestion(subject: .row(key, partition: drawn.partition), input: $0)
            }
          }
        }
      }
    }
    return Array(zip(fields, questions)).map { ($0, $1) }
  }

  /// Rows whose keys are drawn from all keys of the source.
  private func draw(_ count: Int, seed: UInt64) async throws -> [KeyDraw.Drawn] {
    let reader = try await verifier.source.rows(key: described.key, columns: [])
    var draw = KeyDraw(count, seed: seed)
    for partition in described.partitions + described.onlySource {
      draw.begin(partition)
      var scan = KeyScan(reader, partition: partition)
      while case let keys = try await scan.next(), !keys.isEmpty {
        try Task.checkCancellation()
        for key in keys { draw.offer(key) }
      }
    }
    return draw.close()
  }

  // MARK: - Searches of a file

  /// Makes sure that each search of a file fits a field.
  ///
  /// - Throws: `SideError` with `.invalidRequest`.
  func requireFit() throws {
    guard case .list(let queries) = options.queries else { return }
    for query in queries { _ = try place(of: query) }
  }

  private func listed(
    _ queries: [ListedQuery]
  ) throws -> [(field: SearchField, questions: [SearchQuestion])] {
    var questions: [[SearchQuestion]] = fields.map { _ in [] }
    for query in queries {
      let (place, input) = try place(of: query)
      questions[place].append(
        SearchQuestion(subject: .listed(query.name), input: input, relevant: query.relevant))
    }
    return zip(fields, questions).filter { !$1.isEmpty }.map { ($0, $1) }
  }

  /// The field that a search of a file is for: the one that it names, else the first that it fits.
  private func place(of query: ListedQuery) throws -> (Int, SearchInput) {
    for (place, field) in fields.enumerated() {
      guard query.field.map({ $0 == field.name }) ?? true else { continue }
      if let input = field.input(query.subject, dimension: dimension(of: field)) {
        return (place, input)
      }
    }
    let place = query.line.map { "line \($0)" }
    let line = place.map { $0 == query.name ? "" : " in \($0)" } ?? ""
    throw SideError(
      .source,
      MilvusError(
        .invalidRequest, "cannot search for \"\(query.name)\"\(line): \(misfit(of: query))"))
  }

  /// Why a search fits no field, by its dimensions where these may be the reason.
  private func misfit(of query: ListedQuery) -> String {
    if case .numbers(let numbers) = query.subject {
      let others = fields.filter { query.field == nil || $0.name == query.field }
        .compactMap { field in dimension(of: field).map { (field.name, $0) } }
      if !others.isEmpty, others.allSatisfy({ $0.1 != numbers.count }) {
        let known = others.map { "\"\($0.0)\" has \($0.1)" }.joined(separator: ", ")
        let noun = numbers.count == 1 ? "dimension" : "dimensions"
        return "it has \(numbers.count) \(noun); \(known)"
      }
    }
    return "it fits none of the fields " + fields.map { "\"\($0.name)\"" }.joined(separator: ", ")
  }

  private func dimension(of field: SearchField) -> Int? {
    described.source.schema.field(named: field.name)?.dimension
  }
}

extension SearchField {
  /// What a stored value of the column asks; nil for an empty one, which servers refuse.
  fileprivate func input(_ value: [UInt8]) -> SearchInput? {
    guard !value.isEmpty else { return nil }
    return SearchInput(asking == .vector ? type : .varchar, bytes: value)
  }

  /// What a search of a file asks; nil if it does not fit the field.
  fileprivate func input(_ subject: ListedQuery.Subject, dimension: Int?) -> SearchInput? {
    switch (asking, subject) {
    case (.text, .text(let text)): SearchInput(text: text)
    case (.vector, .numbers(let numbers)) where dimension.map { $0 == numbers.count } ?? true:
      SearchInput(type, numbers: numbers)
    case (.vector, .weights(let weights)) where type == .sparseFloatVector:
      SearchInput(weights: weights)
    default: nil
    }
  }
}
