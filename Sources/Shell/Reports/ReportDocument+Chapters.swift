internal import MigrationEngine
internal import MilvusClient

extension ReportDocument {
  /// The parts of the page, in the order in which one reads them.
  var chapters: [ReportChapter] {
    [
      jobChapter, countChapter, verificationChapter, rateChapter, schemaChapter, carriedChapter,
      leftChapter, optionChapter, digestChapter, rejectChapter, eventChapter,
    ]
  }

  private var jobChapter: ReportChapter {
    let job = report.status
    let facts: [Field?] = [
      Field("state", Cell(job.state.title, tone: job.state.tone)),
      job.state == .successful ? nil : Field("step", Cell(job.phase.title)),
      job.failure.map { Field("reason", Cell($0.message, tone: .bad)) },
      job.failure.map { Field("code", Cell($0.code.rawValue)) },
      exitStatus.map { Field("exit status", Cell("\($0.rawValue) (\($0.meaning))")) },
      Field(
        "source",
        end(job.sourceLabel, job.sourcePlace, "\(job.source)", report.plan.sourceVersion)),
      Field(
        "target",
        end(job.targetLabel, job.targetPlace, "\(job.target)", report.plan.targetVersion)),
      Field("plan", Cell(job.fingerprint)),
      Field("planned", Cell(Figures.timestamp(job.createdAt))),
      job.startedAt.map { Field("started", Cell(Figures.timestamp($0))) },
      job.endedAt.map { Field("ended", Cell(Figures.timestamp($0))) },
    ]
    return ReportChapter(title: "Job", sections: [.fields(facts.compactMap(\.self))])
  }

  private func end(
    _ label: String, _ place: String, _ collection: String, _ version: String
  ) -> Cell {
    let name = label == place ? place : "\(label), \(place)"
    return Cell("\(collection) on \(name), version \(version)")
  }

  private var verificationChapter: ReportChapter {
    let outcome = Cell(report.verification.sentence, tone: report.verification.tone)
    let facts: [Field?] = [
      Field("asked for", Cell(report.plan.options.verification.rawValue)),
      Field("outcome", outcome),
      report.result?.targetRows.map { rows in
        Field("counted", Cell("\(Figures.count(rows)) on the target, by \(countedBy)"))
      },
    ]
    return ReportChapter(
      title: "Verification at the end", sections: [.fields(facts.compactMap(\.self))])
  }

  private var countedBy: String { report.result?.countedBy ?? "the server" }

  private var rateChapter: ReportChapter {
    guard let plot else {
      return ReportChapter(
        title: "Rate", sections: [.text("The copy was not sampled often enough to plot its rate.")])
    }
    let mean = report.status.meanRate.map {
      ", \(Figures.byteRate($0.bytes)) (\(Figures.rate($0.rows))) in the mean of the copy"
    }
    let windows = Figures.count(plot.rates.count, of: "window")
    var text =
      "Bytes per second in \(windows) of the same length, at most "
      + "\(Figures.byteRate(plot.peak))\(mean ?? ""). Pauses show as 0."
    if let limit = plot.limits.last?.limit {
      text +=
        " The dashed line is the limit that writes were kept to, \(Figures.byteRate(limit)) at last; "
        + "dots are writes that the target refused for it, to be sent again."
    }
    return ReportChapter(title: "Rate", sections: [.text(text)], svg: plot.svg)
  }

  private var digestChapter: ReportChapter {
    let rows = report.digests.map { [Cell($0.part), Cell($0.digest)] }
    return ReportChapter(
      title: "Digests of the plan (SHA-256)",
      sections: [.table(Table([.text("PART"), .text("DIGEST")], rows: rows))])
  }

  private var rejectChapter: ReportChapter {
    let title = "Rejected entities"
    guard !report.rejects.isEmpty else {
      return ReportChapter(title: title, sections: [.text("The target refused no entity.")])
    }
    let rows = report.rejects.map { [Cell($0.key.description), Cell($0.reason)] }
    let more = report.status.rejected - report.rejects.count
    let rest: [Section] = more > 0 ? [.text("and \(Figures.count(more)) more")] : []
    return ReportChapter(
      title: title,
      sections: [.table(Table([.text("KEY"), .text("THE SERVER'S WORDS")], rows: rows))] + rest)
  }

  private var eventChapter: ReportChapter {
    let rows = report.events.map {
      [Cell(Figures.exactTimestamp($0.at)), Cell($0.kind), Cell($0.message)]
    }
    let table = Table([.text("TIME"), .text("EVENT"), .text("MESSAGE")], rows: rows)
    return ReportChapter(
      title: "Events", sections: rows.isEmpty ? [.text("None was recorded.")] : [.table(table)])
  }
}
