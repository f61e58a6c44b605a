internal import MigrationPlanning
internal import MilvusClient

/// The answers of one collection to searches for vectors of its own rows.
struct BaselineSearches {
  let verifier: Verifier
  let described: Verifier.Described

  private var end: CollectionEnd { verifier.source }

  /// Searches for some rows, drawn from all keys, by each field that can be searched by.
  func answers(_ options: BaselineOptions) async throws -> [Baseline.Field] {
    guard options.queries > 0 else { return [] }
    let fields: [SearchField]
    do {
      fields = try searchable
    } catch let error as SideError {
      // No reason to have no baseline.
      verifier.announce(.notice("keeps no answers: \(error.error.message)"))
      return []
    }
    var search = SearchOptions(queries: .sample(options.queries, seed: 1))
    search.limit = options.limit
    let all = try await SearchQuestions(verifier, described, fields, search).all().byField
    let end = try await SearchEnd(end, search)
    var found: [Baseline.Field] = []
    for (field, questions) in all {
      let metric = end.metric(of: field) ?? "COSINE"
      let lists = try await lists(questions, field, end, search.limit, metric: metric, by: metric)
      found.append(
        Baseline.Field(
          name: field.name, index: end.index(of: field, metric: metric).type, metric: metric,
          limit: search.limit,
          searches: zip(questions, lists).compactMap { question, list in
            guard case .row(let key, let partition) = question.subject else { return nil }
            return Baseline.Search(partition: partition, key: key, neighbours: list)
          }))
    }
    return found
  }

  /// Asks the searches of a baseline again.
  func compare(_ fields: [Baseline.Field]) async throws -> [BaselineAnswers] {
    let known = (try? searchable) ?? []
    var found: [BaselineAnswers] = []
    for field in fields {
      var answers = BaselineAnswers(field)
      if let twin = known.first(where: { $0.name == field.name }) {
        try await ask(field, by: twin, &answers)
      } else {
        answers.lost = answers.asked
      }
      found.append(answers)
    }
    return found
  }

  private func ask(
    _ stored: Baseline.Field, by field: SearchField, _ answers: inout BaselineAnswers
  ) async throws {
    var search = SearchOptions(queries: .list([]))
    search.limit = stored.limit
    let end = try await SearchEnd(end, search)
    let metric = end.metric(of: field) ?? stored.metric
    answers.now = end.index(of: field, metric: metric)
    let present = Set(described.partitions)
    let drawn = Dictionary(grouping: stored.searches, by: \.partition)
      .filter { present.contains($0.key) }
      .map { KeyDraw.Drawn(partition: $0.key, keys: $0.value.map(\.key).sorted()) }
    let questions =
      try await SearchQuestions(verifier, described, [field], search)
      .questions(of: drawn).first?.questions ?? []
    let lists = try await lists(
      questions, field, end, stored.limit, metric: metric, by: stored.metric)
    // Several partitions may have the same key, each with a row of its own.
    var now: [ServerName?: [PrimaryKey: [Neighbour]]] = [:]
    for (question, list) in zip(questions, lists) {
      if case .row(let key, let partition) = question.subject {
        now[partition, default: [:]][key] = list
      }
    }
    for search in stored.searches {
      guard let list = now[search.partition]?[search.key] else {
        answers.lost += 1
        continue
      }
      answers.queries.append(
        BaselineAnswers.Query(
          key: search.key, all: NeighbourComparison(search.neighbours, list)))
    }
  }

  /// The neighbours of each question, with distances that were measured here where that can be.
  private func lists(
    _ questions: [SearchQuestion], _ field: SearchField, _ end: SearchEnd, _ limit: Int,
    metric: String, by measure: String
  ) async throws -> [[Neighbour]] {
    var lists: [[Neighbour]] = []
    for group in questions.groups(of: max(1, FieldSearch.pooledRows / limit)) {
      var found: [[Neighbour]] = []
      for question in group {
        try verifier.checkpoint()
        found.append(try await end.answer(to: question.input, by: field, metric: metric).neighbours)
      }
      guard field.asking == .vector, let known = Metric(rawValue: measure) else {
        lists += found
        continue
      }
      let vectors = try await self.end.vectors(
        of: Set(found.joined().map(\.key)), in: field, key: described.key)
      let pool = NeighbourPool(metric: known, source: vectors)
      lists += zip(group, found).map { question, list in
        question.vector.map { pool.measured(list, from: $0) } ?? list
      }
    }
    return lists
  }

  /// The fields that the collection can be searched by.
  private var searchable: [SearchField] {
    get throws {
      let schema = described.source.schema
      let choice = SearchFieldChoice(
        source: schema, target: schema,
        versions: BothEnds(source: end.version, target: end.version), wanted: nil)
      return try choice.fields().fields
    }
  }
}
