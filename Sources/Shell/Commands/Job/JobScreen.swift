internal import MigrationEngine
internal import MilvusClient

/// Everything about one job.
struct JobScreen: Renderable {
  static let schema = "job/1"
  private static let namedKeys = 8

  var job: JobStatus

  var json: JSONObject { job.document }

  var sections: [Section] {
    [.lines([heading] + facts)]
  }

  private var heading: String {
    let from = "\(job.sourceLabel)/\(job.source.database)"
    let to = "\(job.targetLabel)/\(job.target.database)"
    let plan = String(job.fingerprint.prefix(4))
    let what = "job \(job.id)  \(job.state.title)  plan \(plan)  \(job.collectionTitle)"
    return "\(what)  \(from) -> \(to)"
  }

  private var facts: [String] {
    var facts = [
      line("ranges", ranges, beside: "retries  \(retries)"),
      line("entities", job.amount, beside: "rejected \(Figures.count(job.rejected))"),
    ]
    if let result = job.result { facts.append(line("source", source(result))) }
    if let rates { facts.append(line("rate", rates, beside: lastProgress)) }
    if let took { facts.append(line("took", took)) }
    if let left = job.shownTimeLeft {
      facts.append(line("left", "about \(Figures.timeLeft(left)) (by the last minute)"))
    }
    if let limit = job.limit { facts.append(line("limit", limit.sentence)) }
    if let hindrance = job.hindrance { facts.append(line("hindered", hindrance)) }
    if let execution = job.execution { facts.append(line("copied", execution.words)) }
    if let before = job.waitsFor { facts.append(line("waits", "for job \(before)")) }
    if let rejects { facts.append(line("rejects", rejects)) }
    if let duplicates { facts.append(line("keys", duplicates)) }
    if let repeated { facts.append(line("repeated", repeated)) }
    if let counted { facts.append(line("counted", counted)) }
    facts += unfinished
    if let failure = job.failure {
      facts.append(line(job.state == .failed ? "failed" : "stopped", failure.message))
    }
    return facts
  }

  private var ranges: String {
    let planned = job.isScanned ? "\(job.rangesPlanned) to go" : "more to come"
    return "\(job.rangesDone) done, \(job.rangesOpen) in flight, \(planned)"
  }

  private var retries: String {
    guard job.replayed > 0 else { return Figures.count(job.retries) }
    return "\(Figures.count(job.retries)), \(Figures.count(job.replayed, of: "range")) sent again"
  }

  private var rates: String? {
    let parts = [
      job.shownRate.map { "\(Figures.rate($0.rows)) now" },
      job.meanRate.map { "\(Figures.rate($0.rows)) mean" },
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private var lastProgress: String? {
    guard job.state == .inProgress, let seconds = job.secondsSinceProgress else { return nil }
    return "last progress \(Figures.wholeDuration(.seconds(seconds))) ago"
  }

  private var took: String? {
    guard let seconds = job.seconds else { return nil }
    let parts = [Figures.duration(.seconds(seconds)), job.copyTime].compactMap(\.self)
    return parts.joined(separator: ", ")
  }

  private func source(_ result: JobResult) -> String {
    result.sourceChanged
      ? "CHANGED during the copy: migrate it again, or verify" : "unchanged since the start"
  }

  private var rejects: String? {
    guard job.rejected > 0 else { return nil }
    let command = "status \(job.id) --rejects names them"
    return job.rejectFile.map { "in \($0); \(command)" } ?? command
  }

  private var duplicates: String? {
    guard let result = job.result, result.duplicateKeys > 0 else { return nil }
    let count = Figures.count(result.duplicateKeys)
    guard result.duplicates?.isEmpty == false else {
      return "the source counts \(count) more than it returns; one entity of each key was copied"
    }
    return "\(count) in the source repeated a key; one entity of each key was copied"
  }

  /// The first keys that were repeated; JSON has all that are known.
  private var repeated: String? {
    guard let keys = job.result?.duplicates, !keys.isEmpty else { return nil }
    let named = keys.prefix(Self.namedKeys).map { "\($0.key) (\($0.copies) times)" }
    return named.joined(separator: ", ") + (keys.count > Self.namedKeys ? ", …" : "")
  }

  private var counted: String? {
    guard let result = job.result, let rows = result.targetRows else { return nil }
    let how = result.countedBy.map { " (\($0))" } ?? ""
    let content = result.contentVerified ? ", content compared" : ""
    return "\(Figures.count(rows)) on the target\(how)\(content)"
  }

  /// What did not come to pass, and why.
  private var unfinished: [String] {
    let left = (job.result?.notCarried ?? []).map {
      let way = $0.what.hasPrefix("index") ? "; --index same or none asks for another one" : ""
      return line("not carried", "\($0.what), because \($0.reason)\(way)")
    }
    return (job.result?.unproven.map { [line("not counted", $0)] } ?? []) + left
  }

  private func line(_ name: String, _ value: String, beside: String? = nil) -> String {
    let left = "  " + padded(name, to: 13) + value
    guard let beside else { return left }
    return padded(left, to: 53) + beside
  }

  private func padded(_ text: String, to cells: Int) -> String {
    let missing = cells - text.count
    return missing > 0 ? text + String(repeating: " ", count: missing) : text + "  "
  }
}
