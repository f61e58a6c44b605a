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
      .number("JOB"), .text("STATE"), .name("COLLECTION"), .text("DONE"), .number("%"),
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
    let took = job.seconds.map { ", took \(Figures.wholeDuration(.seconds($0)))" } ?? ""
    return Cell(moment + took, plain: Figures.timestamp(startedAt))
  }
}
