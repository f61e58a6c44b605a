internal import MigrationEngine
internal import MilvusClient

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// All jobs, a row each.
struct JobTable: Renderable {
  static let schema = "jobs/1"
  static let rows: String? = "jobs"

  var jobs: [JobStatus]
  /// What the program loaded for a while and has not released.
  var loads: [AbandonedLoad] = []
  /// What a repair changed for a while and has not put back.
  var properties: [AbandonedLoad] = []
  /// What is said where there are none.
  var emptiness = "no jobs yet"
  var now = Date()
  var zone = TimeZone.current

  var json: JSONObject {
    [
      "jobs": .array(jobs.map { .object($0.document) }),
      "leftLoaded": .array(loads.map { .object($0.document) }),
      "leftChanged": .array(properties.map { .object($0.document) }), "leftOut": [],
    ]
  }

  var sections: [Section] {
    let claims = loads + properties
    let left = claims.isEmpty ? [] : [Section.lines(claims.map(\.sentence))]
    let columns: [Table.Column] = [
      .number("JOB"), .text("STATE"), .text("COLLECTION"), .text("DONE"), .number("%"),
      .text("RATE").yieldingFirst, .text("LEFT"), .text("STARTED").yieldingFirst,
    ]
    let none: [Section] = jobs.isEmpty ? [.text(emptiness)] : []
    return [.table(Table(columns, rows: jobs.map(row)))] + none + left
  }

  private func row(_ job: JobStatus) -> [Cell] {
    [
      .count(job.id.rawValue), Cell(job.state.title, tone: job.state.tone),
      Cell(job.collectionTitle), done(job), percent(job),
      job.shownRate.map { Cell(Figures.rate($0.rows)) } ?? .absent,
      job.shownTimeLeft.map { Cell(Figures.timeLeft($0)) } ?? .absent,
      started(job),
    ]
  }

  private func done(_ job: JobStatus) -> Cell {
    if let before = job.waitsFor { return "waits for \(before.description)" }
    return Cell(job.amount)
  }

  private func percent(_ job: JobStatus) -> Cell {
    guard job.waitsFor == nil, let percent = Figures.percent(job.done, of: job.total) else {
      return .absent
    }
    return Cell("\(percent) %", plain: "\(percent)")
  }

  private func started(_ job: JobStatus) -> Cell {
    guard let startedAt = job.startedAt else { return .absent }
    let moment = Figures.moment(startedAt, now: now, in: zone)
    guard let endedAt = job.endedAt else {
      return Cell(moment, plain: Figures.timestamp(startedAt))
    }
    // From start to end a pause would count, too.
    let copied = job.result.flatMap { $0.copySeconds > 0 ? $0.copySeconds : nil }
    let span = Figures.wholeDuration(
      .seconds(copied ?? endedAt.timeIntervalSince(startedAt)))
    let text = "\(moment), \(copied == nil ? "took" : "copied in") \(span)"
    return Cell(text, plain: Figures.timestamp(startedAt))
  }
}

extension JobStatus {
  /// The name of the collection, with the name that it gets if that is another.
  var collectionTitle: String {
    source.name == target.name ? source.name.text : "\(source.name) as \(target.name)"
  }

  /// Text of what is done: `987,000 of 2,408,113`.
  var amount: String {
    guard let total else { return Figures.count(done) }
    return "\(Figures.count(done)) of \(Figures.count(total))"
  }

  /// The rate of late; nil unless the job copies now and something has arrived.
  var shownRate: TransferRate? {
    guard state == .inProgress, phase == .copy, let rate, rate.rows > 0 else { return nil }
    return rate
  }

  /// The time that is left; nil unless the job copies now and has done so for ten seconds.
  var shownTimeLeft: Duration? {
    // Of a job of another process the rate alone is known, which takes a while to settle.
    guard shownRate != nil, copySeconds ?? 10 >= 10 else { return nil }
    return secondsLeft.map { .seconds($0) }
  }

  /// The silence that is worth an alarm: nothing arrived for a minute.
  var alarmingSilence: Duration? {
    guard state == .inProgress, phase == .copy, let seconds = secondsSinceProgress else {
      return nil
    }
    return seconds >= 60 ? .seconds(seconds) : nil
  }

  /// How far the job is, for a progress view.
  var reading: ProgressReading {
    let copies = phase == .copy
    return ProgressReading(
      job: id.rawValue, subject: source.name.text, step: phase.title, done: copies ? done : 0,
      total: copies ? total : nil, rate: shownRate?.rows, byteRate: shownRate?.bytes,
      timeLeft: shownTimeLeft, silence: alarmingSilence, hindrance: hindrance,
      limit: copies ? limit?.sentence : nil)
  }
}
