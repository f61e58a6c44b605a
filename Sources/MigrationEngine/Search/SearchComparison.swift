internal import MigrationPlanning
internal import MilvusClient

/// Asks both ends the same searches, and compares their answers.
///
/// Each end is asked one search at a time, so that its latency is not that of a queue. What either
/// found is read from both, and measured here.
struct SearchComparison {
  let verifier: Verifier
  let options: SearchOptions

  /// Searches and reports; the target is loaded for that time if it is not.
  func run() async throws -> SearchReport {
    let clock = ContinuousClock.now
    try await verifier.requireLoadedSource()
    let described = try await verifier.describeBoth()
    let choice = SearchFieldChoice(
      source: described.source.schema, target: described.target.schema,
      versions: BothEnds(source: verifier.source.version, target: verifier.target.version),
      wanted: options.fields)
    let (fields, skipped) = try choice.fields()
    var report = SearchReport(
      source: verifier.source.address, target: verifier.target.address, options: options)
    report.skipped = skipped
    var loaded = false
    let loan = verifier.loan { loaded = true }
    report.fields = try await loan.whileLoaded {
      let questions = try await SearchQuestions(verifier, described, fields, options).all()
      let ends = BothEnds(
        source: try await SearchEnd(verifier.source, options),
        target: try await SearchEnd(verifier.target, options))
      var found: [ComparedField] = []
      let total = questions.reduce(0) { $0 + $1.questions.count }
      for (field, questions) in questions {
        let asked = found.reduce(0) { $0 + $1.queries.count }
        found.append(
          try await compare(field, questions, ends, described) {
            verifier.announce(.compared(rows: Int64(asked + $0), of: Int64(total)))
          })
      }
      return found
    }
    report.loadedTarget = loaded
    report.seconds = (ContinuousClock.now - clock).seconds
    return report
  }

  /// A search that both ends have answered.
  private struct Asked: Sendable {
    let question: SearchQuestion
    let answers: BothEnds<SearchEnd.Answer>

    var keys: Set<PrimaryKey> {
      Set((answers.source.neighbours + answers.target.neighbours).map(\.key))
    }
  }

  private func compare(
    _ field: SearchField, _ questions: [SearchQuestion], _ ends: BothEnds<SearchEnd>,
    _ described: Verifier.Described, announce: (Int) -> Void
  ) async throws -> ComparedField {
    let (here, there) = (ends.source.metric(of: field), ends.target.metric(of: field))
    // Without an index Lite searches by the metric that it is given.
    let metrics = BothEnds(
      source: here ?? there ?? "COSINE", target: there ?? here ?? "COSINE")
    var found = ComparedField(
      name: field.name, type: field.type,
      indexes: BothEnds(
        source: ends.source.index(of: field, metric: metrics.source),
        target: ends.target.index(of: field, metric: metrics.target)))
    let questions = try await withExact(questions, field, metrics, described)
    if let first = questions.first { _ = try await ask(first, field, ends, metrics) }
    var differing: Set<PrimaryKey> = []
    for group in questions.groups(of: max(1, Self.pooledRows / (2 * options.limit))) {
      var asked: [Asked] = []
      for question in group {
        try Task.checkCancellation()
        asked.append(try await ask(question, field, ends, metrics))
        announce(found.queries.count + asked.count)
      }
      let keys = asked.reduce(into: Set<PrimaryKey>()) { $0.formUnion($1.keys) }
      let pool = try await pool(keys, field, metrics, described)
      found.queries += asked.map { judged($0, pool) }
      differing.formUnion(pool?.differing ?? [])
    }
    found.differingRows = differing.sorted()
    return found
  }

  // 4,000: their vectors are some tens of megabytes.
  private static let pooledRows = 4000

  /// Asks both ends at once.
  private func ask(
    _ question: SearchQuestion, _ field: SearchField, _ ends: BothEnds<SearchEnd>,
    _ metrics: BothEnds<String>
  ) async throws -> Asked {
    async let here = ends.source.answer(to: question.input, by: field, metric: metrics.source)
    async let there = ends.target.answer(to: question.input, by: field, metric: metrics.target)
    return Asked(
      question: question, answers: BothEnds(source: try await here, target: try await there))
  }

  /// The vectors of rows on both ends; nil where they cannot be measured here.
  private func pool(
    _ keys: Set<PrimaryKey>, _ field: SearchField, _ metrics: BothEnds<String>,
    _ described: Verifier.Described
  ) async throws -> NeighbourPool? {
    guard field.asking == .vector, let metric = Metric(rawValue: metrics.source) else { return nil }
    async let here = vectors(of: keys, field, verifier.source, described)
    async let there = vectors(of: keys, field, verifier.target, described)
    return NeighbourPool(metric: metric, source: try await here, target: try await there)
  }

  private func vectors(
    of keys: Set<PrimaryKey>, _ field: SearchField, _ end: CollectionEnd,
    _ described: Verifier.Described
  ) async throws -> [PrimaryKey: VectorValue] {
    let reader = try await end.rows(key: described.key, columns: [described.key.name, field.name])
    var vectors: [PrimaryKey: VectorValue] = [:]
    try await reader.eachPage(of: keys.sorted(), partition: nil) { page in
      for (key, value) in zip(try page.keys(), try page.values(of: field.name)) {
        vectors[key] = value.flatMap { VectorValue(field.type, bytes: $0) }
      }
    }
    return vectors
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
}

extension SearchComparison {
  /// The searches with their exact neighbours, if these are wanted and can be measured here.
  private func withExact(
    _ questions: [SearchQuestion], _ field: SearchField, _ metrics: BothEnds<String>,
    _ described: Verifier.Described
  ) async throws -> [SearchQuestion] {
    guard options.isExact, field.asking == .vector, let metric = Metric(rawValue: metrics.source)
    else { return questions }
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

extension Array {
  /// The elements in groups of so many.
  fileprivate func groups(of size: Int) -> [ArraySlice<Element>] {
    stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
  }
}
