internal import MigrationPlanning
internal import MilvusClient

/// Searches both ends by one field.
///
/// Each end is asked one search at a time, so that its latency is not that of a queue. What either
/// found is read from both, and measured here.
struct FieldSearch {
  let verifier: Verifier
  let options: SearchOptions
  let described: Verifier.Described
  let field: SearchField
  let ends: BothEnds<SearchEnd>

  /// A search that both ends have answered.
  private struct Asked: Sendable {
    let question: SearchQuestion
    let answers: BothEnds<SearchEnd.Answer>

    var keys: Set<PrimaryKey> {
      Set((answers.source.neighbours + answers.target.neighbours).map(\.key))
    }
  }

  // 4,000: their vectors are some tens of megabytes.
  static let pooledRows = 4000

  /// Asks and compares; `noteAnswer` is told of each search that was answered.
  func compare(
    _ questions: [SearchQuestion], noteAnswer: () -> Void
  ) async throws -> ComparedField {
    var found = ComparedField(
      name: field.name, type: field.type,
      indexes: BothEnds(
        source: ends.source.index(of: field, metric: metrics.source),
        target: ends.target.index(of: field, metric: metrics.target)))
    let questions = try await withExact(questions)
    // The first answer may wait for the server's clock, and is not measured.
    if let first = questions.first { _ = try await ask(first) }
    var differing: Set<PrimaryKey> = []
    for group in questions.groups(of: max(1, Self.pooledRows / (2 * options.limit))) {
      var asked: [Asked] = []
      for question in group {
        try Task.checkCancellation()
        asked.append(try await ask(question))
        noteAnswer()
      }
      let pool = try await pool(asked.reduce(into: []) { $0.formUnion($1.keys) })
      found.queries += asked.map { judged($0, pool) }
      differing.formUnion(pool?.differing ?? [])
    }
    found.differingRows = differing.sorted()
    return found
  }

  /// The metrics of both indexes; without one Lite searches by the metric that it is given.
  private var metrics: BothEnds<String> {
    let (here, there) = (ends.source.metric(of: field), ends.target.metric(of: field))
    return BothEnds(source: here ?? there ?? "COSINE", target: there ?? here ?? "COSINE")
  }

  /// What is measured by here; nil where it is left to the servers.
  private var metric: Metric? {
    field.asking == .vector ? Metric(rawValue: metrics.source) : nil
  }

  /// Asks both ends at once.
  private func ask(_ question: SearchQuestion) async throws -> Asked {
    let metrics = metrics
    async let here = ends.source.answer(to: question.input, by: field, metric: metrics.source)
    async let there = ends.target.answer(to: question.input, by: field, metric: metrics.target)
    return Asked(
      question: question, answers: BothEnds(source: try await here, target: try await there))
  }
}

// MARK: - Measuring

extension FieldSearch {
  /// The searches with their exact neighbours, if these are wanted and can be measured here.
  private func withExact(_ questions: [SearchQuestion]) async throws -> [SearchQuestion] {
    guard options.isExact, let metric else { return questions }
    verifier.announce(
      .notice("measures all vectors of field \"\(field.name)\" of the source for exact neighbours"))
    let search = ExactSearch(
      verifier: verifier, described: described, field: field, metric: metric, limit: options.limit)
    let lists = try await search.neighbours(of: questions.compactMap(\.vector))
    return zip(questions, lists).map { question, list in
      var question = question
      question.exact = list
      return question
    }
  }

  /// The vectors of rows on both ends; nil where they cannot be measured here.
  private func pool(_ keys: Set<PrimaryKey>) async throws -> NeighbourPool? {
    guard let metric else { return nil }
    async let here = verifier.source.vectors(of: keys, in: field, key: described.key)
    async let there = verifier.target.vectors(of: keys, in: field, key: described.key)
    return NeighbourPool(metric: metric, source: try await here, target: try await there)
  }

  /// How the answers to a search agree; by the scores of the servers where nothing was measured.
  private func judged(_ asked: Asked, _ pool: NeighbourPool?) -> ComparedQuery {
    let question = asked.question
    let answers = asked.answers
    var lists = BothEnds(
      source: answers.source.neighbours, target: answers.target.neighbours)
    var recall: BothEnds<Double>?
    if let pool, let query = question.vector {
      lists.source = pool.measured(lists.source, from: query)
      lists.target = pool.measured(lists.target, from: query)
      let exact =
        question.exact ?? pool.nearest(options.limit, to: query, among: asked.keys)
      recall = BothEnds(
        source: NeighbourComparison(lists.source, exact).overlap,
        target: NeighbourComparison(lists.target, exact).overlap)
    }
    return ComparedQuery(
      subject: question.subject,
      nearest: NeighbourComparison(Array(lists.source.prefix(1)), Array(lists.target.prefix(1))),
      all: NeighbourComparison(lists.source, lists.target), recall: recall,
      gain: gain(of: lists, question),
      seconds: BothEnds(source: answers.source.seconds, target: answers.target.seconds))
  }

  /// How well both ends rank what was judged to be right; nil where nothing was.
  private func gain(
    of lists: BothEnds<[Neighbour]>, _ question: SearchQuestion
  ) -> BothEnds<Double>? {
    guard let relevant = question.relevant,
      let here = JudgedGain.nDCG(of: lists.source, relevant: relevant, limit: options.limit),
      let there = JudgedGain.nDCG(of: lists.target, relevant: relevant, limit: options.limit)
    else { return nil }
    return BothEnds(source: here, target: there)
  }
}

extension CollectionEnd {
  /// The vectors of a field of rows, by key.
  func vectors(
    of keys: Set<PrimaryKey>, in field: SearchField, key: FieldSchema
  ) async throws -> [PrimaryKey: VectorValue] {
    let reader = try await rows(key: key, columns: [key.name, field.name])
    var vectors: [PrimaryKey: VectorValue] = [:]
    try await reader.eachPage(of: keys.sorted(), partition: nil) { page in
      for (key, value) in zip(try page.keys(), try page.values(of: field.name)) {
        vectors[key] = value.flatMap { VectorValue(field.type, bytes: $0) }
      }
    }
    return vectors
  }
}

extension Array {
  /// The elements in groups of so many.
  func groups(of size: Int) -> [ArraySlice<Element>] {
    stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
  }
}
