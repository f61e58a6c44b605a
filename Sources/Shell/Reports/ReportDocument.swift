internal import MigrationEngine
internal import MilvusClient

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What is known of one job, as a document to keep: pure, the same of the same report.
struct ReportDocument: Renderable {
  static let schema = "report/1"

  var report: JobReport
  /// When the document is written.
  var writtenAt: Date

  /// The text of the document in a form.
  func text(as form: ReportForm) -> String {
    switch form {
    case .json: Renderer(format: .json).text(of: self)
    case .html: page.html
    }
  }

  var sections: [Section] {
    chapters.flatMap { [.lines([$0.title])] + $0.sections }
  }

  /// The document as a page.
  var page: ReportPage {
    ReportPage(
      title: "Migration of \(report.status.collectionTitle)",
      subtitle: "job \(report.status.id) of vecferry \(Version.text), as of "
        + Figures.timestamp(writtenAt),
      chapters: chapters, verdict: verdict)
  }

  /// What the job would end the program with; nil while it is to run or runs.
  var exitStatus: ExitStatus? {
    switch report.status.state {
    case .pending, .inProgress: nil
    case .paused, .successful, .failed, .canceled: ExitStatus(of: [report.status])
    }
  }

  /// The plot of the copy; nil if too few samples were recorded.
  var plot: RatePlot? {
    guard let start = report.samples.first?.at else { return nil }
    return RatePlot(
      report.samples.map { sample in
        RatePlot.Sample(
          seconds: sample.at.timeIntervalSince(start), bytes: sample.bytes,
          refusals: sample.refusals, limit: sample.limit)
      })
  }
}

extension JobReport.Verification {
  /// What became of the comparison, in a sentence.
  var sentence: String {
    switch self {
    case .notAsked: "none was asked for"
    case .notReached: "the job did not come so far"
    case .countsAgree: "the numbers of entities agree"
    case .contentEqual: "every field of every entity is equal"
    case .failed: "the two sides differ"
    }
  }

  /// What colour may add to it.
  var tone: Cell.Tone {
    switch self {
    case .notAsked, .notReached: .warning
    case .countsAgree, .contentEqual: .good
    case .failed: .bad
    }
  }
}
