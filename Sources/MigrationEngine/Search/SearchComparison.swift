internal import MigrationPlanning
internal import MilvusClient

/// Asks both ends the same searches, and compares their answers.
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
    let questions = SearchQuestions(verifier, described, fields, options)
    try questions.requireFit()
    var report = SearchReport(
      source: verifier.source.address, target: verifier.target.address, options: options)
    report.skipped = skipped
    var loaded = false
    let temporaryLoad = verifier.temporaryLoad { loaded = true }
    report.fields = try await temporaryLoad.whileLoaded { try await compare(questions, described) }
    report.loadedTarget = loaded
    report.seconds = (ContinuousClock.now - clock).seconds
    return report
  }

  private func compare(
    _ questions: SearchQuestions, _ described: Verifier.Described
  ) async throws -> [ComparedField] {
    let (all, absence) = try await questions.all()
    let ends = BothEnds(
      source: try await SearchEnd(verifier.source, options),
      target: try await SearchEnd(verifier.target, options))
    let total = all.reduce(0) { $0 + $1.questions.count }
    var asked = 0
    var found: [ComparedField] = []
    for (field, questions) in all {
      let search = FieldSearch(
        verifier: verifier, options: options, described: described, field: field, ends: ends)
      var compared = try await search.compare(questions) {
        asked += 1
        verifier.announce(.compared(rows: Int64(asked), of: Int64(total)))
      }
      compared.absence = absence
      found.append(compared)
    }
    return found
  }
}
